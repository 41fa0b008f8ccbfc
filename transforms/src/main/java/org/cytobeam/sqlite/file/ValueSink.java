package org.cytobeam.sqlite.file;

/**
 * Takes the values of one column, by the storage class in which SQLite keeps them. NULL needs no
 * call.
 */
public interface ValueSink {
  void putLong(int row, long value);

  void putDouble(int row, double value);

  /** Text as UTF-8; the array holds it only during the call. */
  void putText(int row, byte[] utf8, int offset, int length);

  /** Bytes that are not text; the array holds them only during the call. */
  void putBlob(int row, byte[] bytes, int offset, int length);
}
