package org.cytobeam.sqlite.file;

import java.io.EOFException;

/** A database in memory, which counts what is asked of it. */
final class BytesPageSource implements PageSource {
  private final byte[] file;
  private final int requestBytes;
  private long bytesRead;
  private int requests;
  private boolean isClosed;

  BytesPageSource(byte[] file) {
    this(file, 64 << 10);
  }

  BytesPageSource(byte[] file, int requestBytes) {
    this.file = file;
    this.requestBytes = requestBytes;
  }

  @Override
  public long sizeBytes() {
    return file.length;
  }

  @Override
  public void read(long position, byte[] into, int offset, int length) throws EOFException {
    if (isClosed) {
      throw new IllegalStateException("read after it was closed");
    }
    if (position < 0 || position + length > file.length) {
      throw new EOFException("bytes %d to %d".formatted(position, position + length));
    }
    System.arraycopy(file, (int) position, into, offset, length);
    bytesRead += length;
    requests++;
  }

  @Override
  public int requestBytes() {
    return requestBytes;
  }

  @Override
  public void close() {
    isClosed = true;
  }

  boolean isClosed() {
    return isClosed;
  }

  long bytesRead() {
    return bytesRead;
  }

  int requests() {
    return requests;
  }
}
