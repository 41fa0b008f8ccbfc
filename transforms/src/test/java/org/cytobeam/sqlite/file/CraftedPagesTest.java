package org.cytobeam.sqlite.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cytobeam.sqlite.file.CraftedFile.bytes;
import static org.cytobeam.sqlite.file.CraftedFile.cell;
import static org.cytobeam.sqlite.file.CraftedFile.row;
import static org.cytobeam.sqlite.file.CraftedFile.varint;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files made to do harm: each is refused with the page and what is wrong there, at once. */
class CraftedPagesTest {
  private static final Duration MAX_TIME = Duration.ofSeconds(5);
  private static final long MAX_BYTES = 32 << 20;

  @TempDir private Path folder;

  @Test
  void soundPagesAreRead() throws Exception {
    CraftedFile file =
        crafted(5)
            .interior(2, new int[] {4, 3, 5}, 2, 7)
            .leaf(4, row(-5, 1, 2), row(2, 3, 4))
            .leaf(3, row(7, 5, 6))
            .leaf(5, row(Long.MAX_VALUE, 7, 8));
    assertThat(rows(file, Long.MIN_VALUE))
        .containsExactly(
            new Row(-5, List.of(1L, 2L)),
            new Row(2, List.of(3L, 4L)),
            new Row(7, List.of(5L, 6L)),
            new Row(Long.MAX_VALUE, List.of(7L, 8L)));
    assertThat(rows(file, 3)).extracting(Row::rowid).containsExactly(7L, Long.MAX_VALUE);
    assertThat(rows(file, 8)).extracting(Row::rowid).containsExactly(Long.MAX_VALUE);
  }

  @Test
  void aTreeThatComesBackToItselfIsRefused() throws Exception {
    refused(
        crafted(3).interior(2, new int[] {2, 3}, 5).leaf(3, row(6, 1, 2)),
        "page 2: the tree has more pages than the file: it comes back to itself");
    refused(
        crafted(30).interior(2, new int[] {2, 3}, 5).leaf(3, row(6, 1, 2)),
        "page 2: the tree below is deeper than a tree can be");
    refused(
        crafted(4).interior(2, new int[] {3, 4}, 5).interior(3, new int[] {2, 4}, 5),
        "page 2: the tree has more pages than the file: it comes back to itself");
  }

  @Test
  void aTreeWhosePagesShareTheirChildrenIsRefused() throws Exception {
    int[] keys = new int[50];
    CraftedFile file = crafted(60);
    for (int page = 2; page < 15; page++) {
      int[] children = new int[keys.length + 1];
      Arrays.fill(children, page + 1);
      file.interior(page, children, new long[keys.length]);
    }
    // Rows are never reached: every leaf has none, in 50 to the power of 13 places.
    refused(file.leaf(15), "page 15: it has no cells");
    refused(file.leaf(15, row(1, 1, 1)), "page 15: row 1 comes after row 1");
  }

  @Test
  void pagesOutsideOfTheFileAreRefused() throws Exception {
    for (int child : new int[] {0, -1, 5, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      refused(
          crafted(4).interior(2, new int[] {child, 3}, 5).leaf(3, row(6, 1, 2)),
          "page 2: it refers to page %d of 4".formatted(Integer.toUnsignedLong(child)));
    }
  }

  @Test
  void pagesOfAnotherKindAreRefused() throws Exception {
    for (int type : new int[] {0, 1, 2, 6, 10, 255}) {
      refused(crafted(4).type(2, type), "page 2: it should belong to a table but has type " + type);
    }
    refused(
        crafted(4).interior(2, new int[] {3, 4}, 5).leaf(3, row(1, 1, 1)),
        "page 4: it should belong to a table but has type 0");
  }

  @Test
  void moreCellsThanFitAreRefused() throws Exception {
    refused(
        crafted(2).leaf(2, row(1, 1, 1)).cells(2, 0xffff),
        "page 2: it tells of 65535 cells, more than it can hold");
    refused(
        crafted(2).leaf(2, row(1, 1, 1)).cells(2, 85),
        "page 2: it tells of 85 cells, more than it can hold");
    refused(
        crafted(2).leaf(2, row(1, 1, 1)).cells(2, 2),
        "page 2: its cell 1 lies at byte 0, outside of it");
  }

  @Test
  void rowsWithoutTheirPlaceInTheOrderAreRefused() throws Exception {
    refused(crafted(2).leaf(2, row(2, 1, 1), row(1, 1, 1)), "page 2: row 1 comes after row 2");
    CraftedFile low =
        crafted(4)
            .interior(2, new int[] {3, 4}, 2)
            .leaf(3, row(1, 1, 1), row(5, 1, 1))
            .leaf(4, row(6, 1, 1));
    assertThat(rows(low, Long.MIN_VALUE)).hasSize(3);
    assertThatThrownBy(() -> rows(low, 4))
        .isInstanceOf(CorruptDatabaseException.class)
        .hasMessage("page 3: the keys above lead past row 5");
    CraftedFile high =
        crafted(4)
            .interior(2, new int[] {3, 4}, 50)
            .leaf(3, row(1, 1, 1), row(5, 1, 1))
            .leaf(4, row(6, 1, 1), row(20, 1, 1));
    assertThatThrownBy(() -> rows(high, 10))
        .isInstanceOf(CorruptDatabaseException.class)
        .hasMessage("page 4: row 6 lies where rows from 10 on should be");
  }

  @Test
  void lengthsBeyondTheFileAreRefused() throws Exception {
    for (long length : new long[] {1025, 1L << 31, 1L << 40, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      refused(
          crafted(2).leaf(2, cell(length, 1, bytes(3, 1, 1, 7, 8), new byte[440])),
          "page 2: a row of %s bytes would not fit into the file"
              .formatted(Long.toUnsignedString(length)));
    }
    refused(
        crafted(2).leaf(2, cell(100, 1, bytes(3, 1, 1, 7, 8))),
        "page 2: a cell of it ends outside of it");
  }

  @Test
  void chainsThatComeBackToThemselvesAreRefused() throws Exception {
    // A text of 1,900 bytes: 380 bytes of the row on its page, and three times 508.
    int total = 1904;
    byte[] text = varint(2 * 1900 + 13);
    byte[] payload = Arrays.copyOf(bytes(4, text[0], text[1], 0), 380);
    byte[] toThree = bytes(0, 0, 0, 3);
    CraftedFile sound =
        crafted(5)
            .leaf(2, cell(total, 1, payload, toThree))
            .integer(3, 0, 5)
            .integer(5, 0, 4)
            .integer(4, 0, 0);
    assertThat(rows(sound, 0).get(0).values()).containsExactly("\0".repeat(1900), null);
    refused(
        crafted(5).leaf(2, cell(total, 1, payload, toThree)).integer(3, 0, 3),
        "page 2: a row of 1904 bytes goes on after its end");
    refused(
        crafted(5).leaf(2, cell(total, 1, payload, toThree)).integer(3, 0, 4).integer(4, 0, 3),
        "page 2: a row of 1904 bytes goes on after its end");
    refused(
        crafted(4).leaf(2, cell(total, 1, payload, bytes(0, 0, 0, 3))).integer(3, 0, 0),
        "page 2: it refers to page 0 of 4");
    refused(
        crafted(4).leaf(2, cell(total, 1, payload, bytes(0, 0, 0, 5))),
        "page 2: it refers to page 5 of 4");
  }

  @Test
  void recordsThatContradictThemselvesAreRefused() throws Exception {
    refused(record(0, 1, 1, 7, 8), "page 2: a row has a header of 0 bytes (row 1)");
    refused(record(6, 1, 1, 7, 8), "page 2: a row has a header of 6 bytes (row 1)");
    refused(record(3, 1, 2, 7, 8), "page 2: a row ends before its value 2 (row 1)");
    refused(record(3, 1, 1, 7, 8, 9), "page 2: a row has 6 bytes and tells of 5 (row 1)");
    refused(record(2, 0x81, 1, 7, 8), "page 2: a row ends before its value 1 (row 1)");
    for (long type : new long[] {1L << 31, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
      byte[] wide = varint(type);
      refused(
          crafted(2).leaf(2, cell(3 + wide.length, 1, bytes(1 + wide.length), wide, bytes(7, 8))),
          "page 2: a value tells of type %s (row 1)".formatted(Long.toUnsignedString(type)));
    }
    byte[] widest = varint(Integer.MAX_VALUE);
    refused(
        crafted(2)
            .leaf(2, cell(3 + widest.length, 1, bytes(1 + widest.length), widest, bytes(7, 8))),
        "page 2: a row ends before its value 1 (row 1)");
    byte[] hugeHeader = varint(Long.MAX_VALUE);
    refused(
        crafted(2).leaf(2, cell(11, 1, hugeHeader, bytes(7, 8))),
        "page 2: a row has a header of 9223372036854775807 bytes (row 1)");
    refused(
        crafted(2).leaf(2, cell(0, 1, bytes(0, 0, 0))),
        "page 2: a row has a header of 0 bytes (row 1)");
  }

  @Test
  void numbersOfNineBytesAreReadAndNotTrusted() throws Exception {
    byte[] nine = bytes(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 5);
    byte[] rowid = bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
    byte[] payload = bytes(3, 1, 1, 7, 8);
    byte[] cell = new byte[9 + 9 + 5];
    System.arraycopy(nine, 0, cell, 0, 9);
    System.arraycopy(rowid, 0, cell, 9, 9);
    System.arraycopy(payload, 0, cell, 18, 5);
    assertThat(rows(crafted(2).leaf(2, cell), Long.MIN_VALUE))
        .containsExactly(new Row(-1, List.of(7L, 8L)));
    // The number goes on past the end of the page.
    refused(crafted(2).leaf(2, Arrays.copyOf(rowid, 4)), "page 2: a cell of it ends outside of it");
  }

  @Test
  void rowsThatShareBytesAreRefusedBeforeTheyFillTheMemory() throws Exception {
    // Cells of four bytes, each a row of 100 that goes on over the next ones.
    CraftedFile file = crafted(2);
    byte[][] cells = new byte[80][];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = cell(100, i + 1, bytes(2, 12));
    }
    file.leaf(2, cells);
    try (SqliteFile open = SqliteFile.open(new BytesPageSource(file.bytes()))) {
      TableRows rows = open.rows(open.table("t"));
      rows.seek(0);
      assertThatThrownBy(
              () -> {
                while (rows.next()) {
                  assertThat(rows.rowid()).isLessThan(12);
                }
              })
          .isInstanceOf(CorruptDatabaseException.class)
          .hasMessage("page 2: rows share bytes: together they are larger than the file");
    }
  }

  private CraftedFile crafted(int pages) throws Exception {
    return CraftedFile.of(folder, pages);
  }

  private static List<Row> rows(CraftedFile crafted, long first)
      throws IOException, DeclinedException {
    try (SqliteFile file = SqliteFile.open(new BytesPageSource(crafted.bytes()))) {
      TableDefinition table = file.table("t");
      return NativeRows.from(file.rows(table), table, first, Integer.MAX_VALUE);
    }
  }

  private static void refused(CraftedFile file, String message) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes =
        assertTimeoutPreemptively(
            MAX_TIME,
            () -> {
              long before = threads.getCurrentThreadAllocatedBytes();
              assertThatThrownBy(() -> rows(file, Long.MIN_VALUE))
                  .isInstanceOf(CorruptDatabaseException.class)
                  .hasMessage(message);
              return threads.getCurrentThreadAllocatedBytes() - before;
            });
    assertThat(bytes).as("bytes allocated").isLessThan(MAX_BYTES);
  }

  /** One row with that payload. */
  private CraftedFile record(int... payload) throws Exception {
    return crafted(2).leaf(2, cell(payload.length, 1, bytes(payload)));
  }
}
