package org.cytobeam.sqlite.file;

import java.io.IOException;

/**
 * Goes through the rows of a table in the order of their rowids.
 *
 * <p>Rowids ascend, or the table is damaged: no row is given twice.
 */
final class TableCursor {
  private final Pages pages;
  private final TreePath path;
  private final Payload payload;
  private TreePage leaf;
  private int cell;
  private long rowid;
  private boolean hasRow;
  private long least;
  private long payloadBytes;

  TableCursor(Pages pages, int root) {
    this.pages = pages;
    this.path = new TreePath(pages, root, true);
    this.payload = new Payload(pages, path);
  }

  /**
   * Goes before the first row whose rowid is at least the given one.
   *
   * <p>No row is missed if a key above the leaves is damaged: what lies before the first row is
   * looked at too.
   */
  void seek(long first) throws IOException {
    hasRow = false;
    least = first;
    payloadBytes = 0;
    leaf = path.toRoot();
    while (!leaf.isLeaf()) {
      leaf = path.toChild(firstInterior(leaf, first));
    }
    cell = firstLeaf(leaf, first) - 1;
    TreePage before = cell < 0 && first > Long.MIN_VALUE ? path.toLeafBefore() : null;
    if (before != null) {
      leaf = before;
      cell = leaf.cells() - 1;
      if (leaf.leafRowid(cell) >= first) {
        throw leaf.corrupt("the keys above lead past row " + leaf.leafRowid(cell));
      }
    }
  }

  /** Goes to the next row; false after the last. */
  boolean next() throws IOException {
    cell++;
    while (cell >= leaf.cells()) {
      if (!nextLeaf()) {
        return false;
      }
      cell = 0;
    }
    int at = leaf.cell(cell);
    long length = leaf.varint(at);
    at += Varint.bytes(leaf.bytes(), at);
    long number = leaf.varint(at);
    if (hasRow && number <= rowid) {
      throw leaf.corrupt("row %d comes after row %d".formatted(number, rowid));
    }
    if (number < least) {
      throw leaf.corrupt("row %d lies where rows from %d on should be".formatted(number, least));
    }
    rowid = number;
    hasRow = true;
    payload.set(leaf, length, at + Varint.bytes(leaf.bytes(), at), true);
    payloadBytes += length;
    if (payloadBytes > pages.header().pages() * (long) pages.header().pageBytes()) {
      throw leaf.corrupt("rows share bytes: together they are larger than the file");
    }
    return true;
  }

  private boolean nextLeaf() throws IOException {
    TreePage parent = path.toParent();
    while (parent != null && path.child() == parent.cells()) {
      parent = path.toParent();
    }
    if (parent == null) {
      return false;
    }
    leaf = path.toChild(path.child() + 1);
    while (!leaf.isLeaf()) {
      leaf = path.toChild(0);
    }
    return true;
  }

  long rowid() {
    return rowid;
  }

  /** That of the current row. */
  Payload payload() {
    return payload;
  }

  /** The child below which the first row with at least that rowid is. */
  private static int firstInterior(TreePage page, long first) throws IOException {
    int low = 0;
    int high = page.cells();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (page.interiorRowid(middle) < first) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int firstLeaf(TreePage page, long first) throws IOException {
    int low = 0;
    int high = page.cells();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (page.leafRowid(middle) < first) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
