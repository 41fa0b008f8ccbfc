package org.cytobeam.sqlite.file;

import java.io.Closeable;
import java.io.IOException;

/**
 * The bytes of a database file, wherever it lies. All that this package needs of the world.
 *
 * <p>Used by one thread at a time.
 */
public interface PageSource extends Closeable {
  /** The size of the file in bytes when it was opened. */
  long sizeBytes();

  /**
   * Reads exactly {@code length} bytes from a position on.
   *
   * @throws java.io.EOFException if the file ends before
   */
  void read(long position, byte[] into, int offset, int length) throws IOException;

  /**
   * How many bytes are worth asking for at once: what costs about as much to move as the request
   * itself.
   */
  int requestBytes();
}
