package org.cytobeam.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;

/**
 * Compressed files unpacked to a run's temporary folder, so that the chunks of one can be read in
 * any order, by any thread, without unpacking it for each.
 *
 * <p>There is a copy for each file that is being read and for the last few that were. A copy has no
 * name on a system that can remove an open file: nothing is left behind, however the worker ends.
 */
final class UnpackedFiles {
  /** Copies kept though nobody reads them just now: the next chunk may be of the same file. */
  private static final int IDLE_COPIES = 4;

  private static final int BUFFER_BYTES = 1 << 18;
  private static final Map<Key, Copy> COPIES = new LinkedHashMap<>();

  /** Of a file of which nobody knows when it was changed, each reader unpacks its own. */
  private record Key(Path folder, String path, long fileBytes, long modifiedMillis, Object reader) {
    static Key of(Path folder, String path, long fileBytes, long modifiedMillis) {
      Object reader = modifiedMillis == 0 ? new Object() : "";
      return new Key(folder, path, fileBytes, modifiedMillis, reader);
    }
  }

  private UnpackedFiles() {}

  /**
   * The text of a file; its copy is kept at least until the channel is closed.
   *
   * @throws UncheckedIOException if it cannot be written, which is not the file's fault
   */
  static SeekableByteChannel open(String path, long fileBytes, long modifiedMillis, Path folder)
      throws IOException {
    Copy copy = take(Key.of(folder, path, fileBytes, modifiedMillis));
    try {
      return new View(copy, copy.channel());
    } catch (IOException | RuntimeException e) {
      release(copy);
      throw e;
    }
  }

  /** A run has ended: its copies go now, or with their last reader. */
  static void forget(Path folder) throws IOException {
    List<Copy> dropped;
    synchronized (COPIES) {
      List<Copy> own = COPIES.values().stream().filter(c -> c.key.folder().equals(folder)).toList();
      own.forEach(c -> COPIES.remove(c.key));
      dropped = own.stream().filter(c -> c.readers == 0).toList();
    }
    for (Copy each : dropped) {
      each.close();
    }
  }

  private static Copy take(Key key) {
    synchronized (COPIES) {
      // Put at the end: the copies are in order of their last use.
      Copy known = COPIES.remove(key);
      Copy copy = known == null ? new Copy(key) : known;
      COPIES.put(key, copy);
      copy.readers++;
      return copy;
    }
  }

  private static void release(Copy copy) throws IOException {
    List<Copy> dropped = new ArrayList<>();
    synchronized (COPIES) {
      copy.readers--;
      if (copy.readers == 0 && COPIES.get(copy.key) != copy) {
        dropped.add(copy);
      }
      List<Copy> idle = COPIES.values().stream().filter(c -> c.readers == 0).toList();
      dropped.addAll(idle.subList(0, Math.max(0, idle.size() - IDLE_COPIES)));
      dropped.forEach(c -> COPIES.remove(c.key));
    }
    for (Copy each : dropped) {
      each.close();
    }
  }

  /** One unpacked file. */
  private static final class Copy {
    private final Key key;
    private int readers;
    private FileChannel channel;

    Copy(Key key) {
      this.key = key;
    }

    /** Unpacked at the first call, and again if an interrupted reader closed it for all. */
    synchronized FileChannel channel() throws IOException {
      if (channel == null || !channel.isOpen()) {
        FileChannel copy = create(key.folder());
        try {
          unpack(key.path(), copy);
        } catch (IOException | RuntimeException e) {
          copy.close();
          throw e;
        }
        channel = copy;
      }
      return channel;
    }

    private static FileChannel create(Path folder) {
      try {
        return FileChannel.open(
            Files.createTempFile(Files.createDirectories(folder), "unpacked-", ".csv"),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot unpack to " + folder + ": " + e, e);
      }
    }

    private static void unpack(String path, FileChannel copy) throws IOException {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
      try (ReadableByteChannel text =
          Gzip.unpack(FileSystems.open(FileSystems.matchNewResource(path, false)))) {
        while (text.read(buffer) >= 0) {
          write(path, buffer.flip(), copy);
          buffer.clear();
        }
      }
    }

    private static void write(String path, ByteBuffer text, FileChannel copy) throws IOException {
      try {
        while (text.hasRemaining()) {
          copy.write(text);
        }
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot unpack " + path + ": " + e.getMessage(), e);
      }
    }

    synchronized void close() throws IOException {
      if (channel != null) {
        channel.close();
      }
    }
  }

  /** A reader's own position in a copy. */
  private static final class View implements SeekableByteChannel {
    private final Copy copy;
    private final FileChannel channel;
    private long position;
    private boolean open = true;

    View(Copy copy, FileChannel channel) {
      this.copy = copy;
      this.channel = channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      int count = channel.read(into, position);
      position += Math.max(count, 0);
      return count;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
      position = newPosition;
      return this;
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int write(ByteBuffer from) {
      throw new UnsupportedOperationException("an unpacked file is only read");
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new UnsupportedOperationException("an unpacked file is only read");
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() throws IOException {
      if (open) {
        open = false;
        release(copy);
      }
    }
  }
}
