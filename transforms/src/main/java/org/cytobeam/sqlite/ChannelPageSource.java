package org.cytobeam.sqlite;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import org.apache.beam.sdk.io.FileSystems;
import org.cytobeam.sqlite.file.PageSource;

/** A file on any of Beam's file systems, by ranges of a channel. */
final class ChannelPageSource implements PageSource {
  /** What a store moves in about the time that it takes to answer. */
  private static final int REQUEST_BYTES = 4 << 20;

  private final SeekableByteChannel channel;
  private final long sizeBytes;

  private ChannelPageSource(SeekableByteChannel channel, long sizeBytes) {
    this.channel = channel;
    this.sizeBytes = sizeBytes;
  }

  /**
   * Opens a file.
   *
   * @throws IOException if it is not there, or its file system cannot read from the middle
   */
  static ChannelPageSource open(String resource) throws IOException {
    ReadableByteChannel channel = FileSystems.open(FileSystems.matchNewResource(resource, false));
    try {
      if (channel instanceof SeekableByteChannel seekable) {
        return new ChannelPageSource(seekable, seekable.size());
      }
      throw new IOException(resource + " lies where files cannot be read from the middle");
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
    if (channel.position() != position) {
      channel.position(position);
    }
    ByteBuffer target = ByteBuffer.wrap(into, offset, length);
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        throw new EOFException("the file ends at byte " + channel.position());
      }
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
