package org.cytobeam.sqlite.file;

import java.io.IOException;

/**
 * Goes through the entries of an index in its order: the values of the indexed columns, and the
 * rowid of their row. Columns count from 0, in the order of the index.
 *
 * <p>Format: <a href="https://www.sqlite.org/fileformat2.html">fileformat2.html</a>, sections 1.6
 * (pages above the leaves have entries too) and 2.5.
 */
public final class IndexRows {
  private final TreePath path;
  private final Payload payload;
  private final RecordHeader header;
  private final int columns;
  private TreePage page;
  private int cell = -1;
  private long entries;

  IndexRows(Pages pages, IndexDefinition index) {
    this.path = new TreePath(pages, index.rootPage(), false);
    this.payload = new Payload(pages, path);
    this.columns = index.columns().size();
    this.header = new RecordHeader(payload, columns + 1);
  }

  /** Goes to the next entry; false after the last. */
  public boolean next() throws IOException {
    if (page == null) {
      page = path.toRoot();
      toFirstLeaf();
    } else if (page.isLeaf()) {
      cell++;
    } else {
      page = path.toChild(cell + 1);
      toFirstLeaf();
    }
    while (cell >= page.cells()) {
      page = path.toParent();
      if (page == null) {
        return false;
      }
      cell = path.child();
    }
    int at = page.cell(cell) + (page.isLeaf() ? 0 : Integer.BYTES);
    payload.set(page, page.varint(at), at + Varint.bytes(page.bytes(), at), false);
    header.reset(++entries);
    if (header.type(columns) == RecordHeader.MISSING) {
      throw page.corrupt("an entry of an index has too few values");
    }
    return true;
  }

  private void toFirstLeaf() throws IOException {
    while (!page.isLeaf()) {
      page = path.toChild(0);
    }
    cell = 0;
  }

  public boolean isInteger(int column) throws IOException {
    return SerialType.storageClass(header.type(column)) == StorageClass.INTEGER;
  }

  /** A value that {@link #isInteger}. */
  public long integer(int column) throws IOException {
    int type = header.type(column);
    int place = header.place(column);
    payload.require(place + SerialType.bytes(type));
    return SerialType.integer(type, payload.bytes(), payload.start() + place);
  }

  /** That of the row to which the entry belongs. */
  public long rowid() throws IOException {
    if (!isInteger(columns)) {
      throw page.corrupt("an entry of an index has no rowid");
    }
    return integer(columns);
  }
}
