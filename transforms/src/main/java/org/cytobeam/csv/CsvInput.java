package org.cytobeam.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.cytobeam.model.Reading;

/**
 * The text of a file on any Beam file system, from any position. Of a file compressed with gzip,
 * which its first bytes tell, positions are those of the unpacked text.
 *
 * <p>Where the bytes cannot be sought, those before the position are read and dropped, and going
 * back opens the file again.
 */
final class CsvInput implements AutoCloseable {
  private final Opener opener;
  private final boolean packed;
  private final long fileBytes;
  private ReadableByteChannel channel;
  private long position;
  private Reading reading = Reading.NONE;

  /** Opens the text at its first byte. */
  interface Opener {
    ReadableByteChannel open() throws IOException;
  }

  CsvInput(Opener opener, boolean packed, long fileBytes) throws IOException {
    this.opener = opener;
    this.packed = packed;
    this.fileBytes = fileBytes;
    this.channel = opener.open();
  }

  /** The text from its beginning on; going back is slow where the file is compressed. */
  static CsvInput open(String path) throws IOException {
    ResourceId file = FileSystems.matchNewResource(path, false);
    try (ReadableByteChannel raw = FileSystems.open(file)) {
      boolean packed = isGzip(raw);
      Opener opener =
          packed ? () -> Gzip.unpack(FileSystems.open(file)) : () -> FileSystems.open(file);
      return new CsvInput(opener, packed, fileBytes(raw, path));
    }
  }

  /** The text in any order; a compressed file is unpacked to a folder once for all its readers. */
  static CsvInput openForRanges(String path, long modifiedMillis, Path temporaryFolder)
      throws IOException {
    ResourceId file = FileSystems.matchNewResource(path, false);
    try (ReadableByteChannel raw = FileSystems.open(file)) {
      boolean packed = isGzip(raw);
      long bytes = fileBytes(raw, path);
      Opener opener =
          packed
              ? () -> UnpackedFiles.open(path, bytes, modifiedMillis, temporaryFolder)
              : () -> FileSystems.open(file);
      return new CsvInput(opener, packed, bytes);
    }
  }

  private static boolean isGzip(ReadableByteChannel raw) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(2);
    while (head.hasRemaining() && raw.read(head) >= 0) {
      continue;
    }
    return Signatures.isGzip(head.array(), head.position());
  }

  private static long fileBytes(ReadableByteChannel raw, String path) throws IOException {
    return raw instanceof SeekableByteChannel seekable
        ? seekable.size()
        : FileSystems.matchSingleFileSpec(path).sizeBytes();
  }

  /** The file's size now, compressed or not. */
  long fileBytes() {
    return fileBytes;
  }

  boolean isPacked() {
    return packed;
  }

  /** Whether nothing lies at that position or behind it. */
  boolean endsAt(long end) throws IOException {
    return channel instanceof SeekableByteChannel seekable
        ? seekable.size() == end
        : read(end, new byte[1], 0, 1) < 0;
  }

  /** Reads up to {@code length} bytes of the text from {@code from} on; -1 at its end. */
  int read(long from, byte[] into, int offset, int length) throws IOException {
    moveTo(from);
    ByteBuffer target = ByteBuffer.wrap(into, offset, length);
    int count = channel.read(target);
    while (count == 0) {
      count = channel.read(target);
    }
    position += Math.max(count, 0);
    reading = reading.plus(new Reading(Math.max(count, 0), 1));
    return count;
  }

  /** What was read so far. */
  Reading reading() {
    return reading;
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
