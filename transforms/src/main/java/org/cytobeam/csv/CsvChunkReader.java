package org.cytobeam.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.cytobeam.column.ColumnBatch;
import org.cytobeam.column.ColumnBuilder;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.Range;

/** Decodes the rows of one chunk into a batch, and checks that they are still those indexed. */
final class CsvChunkReader {
  /** Bytes between two ranges that are cheaper to read than to seek over. */
  private static final long MAX_GAP_BYTES = 1 << 16;

  private final ChunkDescriptor chunk;
  private final CsvInput input;
  private final CsvRecords records;
  private final CsvTable view;
  private final int fileColumns;
  private final int imageColumn;
  private final int[] wanted;
  private final ColumnBuilder[] builders;
  private final List<Range> ranges = new ArrayList<>();
  private int rangesRead;

  CsvChunkReader(ChunkDescriptor chunk, ColumnBatch batch, CsvInput input, int bufferBytes)
      throws IOException {
    this.chunk = chunk;
    this.input = input;
    requireSize(input.fileBytes());
    CsvHeader header = CsvHeader.of(input);
    this.view = header.table(chunk.table().object());
    List<String> names = view.names();
    KeyColumns keys = KeyColumns.find(names, chunk.table().tag());
    this.imageColumn = chunk.table().keyed() ? view.place(keys.imageNumber()) : -1;
    if (chunk.table().keyed() && imageColumn < 0) {
      throw new MalformedCsvException("its header has no ImageNumber");
    }
    this.fileColumns = header.fields();
    this.records = new CsvRecords(new CsvBuffer(input, bufferBytes), header.delimiter());
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < batch.columns().size(); i++) {
      positions.put(batch.columns().get(i).name(), i);
    }
    int[] inBatch = names.stream().mapToInt(name -> positions.getOrDefault(name, -1)).toArray();
    int[] kept = IntStream.range(0, inBatch.length).filter(i -> inBatch[i] >= 0).toArray();
    this.wanted = new int[kept.length];
    this.builders = new ColumnBuilder[kept.length];
    for (int i = 0; i < kept.length; i++) {
      wanted[i] = view.places()[kept[i]];
      builders[i] = batch.builder(inBatch[kept[i]]);
    }
    chunk.slices().forEach(slice -> ranges.addAll(slice.ranges()));
  }

  private void requireSize(long size) throws MalformedCsvException {
    if (size != chunk.table().sizeBytes()) {
      throw new MalformedCsvException(
          String.format("it had %d bytes and has %d", chunk.table().sizeBytes(), size));
    }
  }

  /** Puts the rows of every slice, the first at {@code firstRow}. */
  void read(int firstRow) throws IOException {
    int row = firstRow;
    for (ImageSlice slice : chunk.slices()) {
      int end = Math.addExact(row, Math.toIntExact(slice.rows()));
      for (Range range : slice.ranges()) {
        goTo(range);
        row = readRange(slice, range, row, end);
      }
      if (row != end) {
        throw rowsDiffer(slice, Long.toString(slice.rows() - (end - row)));
      }
    }
  }

  /** Goes to a range; ranges that lie close behind one another are read as one. */
  private void goTo(Range range) {
    int index = rangesRead++;
    if (index > 0 && isClose(ranges.get(index - 1), range)) {
      records.skipTo(range.start());
      return;
    }
    int last = index;
    while (last + 1 < ranges.size() && isClose(ranges.get(last), ranges.get(last + 1))) {
      last++;
    }
    records.span(range.start(), ranges.get(last).end());
  }

  private static boolean isClose(Range range, Range next) {
    return next.start() >= range.end() && next.start() - range.end() <= MAX_GAP_BYTES;
  }

  private int readRange(ImageSlice slice, Range range, int firstRow, int endRow)
      throws IOException {
    int row = firstRow;
    while (records.endOffset() < range.end()) {
      if (!records.next() || !isWhole(range)) {
        throw new MalformedCsvException(
            String.format(
                "the bytes %d to %d of image %d are no longer whole records",
                range.start(), range.end(), slice.imageNumber()));
      }
      if (records.isBlank() && fileColumns > 1) {
        continue;
      }
      requireAllFields();
      if (!view.holds(records)) {
        continue;
      }
      if (row == endRow) {
        throw rowsDiffer(slice, "more");
      }
      requireSameImage(slice);
      put(row++);
    }
    return row;
  }

  private boolean isWhole(Range range) throws IOException {
    return records.endOffset() <= range.end()
        && (records.isTerminated() || input.endsAt(records.endOffset()));
  }

  private void requireAllFields() throws MalformedCsvException {
    if (records.fields() != fileColumns) {
      throw new MalformedCsvException(
          String.format(
              "%s has %d fields, the header has %d",
              records.where(), records.fields(), fileColumns));
    }
  }

  private void requireSameImage(ImageSlice slice) throws MalformedCsvException {
    if (imageColumn >= 0) {
      OptionalLong number = ImageRuns.wholeNumber(records, imageColumn);
      if (number.isEmpty() || number.getAsLong() != slice.imageNumber()) {
        throw new MalformedCsvException(
            String.format(
                "%s belongs to image '%s', not to image %d",
                records.where(), Excerpt.of(records.text(imageColumn)), slice.imageNumber()));
      }
    }
  }

  private void put(int row) {
    byte[] bytes = records.bytes();
    for (int i = 0; i < wanted.length; i++) {
      int length = records.length(wanted[i]);
      if (length > 0) {
        builders[i].putText(row, bytes, records.start(wanted[i]), length);
      }
    }
  }

  private static MalformedCsvException rowsDiffer(ImageSlice slice, String found) {
    return new MalformedCsvException(
        String.format("image %d had %d rows and has %s", slice.imageNumber(), slice.rows(), found));
  }
}
