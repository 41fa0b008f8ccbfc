package org.cytobeam.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.cytobeam.model.UserError;
import org.cytobeam.pipeline.Exchange;
import org.cytobeam.pipeline.RunnerSupport;
import org.junit.jupiter.api.Test;

class DirectRunnerSupportTest {
  private final DirectOptions options =
      PipelineOptionsFactory.fromArgs("--runner=DirectRunner").as(DirectOptions.class);

  @Test
  void isFoundByTheRunnersName() {
    assertThat(RunnerSupport.of(options)).isInstanceOf(DirectRunnerSupport.class);
  }

  @Test
  void setsTheParallelismThatIsAskedFor() {
    RunnerSupport.of(options).configure(options, 3);
    assertThat(options.getTargetParallelism()).isEqualTo(3);
    assertThat(options.isBlockOnRun()).isFalse();
  }

  @Test
  void refusesToHoldALargeInputInMemory() {
    RunnerSupport support = RunnerSupport.of(options);
    assertThatCode(() -> support.checkExchange(Exchange.DATA, 512L << 20))
        .doesNotThrowAnyException();
    assertThatCode(() -> support.checkExchange(Exchange.DESCRIPTORS, Long.MAX_VALUE))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> support.checkExchange(Exchange.DATA, 600L << 20))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "--exchange=data would hold 600 MB of input in memory on DirectRunner, which takes at"
                + " most 512 MB; leave it out");
  }
}
