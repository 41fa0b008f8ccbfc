package org.cytobeam.sqlite.file;

import java.io.IOException;

/**
 * The header and the cells of one page of a b-tree.
 *
 * <p>Format: <a href="https://www.sqlite.org/fileformat2.html">fileformat2.html</a>, section 1.6.
 */
final class TreePage {
  private static final int INTERIOR_INDEX = 2;
  private static final int INTERIOR_TABLE = 5;
  private static final int LEAF_INDEX = 10;
  private static final int LEAF_TABLE = 13;
  private static final int LEAF_HEADER_BYTES = 8;
  private static final int INTERIOR_HEADER_BYTES = 12;
  private static final int MIN_CELL_BYTES = 4;

  private static final int FILE_HEADER_BYTES = 100;

  private final int usableBytes;
  private final byte[] bytes;
  private int number;
  private boolean isLeaf;
  private int cells;
  private int pointers;
  private int minOffset;

  TreePage(int pageBytes, int usableBytes) {
    this.usableBytes = usableBytes;
    // A number that is cut off at the end of the page is read beyond it before it is noticed.
    this.bytes = new byte[pageBytes + Varint.MAX_BYTES];
  }

  /**
   * Becomes a page of a table's or an index's tree.
   *
   * @throws CorruptDatabaseException if it is no such page
   */
  void set(int page, boolean isTable, byte[] source, int start) throws IOException {
    System.arraycopy(source, start, bytes, 0, bytes.length - Varint.MAX_BYTES);
    number = 0;
    // On the first page, the header of the file comes before that of the page.
    int header = page == 1 ? FILE_HEADER_BYTES : 0;
    int type = bytes[header];
    isLeaf = type == (isTable ? LEAF_TABLE : LEAF_INDEX);
    if (!isLeaf && type != (isTable ? INTERIOR_TABLE : INTERIOR_INDEX)) {
      throw new CorruptDatabaseException(
          page,
          "it should belong to %s but has type %d"
              .formatted(isTable ? "a table" : "an index", type & 0xff));
    }
    cells = unsignedShort(bytes, header + 3);
    pointers = header + (isLeaf ? LEAF_HEADER_BYTES : INTERIOR_HEADER_BYTES);
    minOffset = pointers + 2 * cells;
    int room = usableBytes - minOffset;
    if (room < 0 || cells * MIN_CELL_BYTES > room) {
      throw new CorruptDatabaseException(
          page, "it tells of " + cells + " cells, more than it can hold");
    }
    number = page;
  }

  int number() {
    return number;
  }

  boolean isLeaf() {
    return isLeaf;
  }

  /** How many cells it has; an interior page has one child more. */
  int cells() {
    return cells;
  }

  /** The page; what lies behind {@link #end} is of no use. */
  byte[] bytes() {
    return bytes;
  }

  int end() {
    return usableBytes;
  }

  /** Where in {@link #bytes} a cell begins; at least four bytes of it lie on the page. */
  int cell(int index) throws CorruptDatabaseException {
    int offset = unsignedShort(bytes, pointers + 2 * index);
    if (offset < minOffset || offset > usableBytes - MIN_CELL_BYTES) {
      throw corrupt("its cell %d lies at byte %d, outside of it".formatted(index, offset));
    }
    return offset;
  }

  /** The page below a cell of an interior page; that behind the last cell for {@code cells}. */
  int child(int index) throws CorruptDatabaseException {
    return integer(bytes, index < cells ? cell(index) : pointers - Integer.BYTES);
  }

  /** The greatest rowid below a cell of an interior page of a table. */
  long interiorRowid(int index) throws CorruptDatabaseException {
    return varint(cell(index) + Integer.BYTES);
  }

  /** The rowid of a cell of a leaf of a table. */
  long leafRowid(int index) throws CorruptDatabaseException {
    int cell = cell(index);
    return varint(cell + Varint.bytes(bytes, cell));
  }

  /** A number that must end on the page. */
  long varint(int at) throws CorruptDatabaseException {
    if (at + Varint.bytes(bytes, at) > usableBytes) {
      throw corrupt("a cell of it ends outside of it");
    }
    return Varint.at(bytes, at);
  }

  CorruptDatabaseException corrupt(String what) {
    return new CorruptDatabaseException(number, what);
  }

  static int unsignedShort(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  static int integer(byte[] bytes, int at) {
    return unsignedShort(bytes, at) << 16 | unsignedShort(bytes, at + 2);
  }
}
