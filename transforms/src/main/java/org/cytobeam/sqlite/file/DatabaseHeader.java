package org.cytobeam.sqlite.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The first 100 bytes of a database.
 *
 * <p>Format: <a href="https://www.sqlite.org/fileformat2.html">fileformat2.html</a>, section 1.3.
 *
 * @param pageBytes the size of a page
 * @param usableBytes what of a page is not reserved for extensions
 * @param pages how many there are, the first of which has number 1
 * @param usesLog whether newer pages may lie in a write-ahead log beside the file
 */
public record DatabaseHeader(
    int pageBytes, int usableBytes, int pages, boolean usesLog, int changes, int encodingNumber) {
  /** How many bytes of a file {@link #of} needs. */
  public static final int BYTES = 100;

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final String NO_DATABASE = "it is not a SQLite database, or it is encrypted";
  private static final int MIN_USABLE_BYTES = 480;
  private static final int MAX_SCHEMA_FORMAT = 4;

  /**
   * Reads the header.
   *
   * @param head the first bytes of the file
   * @param sizeBytes of the file
   * @throws CorruptDatabaseException if it is no database, or does not hold all its pages
   */
  public static DatabaseHeader of(byte[] head, long sizeBytes) throws CorruptDatabaseException {
    if (sizeBytes == 0) {
      throw new CorruptDatabaseException("the file is empty (0 bytes)");
    }
    if (head.length < MAGIC.length
        || !Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new CorruptDatabaseException(NO_DATABASE);
    }
    if (head.length < BYTES) {
      throw truncated(sizeBytes, BYTES);
    }
    ByteBuffer fields = ByteBuffer.wrap(head);
    int stored = Short.toUnsignedInt(fields.getShort(16));
    int pageBytes = stored == 1 ? 65_536 : stored;
    int usable = pageBytes - Byte.toUnsignedInt(fields.get(20));
    boolean sizes = pageBytes >= 512 && Integer.bitCount(pageBytes) == 1;
    if (!sizes || usable < MIN_USABLE_BYTES) {
      throw new CorruptDatabaseException(
          "%s (its header tells of pages of %d bytes, %d of them usable)"
              .formatted(NO_DATABASE, pageBytes, usable));
    }
    int readVersion = Byte.toUnsignedInt(fields.get(19));
    if (readVersion < 1
        || readVersion > 2
        || fields.getInt(44) < 0
        || fields.getInt(44) > MAX_SCHEMA_FORMAT) {
      throw new CorruptDatabaseException(
          "its header tells of a format that SQLite 3 does not have (read version %d, schema %d)"
              .formatted(readVersion, fields.getInt(44)));
    }
    if (fields.get(21) != 64 || fields.get(22) != 32 || fields.get(23) != 32) {
      throw new CorruptDatabaseException("its header has payload fractions that no database has");
    }
    int encoding = fields.getInt(56);
    if (encoding < 0 || encoding > 3) {
      throw new CorruptDatabaseException("its header tells of text encoding " + encoding);
    }
    return new DatabaseHeader(
        pageBytes,
        usable,
        pages(fields, pageBytes, sizeBytes),
        readVersion == 2,
        fields.getInt(24),
        encoding);
  }

  /** The count in the header holds if the last program that wrote the file knew of it. */
  private static int pages(ByteBuffer fields, int pageBytes, long sizeBytes)
      throws CorruptDatabaseException {
    boolean isCounted = fields.getInt(24) == fields.getInt(92) && fields.getInt(28) != 0;
    long pages =
        isCounted
            ? Integer.toUnsignedLong(fields.getInt(28))
            : (sizeBytes + pageBytes - 1) / pageBytes;
    if (pages * pageBytes > sizeBytes) {
      throw truncated(sizeBytes, pages * pageBytes);
    }
    if (pages >= Integer.MAX_VALUE) {
      throw new CorruptDatabaseException("its header tells of " + pages + " pages");
    }
    return (int) pages;
  }

  private static CorruptDatabaseException truncated(long sizeBytes, long whole) {
    return new CorruptDatabaseException(
        "the file is truncated: it has %d bytes of %d".formatted(sizeBytes, whole));
  }

  TextEncoding encoding() {
    return switch (encodingNumber) {
      case 2 -> TextEncoding.UTF_16LE;
      case 3 -> TextEncoding.UTF_16BE;
      default -> TextEncoding.UTF_8;
    };
  }
}
