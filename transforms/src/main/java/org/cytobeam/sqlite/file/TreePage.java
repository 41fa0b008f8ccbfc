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

  final Page page;
  final boolean isLeaf;
  final int cells;
  private final int pointers;
  private final int end;
  private final int minOffset;

  private TreePage(Page page, boolean isLeaf, int cells, int usableBytes) {
    this.page = page;
    this.isLeaf = isLeaf;
    this.cells = cells;
    this.pointers = page.header() + (isLeaf ? LEAF_HEADER_BYTES : INTERIOR_HEADER_BYTES);
    this.end = page.start() + usableBytes;
    this.minOffset = pointers + 2 * cells - page.start();
  }

  /**
   * A page of a table's or an index's tree.
   *
   * @throws CorruptDatabaseException if it is no such page
   */
  static TreePage of(Page page, boolean isTable, int usableBytes) throws IOException {
    byte[] bytes = page.bytes();
    int header = page.header();
    int type = bytes[header];
    boolean isLeaf = type == (isTable ? LEAF_TABLE : LEAF_INDEX);
    if (!isLeaf && type != (isTable ? INTERIOR_TABLE : INTERIOR_INDEX)) {
      throw new CorruptDatabaseException(
          page.number(),
          "it should belong to %s but has type %d"
              .formatted(isTable ? "a table" : "an index", type & 0xff));
    }
    int cells = unsignedShort(bytes, header + 3);
    TreePage tree = new TreePage(page, isLeaf, cells, usableBytes);
    int room = usableBytes - tree.minOffset;
    if (room < 0 || cells * MIN_CELL_BYTES > room) {
      throw new CorruptDatabaseException(
          page.number(), "it tells of " + cells + " cells, more than it can hold");
    }
    return tree;
  }

  /** Where in {@link Page#bytes} a cell begins; at least four bytes of it lie on the page. */
  int cell(int index) throws CorruptDatabaseException {
    int offset = unsignedShort(page.bytes(), pointers + 2 * index);
    if (offset < minOffset || page.start() + offset > end - MIN_CELL_BYTES) {
      throw corrupt("its cell %d lies at byte %d, outside of it".formatted(index, offset));
    }
    return page.start() + offset;
  }

  /** Where in {@link Page#bytes} the page's part that is in use ends. */
  int end() {
    return end;
  }

  /** The page below a cell of an interior page; that behind the last cell for {@code cells}. */
  int child(int index) throws CorruptDatabaseException {
    return integer(page.bytes(), index < cells ? cell(index) : page.header() + LEAF_HEADER_BYTES);
  }

  /** The greatest rowid below a cell of an interior page of a table. */
  long interiorRowid(int index) throws CorruptDatabaseException {
    return varint(cell(index) + Integer.BYTES);
  }

  /** The rowid of a cell of a leaf of a table. */
  long leafRowid(int index) throws CorruptDatabaseException {
    int cell = cell(index);
    return varint(cell + Varint.bytes(page.bytes(), cell));
  }

  /** A number that must end on the page. */
  long varint(int at) throws CorruptDatabaseException {
    if (at + Varint.bytes(page.bytes(), at) > end) {
      throw corrupt("a cell of it ends outside of it");
    }
    return Varint.at(page.bytes(), at);
  }

  CorruptDatabaseException corrupt(String what) {
    return new CorruptDatabaseException(page.number(), what);
  }

  static int unsignedShort(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  static int integer(byte[] bytes, int at) {
    return unsignedShort(bytes, at) << 16 | unsignedShort(bytes, at + 2);
  }
}
