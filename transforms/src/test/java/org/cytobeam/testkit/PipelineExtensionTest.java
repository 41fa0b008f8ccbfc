package org.cytobeam.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.IllegalMutationException;
import org.junit.jupiter.api.Test;

class PipelineExtensionTest {
  private final PipelineExtension extension = new PipelineExtension();

  @Test
  void aPipelineThatWasBuiltAndNotRunFails() {
    extension.pipeline().apply(Create.of(1, 2));
    assertThatThrownBy(extension::requireRun)
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching(
            "the pipeline has [1-9]\\d* transforms, of which 0 were run; call run\\(\\)");
  }

  @Test
  void whatIsAddedAfterTheRunFailsToo() {
    PipelineExtension.Collected<Integer> collected =
        extension.collect(extension.pipeline().apply("First", Create.of(1, 2)));
    extension.run();
    assertThatCode(extension::requireRun).doesNotThrowAnyException();
    assertThat(collected.elements()).containsExactlyInAnyOrder(1, 2);
    extension.pipeline().apply("Second", Create.of(3));
    assertThatThrownBy(extension::requireRun).isInstanceOf(AssertionError.class);
  }

  @Test
  void anUnusedPipelinePasses() {
    assertThatCode(extension::requireRun).doesNotThrowAnyException();
  }

  @Test
  void anElementThatIsChangedFailsTheRun() {
    extension.pipeline().apply(Create.of(new byte[] {1})).apply(ParDo.of(new ChangingFn()));
    assertThatThrownBy(extension::run).isInstanceOf(IllegalMutationException.class);
  }

  /** Changes its input, which a DoFn must not. */
  private static final class ChangingFn extends DoFn<byte[], Integer> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element byte[] element, OutputReceiver<Integer> out) {
      element[0]++;
      out.output(1);
    }
  }
}
