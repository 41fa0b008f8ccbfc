package org.cytobeam.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.plain.BooleanPlainValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesWriter;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * One column chunk: optional values in PLAIN pages, handed to a {@link PageWriter} as they fill.
 *
 * <p>A page is closed by the values in it and by nothing else: at {@link #MAX_PAGE_VALUES} rows, or
 * as soon as it holds {@link #MAX_PAGE_BYTES} of values. So the pages do not depend on how the rows
 * arrive.
 */
final class ColumnEncoder implements AutoCloseable {
  /**
   * Bounds what an unfinished page holds: thousands of columns have one each. Smaller pages cost
   * more headers and compression frames; larger ones gain nothing measurable.
   */
  static final int MAX_PAGE_BYTES = 32 << 10;

  /** Bounds a page of NULLs, or of truth values. */
  static final int MAX_PAGE_VALUES = 20_000;

  private static final int INITIAL_SLAB_BYTES = 64;

  private final PrimitiveType type;
  private final PageWriter pageWriter;
  private final ValuesWriter levels;
  private final ValuesWriter values;
  private final Statistics<?> statistics;
  private final List<Page> pages = new ArrayList<>();
  private int pageValues;
  private int pageBytes;
  private long chunkValues;
  private long uncompressedBytes;
  private long compressedBytes;

  /** Where a finished page, header included, lies in the spool. */
  record Page(long position, int length) {}

  ColumnEncoder(PrimitiveType type, PageWriter pageWriter) {
    HeapByteBufferAllocator heap = HeapByteBufferAllocator.getInstance();
    this.type = type;
    this.pageWriter = pageWriter;
    this.statistics = Statistics.createStats(type);
    this.levels =
        new RunLengthBitPackingHybridValuesWriter(1, INITIAL_SLAB_BYTES, MAX_PAGE_BYTES, heap);
    this.values =
        type.getPrimitiveTypeName() == PrimitiveTypeName.BOOLEAN
            ? new BooleanPlainValuesWriter()
            : new PlainValuesWriter(INITIAL_SLAB_BYTES, MAX_PAGE_BYTES, heap);
  }

  void addNull() {
    levels.writeInteger(0);
    statistics.incrementNumNulls();
    added(0);
  }

  void add(boolean value) {
    levels.writeInteger(1);
    values.writeBoolean(value);
    statistics.updateStats(value);
    added(0);
  }

  void add(int value) {
    levels.writeInteger(1);
    values.writeInteger(value);
    statistics.updateStats(value);
    added(Integer.BYTES);
  }

  void add(long value) {
    levels.writeInteger(1);
    values.writeLong(value);
    statistics.updateStats(value);
    added(Long.BYTES);
  }

  void add(float value) {
    levels.writeInteger(1);
    values.writeFloat(value);
    statistics.updateStats(value);
    added(Float.BYTES);
  }

  void add(double value) {
    levels.writeInteger(1);
    values.writeDouble(value);
    statistics.updateStats(value);
    added(Double.BYTES);
  }

  /** The value may be reused once this returns. */
  void add(Binary value) {
    levels.writeInteger(1);
    values.writeBytes(value);
    statistics.updateStats(value);
    added(Integer.BYTES + value.length());
  }

  private void added(int bytes) {
    pageValues++;
    pageBytes += bytes;
    if (pageBytes >= MAX_PAGE_BYTES || pageValues == MAX_PAGE_VALUES) {
      closePage();
    }
  }

  private void closePage() {
    try {
      PageWriter.Written written =
          pageWriter.write(levels.getBytes(), values.getBytes(), pageValues);
      pages.add(written.page());
      uncompressedBytes += written.uncompressedBytes();
      compressedBytes += written.page().length();
    } catch (IOException e) {
      // Not a checked exception, for the sake of the loops that add values.
      throw new UncheckedIOException(e);
    }
    levels.reset();
    values.reset();
    chunkValues += pageValues;
    pageValues = 0;
    pageBytes = 0;
  }

  /** Closes the last page; the pages are then final. */
  List<Page> finish() {
    if (pageValues > 0) {
      closePage();
    }
    return pages;
  }

  /** The chunk's entry in the footer, when its first page starts at that offset of the file. */
  ColumnMetaData metadata(CompressionCodec codec, long offset) {
    ColumnMetaData metadata =
        new ColumnMetaData(
            Type.valueOf(type.getPrimitiveTypeName().name()),
            List.of(Encoding.PLAIN, Encoding.RLE),
            List.of(type.getName()),
            codec,
            chunkValues,
            uncompressedBytes,
            compressedBytes,
            offset);
    return metadata.setStatistics(ChunkStatistics.of(type, statistics));
  }

  @Override
  public void close() {
    levels.close();
    values.close();
  }
}
