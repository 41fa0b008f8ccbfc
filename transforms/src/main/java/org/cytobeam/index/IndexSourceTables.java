package org.cytobeam.index;

import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Redistribute;
import org.apache.beam.sdk.values.PCollection;
import org.cytobeam.coder.RecordCoder;
import org.cytobeam.find.FileBatch;
import org.cytobeam.format.TableFormat;
import org.cytobeam.format.TableFormats;
import org.cytobeam.format.TableNames;
import org.cytobeam.format.UnchangedFile;
import org.cytobeam.model.Counters;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.TableIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Indexes the tables of every file. Broken inputs become problems here, before any value is kept.
 */
public final class IndexSourceTables
    extends PTransform<PCollection<FileBatch>, PCollection<TableIndex>> {
  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(IndexSourceTables.class);

  private final TableNames wanted;

  private IndexSourceTables(TableNames wanted) {
    this.wanted = wanted;
  }

  public static IndexSourceTables of(TableNames wanted) {
    return new IndexSourceTables(wanted);
  }

  @Override
  public PCollection<TableIndex> expand(PCollection<FileBatch> batches) {
    return batches
        .apply("Spread", Redistribute.arbitrarily())
        .apply("Index", ParDo.of(new IndexFn(wanted)))
        .setCoder(RecordCoder.of(TableIndex.class));
  }

  /** One batch of files after the other. */
  private static final class IndexFn extends DoFn<FileBatch, TableIndex> {
    private static final long serialVersionUID = 1L;
    private final TableNames wanted;
    private final Counter indexed = Metrics.counter(Counters.NAMESPACE, Counters.TABLES_INDEXED);

    IndexFn(TableNames wanted) {
      this.wanted = wanted;
    }

    @ProcessElement
    public void process(@Element FileBatch batch, OutputReceiver<TableIndex> out) {
      for (SourceFile file : batch.files()) {
        TableFormat format = TableFormats.named(file.format());
        for (TableIndex index : UnchangedFile.read(file, () -> format.index(file, wanted))) {
          out.output(index);
          indexed.inc();
          LOG.info(
              "Indexed {}: {} rows, {} columns, {} images",
              index.table().describe(),
              index.rows(),
              index.packedColumns().size(),
              index.runs().size());
        }
      }
    }
  }
}
