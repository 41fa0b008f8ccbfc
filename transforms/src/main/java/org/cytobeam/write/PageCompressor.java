package org.cytobeam.write;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import org.apache.parquet.format.CompressionCodec;
import org.cytobeam.write.WriteSettings.Compression;
import org.xerial.snappy.Snappy;

/**
 * Compresses one page at a time, straight with zstd-jni or snappy-java: parquet-java's own codecs
 * need a Hadoop configuration.
 *
 * <p>Owns the native context of zstd and one buffer as large as the largest page: close it. Not for
 * several threads.
 */
final class PageCompressor implements AutoCloseable {
  /** Level 3 costs twice the time for some 2 % on measurements. */
  private static final int ZSTD_LEVEL = 1;

  private final Compression compression;
  private final ZstdCompressCtx zstd;
  private byte[] compressed = new byte[0];

  PageCompressor(Compression compression) {
    this.compression = compression;
    this.zstd = compression == Compression.ZSTD ? new ZstdCompressCtx() : null;
    if (zstd != null) {
      zstd.setLevel(ZSTD_LEVEL).setChecksum(false).setContentSize(true);
    }
  }

  /** What the footer calls the codec. */
  static CompressionCodec codec(Compression compression) {
    return switch (compression) {
      case ZSTD -> CompressionCodec.ZSTD;
      case SNAPPY -> CompressionCodec.SNAPPY;
      case NONE -> CompressionCodec.UNCOMPRESSED;
    };
  }

  /** Compresses the first bytes of {@code page} into {@link #bytes}; returns how many they are. */
  int compress(byte[] page, int length) throws IOException {
    switch (compression) {
      case ZSTD -> {
        reserve(Math.toIntExact(Zstd.compressBound(length)));
        return zstd.compressByteArray(compressed, 0, compressed.length, page, 0, length);
      }
      case SNAPPY -> {
        reserve(Snappy.maxCompressedLength(length));
        return Snappy.compress(page, 0, length, compressed, 0);
      }
      case NONE -> {
        compressed = page;
        return length;
      }
    }
    throw new IllegalArgumentException("unknown compression " + compression);
  }

  /** The compressed page, valid until the next one. */
  byte[] bytes() {
    return compressed;
  }

  private void reserve(int length) {
    if (compressed.length < length) {
      compressed = new byte[length];
    }
  }

  @Override
  public void close() {
    if (zstd != null) {
      zstd.close();
    }
  }
}
