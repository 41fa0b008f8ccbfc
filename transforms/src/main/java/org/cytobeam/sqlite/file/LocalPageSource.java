package org.cytobeam.sqlite.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file on the local disk, by positional reads. It is not mapped into memory: mapped pages count
 * as resident, and a file that is cut off while it is read would end the JVM.
 */
public final class LocalPageSource implements PageSource {
  private static final int REQUEST_BYTES = 64 << 10;

  private final FileChannel channel;
  private final long sizeBytes;

  private LocalPageSource(FileChannel channel, long sizeBytes) {
    this.channel = channel;
    this.sizeBytes = sizeBytes;
  }

  /** Opens a file for reading only. */
  public static LocalPageSource open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new LocalPageSource(channel, channel.size());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public void read(long position, byte[] into, int offset, int length) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(into, offset, length);
    long at = position;
    while (target.hasRemaining()) {
      int count = channel.read(target, at);
      if (count < 0) {
        throw new EOFException("the file ends at byte " + at);
      }
      at += count;
    }
  }

  @Override
  public int requestBytes() {
    return REQUEST_BYTES;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
