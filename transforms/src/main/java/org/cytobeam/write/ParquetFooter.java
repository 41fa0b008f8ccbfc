package org.cytobeam.write;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * The start and the end of a Parquet file.
 *
 * <p>Written here rather than by parquet-java's {@code ParquetFileWriter}, which puts its own
 * version into the footer, every bound twice, and page indexes beside it.
 */
final class ParquetFooter {
  /** The number changes when the same values and settings give other bytes. */
  static final String CREATED_BY = "cytobeam version 1";

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL_BYTES = Integer.BYTES + MAGIC.length;
  private static final int FORMAT_VERSION = 1;

  private ParquetFooter() {}

  /** A footer without row groups and without key-value metadata. */
  static FileMetaData of(MessageType schema) {
    ParquetMetadata empty =
        new ParquetMetadata(
            new org.apache.parquet.hadoop.metadata.FileMetaData(schema, Map.of(), CREATED_BY),
            List.of());
    return new ParquetMetadataConverter().toParquetMetadata(FORMAT_VERSION, empty);
  }

  static void start(ChannelOutput out) throws IOException {
    out.write(MAGIC);
  }

  /** Completes the file: these row groups, and exactly this metadata in its order. */
  static void end(
      ChannelOutput out, MessageType schema, List<RowGroup> rowGroups, Map<String, String> metadata)
      throws IOException {
    FileMetaData footer = of(schema);
    footer.setRow_groups(rowGroups);
    footer.setNum_rows(rowGroups.stream().mapToLong(RowGroup::getNum_rows).sum());
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      footer.addToKey_value_metadata(new KeyValue(entry.getKey()).setValue(entry.getValue()));
    }
    long start = out.position();
    Util.writeFileMetaData(footer, out);
    int length = Math.toIntExact(out.position() - start);
    ByteBuffer tail = ByteBuffer.allocate(TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(tail.putInt(length).put(MAGIC).array());
  }

  /** Reads the footer of a file; one that is not Parquet is an error naming the path. */
  static FileMetaData read(ChannelInput in, String path) throws IOException {
    long size = in.size();
    if (size < MAGIC.length + TAIL_BYTES) {
      throw new IOException(path + ": not a Parquet file, it has " + size + " bytes");
    }
    byte[] tail = in.read(size - TAIL_BYTES, TAIL_BYTES);
    byte[] magic = Arrays.copyOfRange(tail, Integer.BYTES, TAIL_BYTES);
    int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (!Arrays.equals(magic, MAGIC) || length < 0 || length > size - TAIL_BYTES) {
      throw new IOException(path + ": not a complete Parquet file, it ends without a footer");
    }
    byte[] footer = in.read(size - TAIL_BYTES - length, length);
    return Util.readFileMetaData(new ByteArrayInputStream(footer));
  }
}
