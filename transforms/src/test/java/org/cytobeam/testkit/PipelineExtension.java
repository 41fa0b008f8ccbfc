package org.cytobeam.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A pipeline for one test, on the DirectRunner with its checks on: elements that change after they
 * were given, or that their coder does not bring back, fail the run. A test that builds a pipeline,
 * or adds to one, and does not run it fails, since it has checked nothing.
 */
public final class PipelineExtension implements AfterEachCallback {
  private static final Map<String, Queue<Object>> COLLECTED = new ConcurrentHashMap<>();

  private final Pipeline pipeline;
  private int transformsRun;

  public PipelineExtension() {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(2);
    options.setEnforceImmutability(true);
    options.setEnforceEncodability(true);
    this.pipeline = Pipeline.create(options);
  }

  public Pipeline pipeline() {
    return pipeline;
  }

  public void run() {
    try {
      pipeline.run().waitUntilFinish();
    } finally {
      // The runner puts transforms of its own in place of some, so they are counted now.
      transformsRun = transforms();
    }
  }

  /** Keeps a collection's elements, in no order, for after the run. */
  public <T> Collected<T> collect(PCollection<T> collection) {
    String id = UUID.randomUUID().toString();
    COLLECTED.put(id, new ConcurrentLinkedQueue<>());
    collection.apply("Collect " + transforms(), ParDo.of(new CollectFn<>(id)));
    return new Collected<>(id);
  }

  /** The elements of a collection once the pipeline has run. */
  public static final class Collected<T> {
    private final String id;

    private Collected(String id) {
      this.id = id;
    }

    @SuppressWarnings("unchecked")
    public List<T> elements() {
      return (List<T>) new ArrayList<>(COLLECTED.get(id));
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (context.getExecutionException().isEmpty()) {
      requireRun();
    }
  }

  void requireRun() {
    int built = transforms();
    if (built > transformsRun) {
      throw new AssertionError(
          "the pipeline has %d transforms, of which %d were run; call run()"
              .formatted(built, transformsRun));
    }
  }

  private int transforms() {
    AtomicInteger count = new AtomicInteger();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            count.incrementAndGet();
          }
        });
    return count.get();
  }

  /** Puts elements where the test finds them: the DirectRunner's threads share its memory. */
  private static final class CollectFn<T> extends DoFn<T, Void> {
    private static final long serialVersionUID = 1L;
    private final String id;

    CollectFn(String id) {
      this.id = id;
    }

    @ProcessElement
    public void process(@Element T element) {
      COLLECTED.get(id).add(element);
    }
  }
}
