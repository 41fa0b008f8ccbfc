package org.cytobeam.join;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.TableNumber;

/** The image keys of a partition by ordinal: what every row's key columns are made of. */
final class ImageKeys {
  private final List<TableNumber> tableNumbers = new ArrayList<>();
  private final List<Long> imageNumbers = new ArrayList<>();
  private final List<String> sources = new ArrayList<>();

  /**
   * @param chunks all chunks of the partition; every image is in at least one of them
   */
  ImageKeys(List<ChunkDescriptor> chunks) {
    for (ChunkDescriptor chunk : chunks) {
      for (ImageSlice slice : chunk.slices()) {
        while (tableNumbers.size() <= slice.ordinal()) {
          tableNumbers.add(TableNumber.ABSENT);
          imageNumbers.add(0L);
          sources.add("");
        }
        tableNumbers.set(slice.ordinal(), slice.tableNumber());
        imageNumbers.set(slice.ordinal(), slice.imageNumber());
        sources.set(slice.ordinal(), chunk.table().source());
      }
    }
  }

  int size() {
    return imageNumbers.size();
  }

  /** The source that the image is of. */
  String source(int ordinal) {
    return sources.get(ordinal);
  }

  /** How messages name an image. */
  String describe(int ordinal) {
    TableNumber tableNumber = tableNumbers.get(ordinal);
    return "image "
        + imageNumbers.get(ordinal)
        + (tableNumber.isAbsent() ? "" : " (TableNumber " + tableNumber + ")")
        + (sources.get(ordinal).isEmpty() ? "" : " of " + sources.get(ordinal));
  }

  /** A vector of the ImageNumbers, one an image; the caller closes it. */
  FieldVector imageNumberVector(BufferAllocator allocator) {
    BigIntVector vector = new BigIntVector("ImageNumber", allocator);
    vector.allocateNew(size());
    for (int i = 0; i < size(); i++) {
      vector.set(i, imageNumbers.get(i));
    }
    vector.setValueCount(size());
    return vector;
  }

  /**
   * A vector of the TableNumbers, one an image, NULL where absent; the caller closes it.
   *
   * @param type INT64, or TEXT when some source has text
   */
  FieldVector tableNumberVector(BufferAllocator allocator, ColumnType type) {
    return type == ColumnType.TEXT ? textVector(allocator) : integerVector(allocator);
  }

  private FieldVector integerVector(BufferAllocator allocator) {
    BigIntVector vector = new BigIntVector("TableNumber", allocator);
    vector.allocateNew(size());
    for (int i = 0; i < size(); i++) {
      if (!tableNumbers.get(i).isAbsent()) {
        vector.set(i, tableNumbers.get(i).number());
      }
    }
    vector.setValueCount(size());
    return vector;
  }

  private FieldVector textVector(BufferAllocator allocator) {
    VarCharVector vector = new VarCharVector("TableNumber", allocator);
    vector.allocateNew(size());
    for (int i = 0; i < size(); i++) {
      if (!tableNumbers.get(i).isAbsent()) {
        vector.setSafe(i, tableNumbers.get(i).toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    vector.setValueCount(size());
    return vector;
  }
}
