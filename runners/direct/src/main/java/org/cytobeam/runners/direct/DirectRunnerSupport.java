package org.cytobeam.runners.direct;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.cytobeam.pipeline.RunnerSupport;

/** The embedded runner: everything in this JVM, the shuffle in its memory. */
public final class DirectRunnerSupport implements RunnerSupport {
  private static final long EXCHANGE_LIMIT_BYTES = 512L << 20;

  @Override
  public String runner() {
    return "DirectRunner";
  }

  /**
   * Parallelism is always set, since the default is at least three. Beam's checks that elements are
   * encodable and unchanged stay on in tests; they would encode every element three times here.
   */
  @Override
  public void configure(PipelineOptions options, int threads) {
    DirectOptions direct = options.as(DirectOptions.class);
    direct.setTargetParallelism(threads);
    direct.setBlockOnRun(false);
    direct.setEnforceImmutability(false);
    direct.setEnforceEncodability(false);
  }

  @Override
  public long exchangeLimitBytes() {
    return EXCHANGE_LIMIT_BYTES;
  }
}
