package org.cytobeam.join;

import java.util.List;

/**
 * The rows of the output of one partition, in order, as row numbers of each table.
 *
 * @param tags the tables
 * @param images the image's ordinal of each row
 * @param rows for each table the row number for each row of the output, -1 for none
 */
record RowMap(List<String> tags, int[] images, List<int[]> rows) {
  int size() {
    return images.length;
  }

  int[] rowsOf(String tag) {
    return rows.get(tags.indexOf(tag));
  }
}
