package org.cytobeam.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.cytobeam.format.TableFormats;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.WorkerSettings;
import org.cytobeam.schema.OutputSchema;

/**
 * Reads the chunks before the merge, so that values travel instead of descriptors alone ({@code
 * --exchange=data}). The result is the same; the shuffle then carries the whole input.
 */
public final class ReadChunks
    extends PTransform<PCollection<KV<Long, TableChunks>>, PCollection<KV<Long, TableChunks>>> {
  private static final long serialVersionUID = 1L;

  private final PCollectionView<OutputSchema> schema;

  private final WorkerSettings worker;

  private ReadChunks(PCollectionView<OutputSchema> schema, WorkerSettings worker) {
    this.schema = schema;
    this.worker = worker;
  }

  public static ReadChunks with(PCollectionView<OutputSchema> schema, WorkerSettings worker) {
    return new ReadChunks(schema, worker);
  }

  @Override
  public PCollection<KV<Long, TableChunks>> expand(PCollection<KV<Long, TableChunks>> chunks) {
    return chunks
        .apply("Read", ParDo.of(new ReadFn(schema, worker)).withSideInputs(schema))
        .setCoder(chunks.getCoder());
  }

  /** Decodes partition by partition and packs each as Arrow IPC. */
  private static final class ReadFn extends DoFn<KV<Long, TableChunks>, KV<Long, TableChunks>> {
    private static final long serialVersionUID = 1L;
    private final PCollectionView<OutputSchema> schema;

    private final WorkerSettings worker;

    ReadFn(PCollectionView<OutputSchema> schema, WorkerSettings worker) {
      this.schema = schema;
      this.worker = worker;
    }

    @ProcessElement
    public void process(ProcessContext context) throws IOException {
      TableChunks table = context.element().getValue();
      OutputSchema resolved = context.sideInput(schema);
      List<PartitionBatch> batches = new ArrayList<>();
      try (BufferAllocator allocator = new RootAllocator()) {
        int partitions =
            table.chunks().stream().mapToInt(ChunkDescriptor::partition).max().orElse(-1);
        for (int p = 0; p <= partitions; p++) {
          if (!table.of(p).isEmpty()) {
            try (PartitionTable rows =
                table.open(
                    p, resolved.table(table.tag()), allocator, Path.of(worker.temporaryFolder()))) {
              batches.add(PartitionBatch.of(p, rows));
            }
          }
        }
      }
      context.output(
          KV.of(
              context.element().getKey(),
              new TableChunks(table.tag(), table.chunks(), List.copyOf(batches))));
    }

    @Teardown
    public void close() throws IOException {
      TableFormats.forget(Path.of(worker.temporaryFolder()));
    }
  }
}
