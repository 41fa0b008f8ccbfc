package org.cytobeam.pipeline;

import java.util.ServiceLoader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.cytobeam.model.UserError;

/**
 * What a runner's module tells about its runner; found by {@link ServiceLoader}. A runner without
 * one works too, with its own defaults.
 */
public interface RunnerSupport {
  /** The simple name of the runner's class. */
  String runner();

  /** Sets what the user has not: parallelism, and not to block while the pipeline runs. */
  void configure(PipelineOptions options, int threads);

  /**
   * The most bytes of input that may travel through the shuffle, for runners that hold it in
   * memory.
   */
  long exchangeLimitBytes();

  /** The support for the runner that the options name. */
  static RunnerSupport of(PipelineOptions options) {
    String name = options.getRunner().getSimpleName();
    for (RunnerSupport support : ServiceLoader.load(RunnerSupport.class)) {
      if (support.runner().equals(name)) {
        return support;
      }
    }
    return new RunnerSupport() {
      @Override
      public String runner() {
        return name;
      }

      @Override
      public void configure(PipelineOptions unchanged, int threads) {
        // Nothing is known of this runner.
      }

      @Override
      public long exchangeLimitBytes() {
        return Long.MAX_VALUE;
      }
    };
  }

  /** Refuses to send more data through the shuffle than the runner bears. */
  default void checkExchange(Exchange exchange, long inputBytes) {
    if (exchange == Exchange.DATA && inputBytes > exchangeLimitBytes()) {
      throw new UserError(
          "--exchange=data would hold %s MB of input in memory on %s, which takes at most %s MB; leave it out"
              .formatted(inputBytes >> 20, runner(), exchangeLimitBytes() >> 20));
    }
  }
}
