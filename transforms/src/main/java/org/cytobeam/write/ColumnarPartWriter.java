package org.cytobeam.write;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.schema.MessageType;
import org.cytobeam.schema.OutputColumn;

/**
 * The default part writer: one column after the other from Arrow vectors into Parquet pages.
 *
 * <p>All appends become one row group. The bytes are a function of the rows in their order, the
 * columns and the settings; how the rows are split into appends makes no difference. Nothing is
 * created at the path before {@link #finish}.
 *
 * <p>Holds one unfinished page a column (at most {@link ColumnEncoder#MAX_PAGE_BYTES} and a value)
 * and the spool of finished ones; owns both. The vectors stay the caller's.
 */
final class ColumnarPartWriter implements PartWriter {
  private final String path;
  private final MessageType schema;
  private final WriteSettings settings;
  private final PageWriter pageWriter;
  private final List<ColumnAppender> appenders;
  private final List<ColumnEncoder> encoders;
  private long rowCount;
  private boolean finished;

  ColumnarPartWriter(
      String path, List<OutputColumn> columns, WriteSettings settings, PageSpool spool) {
    this.path = path;
    this.schema = ParquetSchemas.of(columns);
    this.settings = settings;
    this.pageWriter = new PageWriter(spool, settings.compression());
    this.appenders = new ArrayList<>(columns.size());
    this.encoders = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      ColumnEncoder encoder = new ColumnEncoder(schema.getType(i).asPrimitiveType(), pageWriter);
      encoders.add(encoder);
      appenders.add(new ColumnAppender(columns.get(i), encoder));
    }
  }

  @Override
  public void append(List<Gathered> columns, int rows) throws IOException {
    if (finished || columns.size() != appenders.size()) {
      throw new IllegalStateException(
          finished
              ? path + ": rows came after the end"
              : path + ": " + columns.size() + " columns came for " + appenders.size());
    }
    for (int i = 0; i < columns.size(); i++) {
      appenders.get(i).append(columns.get(i), rows);
    }
    rowCount += rows;
  }

  @Override
  public void finish() throws IOException {
    finished = true;
    try (ChannelOutput out = ChannelOutput.create(path)) {
      ParquetFooter.start(out);
      List<RowGroup> rowGroups = rowCount == 0 ? List.of() : List.of(writeRowGroup(out));
      ParquetFooter.end(out, schema, rowGroups, settings.metadata());
    }
  }

  private RowGroup writeRowGroup(ChannelOutput out) throws IOException {
    CompressionCodec codec = PageCompressor.codec(settings.compression());
    long start = out.position();
    long uncompressedBytes = 0;
    List<ColumnChunk> chunks = new ArrayList<>(encoders.size());
    for (ColumnEncoder encoder : encoders) {
      long offset = out.position();
      for (ColumnEncoder.Page page : encoder.finish()) {
        pageWriter.copy(page, out);
      }
      ColumnMetaData metadata = encoder.metadata(codec, offset);
      uncompressedBytes += metadata.getTotal_uncompressed_size();
      chunks.add(new ColumnChunk(offset).setMeta_data(metadata));
    }
    RowGroup rowGroup = new RowGroup(chunks, uncompressedBytes, rowCount);
    rowGroup.setFile_offset(start);
    rowGroup.setTotal_compressed_size(out.position() - start);
    rowGroup.setOrdinal((short) 0);
    return rowGroup;
  }

  @Override
  public void close() throws IOException {
    encoders.forEach(ColumnEncoder::close);
    pageWriter.close();
  }
}
