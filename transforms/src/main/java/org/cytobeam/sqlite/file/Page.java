package org.cytobeam.sqlite.file;

/**
 * A page as it lies in memory.
 *
 * @param number from 1
 * @param bytes that hold the page, and perhaps others
 * @param start where in them it begins
 */
record Page(int number, byte[] bytes, int start) {
  private static final int FILE_HEADER_BYTES = 100;

  /** Where the header of the b-tree page is: on the first page, behind that of the file. */
  int header() {
    return number == 1 ? start + FILE_HEADER_BYTES : start;
  }
}
