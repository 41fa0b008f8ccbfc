package org.cytobeam.write;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.cytobeam.write.WriteSettings.Compression;

/**
 * Compresses the pages of all columns of a part into one spool, each with its header (version 1,
 * without statistics and without checksum: the footer has the former, the store the latter).
 *
 * <p>Owns the spool and the compressor.
 */
final class PageWriter implements Closeable {
  private final PageSpool spool;
  private final PageCompressor compressor;
  private final Bytes page = new Bytes();
  private final Bytes header = new Bytes();

  /** A page that was written, and its size with its header before compression. */
  record Written(ColumnEncoder.Page page, int uncompressedBytes) {}

  PageWriter(PageSpool spool, Compression compression) {
    this.spool = spool;
    this.compressor = new PageCompressor(compression);
  }

  Written write(BytesInput levels, PlainValues values, int valueCount) throws IOException {
    page.reset();
    levels.writeAllTo(page);
    page.write(values.array(), 0, values.size());
    int compressedBytes = compressor.compress(page.array(), page.size());
    header.reset();
    PageHeader pageHeader = new PageHeader(PageType.DATA_PAGE, page.size(), compressedBytes);
    pageHeader.setData_page_header(
        new DataPageHeader(valueCount, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
    Util.writePageHeader(pageHeader, header);
    long position = spool.position();
    spool.append(header.array(), header.size());
    spool.append(compressor.bytes(), compressedBytes);
    return new Written(
        new ColumnEncoder.Page(position, header.size() + compressedBytes),
        header.size() + page.size());
  }

  void copy(ColumnEncoder.Page page, OutputStream to) throws IOException {
    spool.copy(page.position(), page.length(), to);
  }

  @Override
  public void close() throws IOException {
    try (spool) {
      compressor.close();
    }
  }

  /** A byte array output whose array can be read without a copy. */
  private static final class Bytes extends ByteArrayOutputStream {
    byte[] array() {
      return buf;
    }
  }
}
