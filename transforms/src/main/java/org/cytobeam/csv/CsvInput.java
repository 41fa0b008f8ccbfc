package org.cytobeam.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The bytes of a file on any Beam file system, from any position. Where the file system cannot
 * seek, bytes before the position are read and dropped, and going back opens the file again.
 */
final class CsvInput implements AutoCloseable {
  private final String path;
  private final Opener opener;
  private ReadableByteChannel channel;
  private long position;

  /** Opens the file at its first byte. */
  interface Opener {
    ReadableByteChannel open() throws IOException;
  }

  CsvInput(String path, Opener opener) throws IOException {
    this.path = path;
    this.opener = opener;
    this.channel = opener.open();
  }

  static CsvInput open(String path) throws IOException {
    ResourceId file = FileSystems.matchNewResource(path, false);
    return new CsvInput(path, () -> FileSystems.open(file));
  }

  /** The file's size now. */
  long sizeBytes() throws IOException {
    return channel instanceof SeekableByteChannel seekable
        ? seekable.size()
        : FileSystems.matchSingleFileSpec(path).sizeBytes();
  }

  /** Reads up to {@code length} bytes of the file from {@code from} on; -1 at its end. */
  int read(long from, byte[] into, int offset, int length) throws IOException {
    moveTo(from);
    ByteBuffer target = ByteBuffer.wrap(into, offset, length);
    int count = channel.read(target);
    while (count == 0) {
      count = channel.read(target);
    }
    position += Math.max(count, 0);
    return count;
  }

  private void moveTo(long wanted) throws IOException {
    if (wanted == position) {
      return;
    }
    if (channel instanceof SeekableByteChannel seekable) {
      seekable.position(wanted);
      position = wanted;
      return;
    }
    if (wanted < position) {
      channel.close();
      channel = opener.open();
      position = 0;
    }
    skip(wanted - position);
  }

  private void skip(long bytes) throws IOException {
    ByteBuffer dropped = ByteBuffer.allocate((int) Math.min(bytes, 1 << 16));
    long left = bytes;
    while (left > 0) {
      dropped.clear().limit((int) Math.min(left, dropped.capacity()));
      int count = channel.read(dropped);
      if (count < 0) {
        break;
      }
      left -= count;
    }
    position += bytes - left;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
