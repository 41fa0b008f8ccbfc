package org.cytobeam.find;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.cytobeam.coder.RecordCoder;
import org.cytobeam.model.SourceFile;

/**
 * Finds the files that hold wanted tables and gives them in batches of about 64 MB, so that a plate
 * of ten thousand small files is hundreds of elements.
 */
public final class FindSourceTables extends PTransform<PBegin, PCollection<FileBatch>> {
  private static final long serialVersionUID = 1L;
  private static final long BATCH_BYTES = 64L << 20;
  private static final int BATCH_FILES = 256;

  private final SourceQuery query;

  private FindSourceTables(SourceQuery query) {
    this.query = query;
  }

  public static FindSourceTables matching(SourceQuery query) {
    return new FindSourceTables(query);
  }

  @Override
  public PCollection<FileBatch> expand(PBegin input) {
    return input
        .apply("Query", Create.of(query).withCoder(SerializableCoder.of(SourceQuery.class)))
        .apply("List", ParDo.of(new ListFn()))
        .setCoder(RecordCoder.of(FileBatch.class));
  }

  /** Lists once; the files are opened by the next step. */
  private static final class ListFn extends DoFn<SourceQuery, FileBatch> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element SourceQuery query, OutputReceiver<FileBatch> out) {
      batches(SourceFinder.find(query)).forEach(out::output);
    }
  }

  static List<FileBatch> batches(List<SourceFile> files) {
    List<FileBatch> batches = new ArrayList<>();
    List<SourceFile> open = new ArrayList<>();
    long bytes = 0;
    for (SourceFile file : files) {
      if (!open.isEmpty()
          && (bytes + file.sizeBytes() > BATCH_BYTES || open.size() == BATCH_FILES)) {
        batches.add(new FileBatch(List.copyOf(open)));
        open.clear();
        bytes = 0;
      }
      open.add(file);
      bytes += file.sizeBytes();
    }
    if (!open.isEmpty()) {
      batches.add(new FileBatch(List.copyOf(open)));
    }
    return batches;
  }
}
