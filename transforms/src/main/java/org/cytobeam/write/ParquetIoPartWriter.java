package org.cytobeam.write;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.parquet.ParquetIO;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.cytobeam.schema.OutputColumn;
import org.cytobeam.write.WriteSettings.Compression;

/**
 * The row-wise part writer: {@code ParquetIO.sink} of Beam, opened with the schema of the run, a
 * {@code GenericRecord} a row. The table is that of {@link ColumnarPartWriter}; the bytes are not.
 *
 * <p>The sink cannot set key-value metadata, keeps Avro's own, calls every time of day UTC, and
 * gives a chunk with NaN bounds. So it writes to a file beside the part, whose row groups {@link
 * #finish} copies under the footer the part should have; {@link #close} deletes that file.
 *
 * <p>Holds the encoded row group on the heap, as parquet-java does.
 */
final class ParquetIoPartWriter implements PartWriter {
  private static final String RAW_SUFFIX = ".parquetio";

  private final String path;
  private final List<OutputColumn> columns;
  private final WriteSettings settings;
  private final Schema schema;
  private final ParquetIO.Sink sink;
  private final WritableByteChannel channel;

  ParquetIoPartWriter(String path, List<OutputColumn> columns, WriteSettings settings)
      throws IOException {
    this.path = path;
    this.columns = columns;
    this.settings = settings;
    this.schema = AvroSchemas.of(columns);
    this.sink =
        ParquetIO.sink(schema)
            .withCompressionCodec(codec(settings.compression()))
            .withConfiguration(Map.of("parquet.compression.codec.zstd.level", "1"))
            // The part is one row group, however large the plan made it.
            .withRowGroupSize(Integer.MAX_VALUE);
    this.channel = ChannelOutput.openChannel(path + RAW_SUFFIX);
    try {
      sink.open(channel);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static CompressionCodecName codec(Compression compression) {
    return switch (compression) {
      case ZSTD -> CompressionCodecName.ZSTD;
      case SNAPPY -> CompressionCodecName.SNAPPY;
      case NONE -> CompressionCodecName.UNCOMPRESSED;
    };
  }

  @Override
  public void append(List<Gathered> gathered, int rows) throws IOException {
    if (gathered.size() != columns.size()) {
      throw new IllegalStateException(
          path + ": " + gathered.size() + " columns came for " + columns.size());
    }
    List<IntFunction<Object>> cells = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      cells.add(AvroCells.of(columns.get(i), gathered.get(i)));
    }
    for (int row = 0; row < rows; row++) {
      GenericRecord values = new GenericData.Record(schema);
      for (int i = 0; i < cells.size(); i++) {
        values.put(i, cells.get(i).apply(row));
      }
      sink.write(values);
    }
  }

  @Override
  public void finish() throws IOException {
    sink.flush();
    channel.close();
    new ParquetConcatenator(columns, settings.metadata()).relabel(path + RAW_SUFFIX, path);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    FileSystems.delete(
        List.of(FileSystems.matchNewResource(path + RAW_SUFFIX, false)),
        StandardMoveOptions.IGNORE_MISSING_FILES);
  }
}
