package org.cytobeam.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Reading;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.TableIndex;

/**
 * A file format that holds tables: the one place to add another.
 *
 * <p>Implementations are stateless and safe to call from many threads.
 */
public interface TableFormat {
  /** The name that descriptors carry: {@code csv}, {@code sqlite}. */
  String name();

  /**
   * Whether a file is of this format, by its content.
   *
   * @param head the first bytes of the file, at most 512, fewer for a shorter file
   * @param fileName the file's name, which decides only where content cannot
   */
  boolean recognises(byte[] head, String fileName);

  /**
   * The names of the tables inside a file, in the file's order, none of them read: those that
   * cannot be read are among them. A format with one table a file gives the file's stem.
   *
   * <p>A table that holds several objects side by side in one row ({@code Per_Object}) counts as a
   * table for each, named as if each had its own ({@code Per_Cells}, {@code Per_Nuclei}).
   *
   * @throws IOException if the file cannot be read
   */
  List<String> tableNames(SourceFile file) throws IOException;

  /** The header of one table, as {@link #index} would give its columns' names. */
  List<String> columnNames(SourceFile file, String table) throws IOException;

  /**
   * Reads every row of the file's wanted tables once, keeping keys and types only, memory
   * proportional to the number of images.
   *
   * <p>What is wrong with the input becomes a problem of the index, not an exception: a table that
   * cannot be read is returned {@link TableIndex#quarantined}, a row without a usable ImageNumber
   * is counted as rejected. Types meet over all rows; an integer column in which some value has a
   * fraction is DOUBLE.
   *
   * <p>Checksums of image tables, which serve as TableNumber: for CSV the CRC-32 of the file's
   * bytes (CytoTable's number); for SQLite the CRC-32 over the rows in order of (TableNumber,
   * ImageNumber, rowid), each value as one byte for its storage class (1 integer, 2 real, 3 text, 4
   * blob, 5 null) followed by 8 bytes big-endian for numbers (a real by its IEEE 754 bits), or a
   * 4-byte big-endian length and the bytes (UTF-8 for text).
   *
   * @throws IOException if the machine fails, as opposed to the input being bad
   */
  List<TableIndex> index(SourceFile file, TableNames wanted) throws IOException;

  /**
   * Puts the rows of a chunk into a batch, slice by slice, starting at row {@code firstRow}. The
   * batch's columns are found in the table by name; those the table does not have stay NULL.
   *
   * @param temporaryFolder a local folder, made when it is missing, for what must be unpacked; it
   *     is kept there for later reads, without a name where the system allows that, until {@link
   *     #forget}
   * @return what was read of the file
   * @throws IOException if the file no longer holds exactly the rows that the chunk promises, or
   *     cannot be read; the message names the file
   */
  Reading read(ChunkDescriptor chunk, ColumnBatch batch, int firstRow, Path temporaryFolder)
      throws IOException;

  /** Files that count as part of a file where they are there. */
  default List<String> filesBeside(String path) {
    return List.of();
  }

  /**
   * Gives up what was kept in a temporary folder for later reads; reads that go on are not hurt.
   */
  default void forget(Path temporaryFolder) throws IOException {}
}
