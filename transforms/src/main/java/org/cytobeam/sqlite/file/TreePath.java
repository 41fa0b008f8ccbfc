package org.cytobeam.sqlite.file;

import java.io.IOException;

/**
 * The way from the root of a b-tree to one of its pages, and from leaf to leaf.
 *
 * <p>A tree has at most as many pages as the file. Going on for longer means that the tree comes
 * back to its own pages: an error, so that no pass over a damaged file takes forever.
 */
final class TreePath {
  /** SQLite's own limit; a tree of this depth would be larger than any file. */
  private static final int MAX_DEPTH = 20;

  private final Pages pages;
  private final int root;
  private final boolean isTable;
  private final TreePage[] path = new TreePage[MAX_DEPTH];
  private final int[] children = new int[MAX_DEPTH];
  private int depth;
  private long visited;

  TreePath(Pages pages, int root, boolean isTable) {
    this.pages = pages;
    this.root = root;
    this.isTable = isTable;
  }

  /** Goes to the root. */
  TreePage toRoot() throws IOException {
    depth = 0;
    visited = 0;
    return enter(root, root);
  }

  /** Goes from the page reached last, an interior one, to one of its children. */
  TreePage toChild(int index) throws IOException {
    TreePage parent = path[depth - 1];
    children[depth - 1] = index;
    return enter(parent.child(index), parent.number());
  }

  /** Goes back to the parent of the page reached last; null at the root. */
  TreePage toParent() {
    depth--;
    return depth == 0 ? null : path[depth - 1];
  }

  /** Which child of the page reached last was visited last. */
  int child() {
    return children[depth - 1];
  }

  /**
   * Goes from the leaf reached last to the one before it, to go on from there as if it had been the
   * first to be reached; null, and stays, if there is none.
   */
  TreePage toLeafBefore() throws IOException {
    int leafDepth = depth;
    TreePage page = toParent();
    while (page != null && child() == 0) {
      page = toParent();
    }
    if (page == null) {
      depth = leafDepth;
      return null;
    }
    page = toChild(child() - 1);
    while (!page.isLeaf()) {
      page = toChild(page.cells());
    }
    visited = depth;
    return page;
  }

  private TreePage enter(int number, int from) throws IOException {
    if (depth == MAX_DEPTH) {
      throw new CorruptDatabaseException(from, "the tree below is deeper than a tree can be");
    }
    DatabaseHeader header = pages.header();
    if (path[depth] == null) {
      path[depth] = new TreePage(header.pageBytes(), header.usableBytes());
    }
    TreePage page = path[depth++];
    // What holds no page yet has number 0, to which a damaged page may refer.
    if (page.number() != number || number == 0) {
      pages.go(number, from);
      page.set(number, isTable, pages.bytes(), pages.start());
    }
    // A table without rows is a leaf; below page 1 alone, SQLite leaves an empty page at the top.
    if (page.cells() == 0 && (page.isLeaf() ? depth > 1 : depth > 1 || number != 1)) {
      throw page.corrupt("it has no cells");
    }
    count(1, number);
    return page;
  }

  /** Counts pages that belong to the tree. */
  void count(long more, int page) throws CorruptDatabaseException {
    visited += more;
    if (visited > pages.header().pages()) {
      throw new CorruptDatabaseException(
          page, "the tree has more pages than the file: it comes back to itself");
    }
  }
}
