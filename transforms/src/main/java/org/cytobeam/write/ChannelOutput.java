package org.cytobeam.write;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.apache.beam.sdk.io.FileSystems;

/** A new file of any Beam {@code FileSystem}, buffered, that knows its position. */
final class ChannelOutput extends OutputStream {
  private static final String MIME_TYPE = "application/octet-stream";
  private static final int BUFFER_BYTES = 1 << 20;

  private final WritableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private long flushed;

  private ChannelOutput(WritableByteChannel channel) {
    this.channel = channel;
  }

  static ChannelOutput create(String path) throws IOException {
    return new ChannelOutput(openChannel(path));
  }

  static WritableByteChannel openChannel(String path) throws IOException {
    return FileSystems.create(FileSystems.matchNewResource(path, false), MIME_TYPE);
  }

  /** How many bytes were written, which is the offset of the next. */
  long position() {
    return flushed + buffer.position();
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int count = Math.min(length - done, buffer.remaining());
      buffer.put(bytes, offset + done, count);
      done += count;
    }
  }

  @Override
  public void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      flushed += channel.write(buffer);
    }
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      flush();
    }
  }
}
