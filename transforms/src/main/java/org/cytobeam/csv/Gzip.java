package org.cytobeam.csv;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.apache.beam.sdk.io.Compression;

/**
 * The text of a file compressed with gzip, all its members one after the other. What is wrong with
 * the compressed data is told apart from a file that cannot be read.
 */
final class Gzip {
  private Gzip() {}

  /** Owns the channel that it is given. */
  static ReadableByteChannel unpack(ReadableByteChannel packed) throws IOException {
    Watched watched = new Watched(packed);
    try {
      return new Unpacked(watched, Compression.GZIP.readDecompressed(watched));
    } catch (IOException e) {
      packed.close();
      throw watched.inPlainWords(e, 0);
    }
  }

  /** The compressed bytes, and whether reading them failed. */
  private static final class Watched implements ReadableByteChannel {
    private final ReadableByteChannel channel;
    private boolean failed;

    Watched(ReadableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      try {
        return channel.read(into);
      } catch (IOException e) {
        failed = true;
        throw e;
      }
    }

    IOException inPlainWords(IOException e, long unpackedBytes) {
      if (failed) {
        return e;
      }
      String what = e instanceof EOFException ? "is cut off" : "is damaged";
      // Of a small file nothing is given before the damage is met, wherever it is.
      String where = unpackedBytes == 0 ? "" : " behind " + unpackedBytes + " bytes of text";
      return new MalformedCsvException(
          "its gzip data %s%s: get the file once more".formatted(what, where));
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** The text. */
  private static final class Unpacked implements ReadableByteChannel {
    private final Watched packed;
    private final ReadableByteChannel text;
    private long bytes;

    Unpacked(Watched packed, ReadableByteChannel text) {
      this.packed = packed;
      this.text = text;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      try {
        int count = text.read(into);
        bytes += Math.max(count, 0);
        return count;
      } catch (IOException e) {
        throw packed.inPlainWords(e, bytes);
      }
    }

    @Override
    public boolean isOpen() {
      return packed.isOpen();
    }

    @Override
    public void close() throws IOException {
      text.close();
      packed.close();
    }
  }
}
