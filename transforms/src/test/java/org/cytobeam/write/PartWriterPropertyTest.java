package org.cytobeam.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.WithNull;
import org.apache.arrow.vector.FieldVector;
import org.cytobeam.model.ColumnType;
import org.cytobeam.schema.OutputColumn;

/** Gathering and writing equals what a plain list gives. */
class PartWriterPropertyTest {
  private static final List<OutputColumn> COLUMNS =
      List.of(
          WriteFixture.column("n", ColumnType.INT64),
          WriteFixture.column("d", ColumnType.DOUBLE),
          WriteFixture.column("t", ColumnType.TEXT),
          WriteFixture.column("b", ColumnType.BOOL));

  @Property(tries = 60)
  void anyRowsOfAnyColumnsComeBack(
      @ForAll @Size(20) List<@WithNull Long> numbers,
      @ForAll @Size(20) List<@WithNull Double> doubles,
      @ForAll @Size(20) List<@WithNull @IntRange(min = 0, max = 0xffff) Integer> characters,
      @ForAll @Size(20) List<@WithNull Boolean> truths,
      @ForAll @NotEmpty @Size(max = 200) List<@IntRange(min = -1, max = 19) Integer> rows,
      @ForAll @IntRange(min = 1, max = 50) int step)
      throws Exception {
    List<String> texts = characters.stream().map(PartWriterPropertyTest::text).toList();
    Path part = Files.createTempFile("part", ".parquet");
    try (WriteFixture fixture = new WriteFixture()) {
      List<FieldVector> vectors =
          List.of(
              fixture.vector(ColumnType.INT64, numbers),
              fixture.vector(ColumnType.DOUBLE, doubles),
              fixture.vector(ColumnType.TEXT, texts),
              fixture.vector(ColumnType.BOOL, truths));
      write(part, vectors, rows, step);

      assertThat(WriteFixture.query("SELECT * FROM '%s'".formatted(part)))
          .isEqualTo(taken(List.of(numbers, doubles, texts, truths), rows));
    } finally {
      Files.delete(part);
    }
  }

  /** Lone surrogates have no UTF-8. */
  private static String text(Integer character) {
    return character == null || Character.isSurrogate((char) character.intValue())
        ? null
        : String.valueOf((char) character.intValue()) + character;
  }

  private static void write(Path part, List<FieldVector> vectors, List<Integer> rows, int step)
      throws Exception {
    try (PartWriter writer = PartWriters.open(part.toString(), COLUMNS, WriteFixture.COLUMNAR)) {
      for (int start = 0; start < rows.size(); start += step) {
        int[] taken =
            rows.subList(start, Math.min(rows.size(), start + step)).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        writer.append(vectors.stream().map(v -> new Gathered(v, taken)).toList(), taken.length);
      }
      writer.finish();
    }
  }

  private static List<List<String>> taken(List<List<?>> columns, List<Integer> rows) {
    List<List<String>> table = new ArrayList<>();
    for (int row : rows) {
      List<String> cells = new ArrayList<>();
      for (List<?> column : columns) {
        cells.add(row < 0 || column.get(row) == null ? null : column.get(row).toString());
      }
      table.add(cells);
    }
    return table;
  }
}
