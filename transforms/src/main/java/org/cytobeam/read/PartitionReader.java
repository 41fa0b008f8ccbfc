package org.cytobeam.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.column.FullColumnException;
import org.cytobeam.format.TableFormat;
import org.cytobeam.format.TableFormats;
import org.cytobeam.format.UnchangedFile;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Reading;
import org.cytobeam.model.UnreadableColumn;
import org.cytobeam.model.UserError;
import org.cytobeam.schema.TableSchema;

/** Decodes one table's chunks of a partition, one source after the other, into one batch. */
public final class PartitionReader {
  private final BufferAllocator allocator;
  private final Path temporaryFolder;
  private final long maxTextBytes;

  /**
   * @param temporaryFolder a local folder, made when it is missing, for what must be unpacked
   */
  public PartitionReader(BufferAllocator allocator, Path temporaryFolder) {
    this(allocator, temporaryFolder, ColumnBatch.MAX_TEXT_BYTES);
  }

  PartitionReader(BufferAllocator allocator, Path temporaryFolder, long maxTextBytes) {
    this.allocator = allocator;
    this.temporaryFolder = temporaryFolder;
    this.maxTextBytes = maxTextBytes;
  }

  /**
   * @param chunks those of one table and partition, in order of their sequence
   * @return the rows; the caller closes them
   * @throws UserError if a file cannot be read, or is no longer what was indexed
   */
  public PartitionTable read(TableSchema schema, List<ChunkDescriptor> chunks) {
    int rows = Math.toIntExact(chunks.stream().mapToLong(ChunkDescriptor::rows).sum());
    ColumnBatch batch = ColumnBatch.allocate(allocator, schema.columns(), rows, maxTextBytes);
    try {
      List<UnreadableColumn> unreadable = new ArrayList<>();
      Reading reading = Reading.NONE;
      long[] before = new long[schema.columns().size()];
      int row = 0;
      for (ChunkDescriptor chunk : chunks) {
        try {
          reading = reading.plus(read(chunk, batch, row));
        } catch (FullColumnException e) {
          throw tooMuchText(chunk, e);
        }
        row += (int) chunk.rows();
        countUnreadable(chunk, batch, before, unreadable);
      }
      return new PartitionTable(schema.tag(), batch.seal(), chunks, unreadable, reading);
    } catch (RuntimeException | Error e) {
      batch.close();
      throw e;
    }
  }

  /** Damage that shows only now is something a person can fix, so it is told as such. */
  private Reading read(ChunkDescriptor chunk, ColumnBatch batch, int firstRow) {
    TableFormat format = TableFormats.named(chunk.table().format());
    return UnchangedFile.read(
        chunk.table().file(), () -> format.read(chunk, batch, firstRow, temporaryFolder));
  }

  private UserError tooMuchText(ChunkDescriptor chunk, FullColumnException e) {
    return new UserError(
        ("column %s of %s: one query would see more than %d MB of its text (it is %s where that is"
                + " reached), and no column can hold that; write SQL that does not look at it, or"
                + " give a narrower --join-scope")
            .formatted(e.column(), chunk.table().tag(), maxTextBytes >> 20, chunk.table().path()),
        e);
  }

  private static void countUnreadable(
      ChunkDescriptor chunk, ColumnBatch batch, long[] before, List<UnreadableColumn> unreadable) {
    for (int i = 0; i < before.length; i++) {
      long now = batch.builder(i).unreadable();
      if (now > before[i]) {
        unreadable.add(
            new UnreadableColumn(
                chunk.table().source(),
                chunk.table().tag(),
                batch.columns().get(i).name(),
                now - before[i]));
        before[i] = now;
      }
    }
  }
}
