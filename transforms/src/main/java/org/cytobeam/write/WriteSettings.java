package org.cytobeam.write;

import java.io.Serializable;
import java.util.Map;

/**
 * How Parquet is written.
 *
 * @param compression {@code zstd}, {@code snappy} or {@code none}
 * @param sink {@code columnar}, or {@code parquetio} for Beam's row-wise sink
 * @param metadata the key-value metadata of the file, in this order
 */
public record WriteSettings(Compression compression, Sink sink, Map<String, String> metadata)
    implements Serializable {
  /** The codec of every page. */
  public enum Compression {
    ZSTD,
    SNAPPY,
    NONE
  }

  /** Which of the two writers. */
  public enum Sink {
    /** Column by column from Arrow vectors; the default. */
    COLUMNAR,
    /** {@code ParquetIO.sink} of Beam: a record a row. */
    PARQUETIO
  }
}
