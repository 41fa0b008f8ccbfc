package org.cytobeam.write;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import org.apache.beam.sdk.io.FileSystems;

/** A file of any Beam {@code FileSystem}, read by position. */
final class ChannelInput implements Closeable {
  private static final int BUFFER_BYTES = 1 << 20;

  private final String path;
  private final SeekableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  private ChannelInput(String path, SeekableByteChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static ChannelInput open(String path) throws IOException {
    ReadableByteChannel channel = FileSystems.open(FileSystems.matchNewResource(path, false));
    if (channel instanceof SeekableByteChannel seekable) {
      return new ChannelInput(path, seekable);
    }
    channel.close();
    throw new IOException(path + ": its file system cannot read from a position");
  }

  long size() throws IOException {
    return channel.size();
  }

  byte[] read(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    seek(position);
    while (bytes.hasRemaining()) {
      readSome(bytes);
    }
    return bytes.array();
  }

  void copy(long position, long length, OutputStream to) throws IOException {
    seek(position);
    long left = length;
    while (left > 0) {
      buffer.clear().limit((int) Math.min(left, BUFFER_BYTES));
      readSome(buffer);
      to.write(buffer.array(), 0, buffer.position());
      left -= buffer.position();
    }
  }

  /** Only where needed: object stores start a new request for every seek. */
  private void seek(long position) throws IOException {
    if (channel.position() != position) {
      channel.position(position);
    }
  }

  private void readSome(ByteBuffer bytes) throws IOException {
    if (channel.read(bytes) < 0) {
      throw new EOFException(path + ": ends at byte " + channel.position() + ", more was expected");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
