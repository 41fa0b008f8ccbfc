package org.cytobeam.csv;

import java.util.ArrayList;
import java.util.List;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.Problem;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableNumber;

/** The rows of a table without image key, in blocks of about the same number of bytes. */
final class BlockRuns implements RowRuns {
  private final int columns;
  private final long blockBytes;
  private final List<RunBuilder> blocks = new ArrayList<>();
  private RunBuilder current;

  BlockRuns(int columns, long blockBytes) {
    this.columns = columns;
    this.blockBytes = blockBytes;
  }

  @Override
  public boolean row(CsvRecords record) {
    blockFrom(record.startOffset()).extend(record.endOffset(), 1);
    if (current.fileBytes() >= blockBytes) {
      current = null;
    }
    return true;
  }

  @Override
  public void blanks(long count, long firstLine, long startOffset) {
    // The row that follows takes their bytes into the same block.
    RunBuilder block = blockFrom(startOffset);
    block.extend(startOffset, count);
  }

  private RunBuilder blockFrom(long start) {
    if (current == null) {
      current = new RunBuilder(TableNumber.ABSENT, blocks.size(), start);
      blocks.add(current);
    }
    return current;
  }

  @Override
  public List<ImageRun> runs() {
    return blocks.stream().map(b -> b.build(TableNumber.ABSENT, columns)).toList();
  }

  @Override
  public long rejectedRows() {
    return 0;
  }

  @Override
  public List<Problem> problems(SourceTable table) {
    return List.of();
  }
}
