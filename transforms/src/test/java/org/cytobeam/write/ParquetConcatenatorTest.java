package org.cytobeam.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.cytobeam.model.ColumnType;
import org.cytobeam.schema.OutputColumn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetConcatenatorTest {
  private static final List<OutputColumn> COLUMNS =
      List.of(
          WriteFixture.column("n", ColumnType.DOUBLE), WriteFixture.column("t", ColumnType.TEXT));
  private static final Map<String, String> METADATA = Map.of("only", "this");

  @TempDir Path folder;
  private final WriteFixture fixture = new WriteFixture();

  @AfterEach
  void everyVectorIsReleased() {
    fixture.close();
  }

  private String part(String name, WriteSettings settings, List<Double> numbers) throws Exception {
    List<String> texts = numbers.stream().map(x -> x == null ? null : "t" + x).toList();
    return WriteFixture.write(
            folder.resolve(name),
            settings,
            COLUMNS,
            fixture.all(ColumnType.DOUBLE, numbers),
            fixture.all(ColumnType.TEXT, texts))
        .toString();
  }

  private Path concatenate(String name, List<String> parts) throws Exception {
    Path file = folder.resolve(name);
    new ParquetConcatenator(COLUMNS, METADATA).concatenate(parts, file.toString());
    return file;
  }

  @Test
  void theFileIsTheUnionOfThePartsInOrder() throws Exception {
    List<String> parts =
        List.of(
            part("z.parquet", WriteFixture.COLUMNAR, Arrays.asList(3.0, null)),
            part("a.parquet", WriteFixture.PARQUETIO, List.of(1.0, Double.NaN)),
            part("empty.parquet", WriteFixture.COLUMNAR, List.of()),
            part("m.parquet", WriteFixture.COLUMNAR, List.of(-0.0)));

    Path file = concatenate("all.parquet", parts);

    String union =
        String.join(" UNION ALL ", parts.stream().map("SELECT * FROM '%s'"::formatted).toList());
    assertThat(WriteFixture.query("SELECT * FROM '%s'".formatted(file)))
        .isEqualTo(WriteFixture.query(union))
        .hasSize(5);
    assertThat(WriteFixture.footer(file).getRow_groups())
        .extracting(RowGroup::getNum_rows)
        .containsExactly(2L, 2L, 1L);
  }

  @Test
  void theBytesAreTheSameEveryTime() throws Exception {
    List<String> parts =
        List.of(
            part("a.parquet", WriteFixture.COLUMNAR, List.of(3.0)),
            part("b.parquet", WriteFixture.COLUMNAR, List.of(4.0)));

    assertThat(WriteFixture.bytes(concatenate("one.parquet", parts)))
        .isEqualTo(WriteFixture.bytes(concatenate("two.parquet", parts)));
  }

  @Test
  void theMetadataIsWhatWasGivenAndNothingOfTheParts() throws Exception {
    Path file =
        concatenate(
            "all.parquet", List.of(part("a.parquet", WriteFixture.PARQUETIO, List.of(1.0))));

    assertThat(WriteFixture.footer(file).getKey_value_metadata())
        .containsExactly(new KeyValue("only").setValue("this"));
  }

  @Test
  void withoutPartsThereIsAnEmptyTable() throws Exception {
    Path file = concatenate("none.parquet", List.of());

    assertThat(WriteFixture.query("SELECT count(*) FROM '%s'".formatted(file)))
        .containsExactly(List.of("0"));
    assertThat(WriteFixture.query("DESCRIBE SELECT * FROM '%s'".formatted(file)))
        .extracting(row -> row.get(0) + " " + row.get(1))
        .containsExactly("n DOUBLE", "t VARCHAR");
  }

  @Test
  void nothingIsSkippedForABound() throws Exception {
    Path file =
        concatenate(
            "all.parquet",
            List.of(
                part("a.parquet", WriteFixture.COLUMNAR, List.of(1.0, Double.NaN)),
                part("b.parquet", WriteFixture.PARQUETIO, List.of(Double.NaN, 2.0)),
                part("c.parquet", WriteFixture.COLUMNAR, List.of(0.0, -0.0))));

    String sql =
        "SELECT count(*) FILTER (n > 1e300), count(*) FILTER (isnan(n)) FROM '%1$s'"
            + " UNION ALL SELECT count(*), 0 FROM '%1$s' WHERE n > 1e300"
            + " UNION ALL SELECT count(*), 0 FROM '%1$s' WHERE isnan(n)"
            + " UNION ALL SELECT count(*), 0 FROM '%1$s' WHERE n = -0.0::double"
            + " UNION ALL SELECT count(*), 0 FROM '%1$s' WHERE n = 2";
    assertThat(WriteFixture.query(sql.formatted(file)))
        .containsExactly(
            List.of("2", "2"),
            List.of("2", "0"),
            List.of("2", "0"),
            List.of("2", "0"),
            List.of("1", "0"));
  }

  @Test
  void theBoundsAreExactAndNullsAlwaysCounted() throws Exception {
    String tooLong = "x".repeat(ChunkStatistics.MAX_BOUND_BYTES + 1);
    List<String> found = new ArrayList<>();
    for (WriteSettings settings : List.of(WriteFixture.COLUMNAR, WriteFixture.PARQUETIO)) {
      found.add(bounds(settings, ColumnType.DOUBLE, Arrays.asList(2.5, null, -1.0)));
      found.add(bounds(settings, ColumnType.DOUBLE, Arrays.asList(2.5, null, Double.NaN)));
      found.add(bounds(settings, ColumnType.DOUBLE, Arrays.asList(0.0, 0.0)));
      found.add(bounds(settings, ColumnType.FLOAT, Arrays.asList(-0.0f, Float.NaN, null)));
      found.add(bounds(settings, ColumnType.INT64, Arrays.asList(Long.MIN_VALUE, 5L)));
      found.add(bounds(settings, ColumnType.TEXT, Arrays.asList("a", "é", null)));
      found.add(bounds(settings, ColumnType.TEXT, Arrays.asList("a", tooLong, null)));
      found.add(bounds(settings, ColumnType.TEXT, Arrays.asList(null, null)));
    }

    List<String> expected =
        List.of(
            "-1.0 2.5 1",
            "null null 1",
            "-0.0 0.0 0",
            "null null 1",
            "-9223372036854775808 5 0",
            "a é 1",
            "null null 1",
            "null null 2");
    assertThat(found.subList(0, 8)).isEqualTo(expected);
    assertThat(found.subList(8, 16)).isEqualTo(expected);
  }

  private String bounds(WriteSettings settings, ColumnType type, List<?> values) throws Exception {
    Path part = fixture.write(folder.resolve("part.parquet"), settings, type, values);
    Path file = folder.resolve("file.parquet");
    new ParquetConcatenator(List.of(WriteFixture.column("x", type)), METADATA)
        .concatenate(List.of(part.toString()), file.toString());
    String sql =
        "SELECT stats_min_value, stats_max_value, stats_null_count FROM parquet_metadata('%s')";
    String inPart = String.join(" ", strings(WriteFixture.query(sql.formatted(part)).get(0)));
    String inFile = String.join(" ", strings(WriteFixture.query(sql.formatted(file)).get(0)));
    assertThat(inFile).isEqualTo(inPart);
    Files.delete(part);
    Files.delete(file);
    return inFile;
  }

  private static List<String> strings(List<String> row) {
    return row.stream().map(String::valueOf).toList();
  }

  @Test
  void aPartOfAnotherSchemaIsAMistakeOfTheCaller() throws Exception {
    String part = part("a.parquet", WriteFixture.COLUMNAR, List.of(1.0));
    List<OutputColumn> other =
        List.of(
            WriteFixture.column("n", ColumnType.INT64), WriteFixture.column("t", ColumnType.TEXT));

    assertThatThrownBy(
            () ->
                new ParquetConcatenator(other, METADATA)
                    .concatenate(List.of(part), folder.resolve("f.parquet").toString()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("part " + part + " has SchemaElement(type:DOUBLE")
        .hasMessageContaining("where the output has SchemaElement(type:INT64");
  }
}
