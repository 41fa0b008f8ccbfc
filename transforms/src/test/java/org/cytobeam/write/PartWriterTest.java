package org.cytobeam.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.format.KeyValue;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.UserError;
import org.cytobeam.schema.OutputColumn;
import org.cytobeam.write.WriteSettings.Compression;
import org.cytobeam.write.WriteSettings.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What both writers promise. */
class PartWriterTest {
  private static final String LONG_TEXT = "ä\uD83D\uDD2C ".repeat(20_000);

  @TempDir Path folder;
  private final WriteFixture fixture = new WriteFixture();

  @AfterEach
  void everyVectorIsReleased() {
    fixture.close();
  }

  /** Type, values, the expression that shows them, the texts DuckDB gives. */
  static Stream<Arguments> types() {
    return Stream.of(
            roundTrip(
                ColumnType.INT64,
                "x",
                values(Long.MIN_VALUE, null, 0L, Long.MAX_VALUE),
                "-9223372036854775808",
                null,
                "0",
                "9223372036854775807"),
            roundTrip(
                ColumnType.INT32,
                "x",
                values(Integer.MIN_VALUE, null, Integer.MAX_VALUE),
                "-2147483648",
                null,
                "2147483647"),
            roundTrip(
                ColumnType.DOUBLE,
                "x",
                values(
                    Double.NaN,
                    Double.NEGATIVE_INFINITY,
                    Double.POSITIVE_INFINITY,
                    -0.0,
                    Double.MIN_VALUE,
                    -Double.MAX_VALUE,
                    null),
                "NaN",
                "-Infinity",
                "Infinity",
                "-0.0",
                "4.9E-324",
                "-1.7976931348623157E308",
                null),
            roundTrip(
                ColumnType.FLOAT,
                "x",
                values(Float.NaN, Float.NEGATIVE_INFINITY, -0.0f, Float.MAX_VALUE, null, 0.1f),
                "NaN",
                "-Infinity",
                "-0.0",
                "3.4028235E38",
                null,
                "0.1"),
            roundTrip(ColumnType.BOOL, "x", values(true, null, false), "true", null, "false"),
            roundTrip(
                ColumnType.TEXT,
                "x",
                values("", null, "\uD83D\uDD2C", "a\u0000b", LONG_TEXT),
                "",
                null,
                "\uD83D\uDD2C",
                "a\u0000b",
                LONG_TEXT),
            roundTrip(
                ColumnType.BINARY,
                "hex(x)",
                values(new byte[0], null, new byte[] {0, (byte) 0xff}),
                "",
                null,
                "00FF"),
            roundTrip(
                ColumnType.DATE,
                "x::varchar",
                values(-1, 0, null, 19_723),
                "1969-12-31",
                "1970-01-01",
                null,
                "2024-01-01"),
            roundTrip(
                ColumnType.TIME,
                "x::varchar",
                values(0L, 86_399_999_999L, null),
                "00:00:00",
                "23:59:59.999999",
                null),
            roundTrip(
                ColumnType.TIMESTAMP,
                "x::varchar",
                values(-1L, null, 1_704_067_200_000_001L),
                "1969-12-31 23:59:59.999999",
                null,
                "2024-01-01 00:00:00.000001"),
            roundTrip(
                ColumnType.TIMESTAMP_UTC,
                "epoch_us(x)::varchar || typeof(x)",
                values(-1L, null),
                "-1TIMESTAMP WITH TIME ZONE",
                null),
            roundTrip(ColumnType.DOUBLE, "x", values(null, null), null, null),
            roundTrip(ColumnType.TEXT, "x", values(null, null), null, null))
        .flatMap(
            arguments ->
                Stream.of(Sink.values())
                    .map(
                        sink ->
                            Arguments.of(
                                sink,
                                arguments.get()[0],
                                arguments.get()[1],
                                arguments.get()[2],
                                arguments.get()[3])));
  }

  private static Arguments roundTrip(
      ColumnType type, String shown, List<?> values, String... texts) {
    return Arguments.of(type, shown, values, Arrays.asList(texts));
  }

  private static List<?> values(Object... values) {
    return Arrays.asList(values);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("types")
  void valuesOfEveryTypeComeBack(
      Sink sink, ColumnType type, String shown, List<?> values, List<String> texts)
      throws Exception {
    WriteSettings settings = WriteFixture.settings(Compression.ZSTD, sink);

    Path part = fixture.write(folder.resolve("part.parquet"), settings, type, values);

    assertThat(WriteFixture.select(shown, part)).isEqualTo(texts);
  }

  @ParameterizedTest
  @EnumSource(Sink.class)
  void rowsAreGatheredAcrossAppends(Sink sink) throws Exception {
    List<OutputColumn> columns =
        List.of(
            WriteFixture.column("n", ColumnType.INT64), WriteFixture.column("t", ColumnType.TEXT));
    var numbers = fixture.vector(ColumnType.INT64, values(10L, 11L, null));
    var texts = fixture.vector(ColumnType.TEXT, values("a", "b"));
    Path part = folder.resolve("part.parquet");
    WriteSettings settings = WriteFixture.settings(Compression.ZSTD, sink);

    try (PartWriter writer = PartWriters.open(part.toString(), columns, settings)) {
      writer.append(
          List.of(
              new Gathered(numbers, new int[] {1, 1, -1, 0}),
              new Gathered(texts, new int[] {0, -1, 1, 1})),
          4);
      writer.append(
          List.of(new Gathered(numbers, new int[] {2, 0}), new Gathered(texts, new int[] {1, 0})),
          2);
      writer.finish();
    }

    assertThat(WriteFixture.query("SELECT n, t FROM '%s'".formatted(part)))
        .containsExactly(
            List.of("11", "a"),
            Arrays.asList("11", null),
            Arrays.asList(null, "b"),
            List.of("10", "b"),
            Arrays.asList(null, "b"),
            List.of("10", "a"));
    assertThat(WriteFixture.footer(part).getRow_groups()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Sink.class)
  void aPartWithoutRowsHasTheSchemaAndNoRowGroup(Sink sink) throws Exception {
    Path part = folder.resolve("part.parquet");
    List<OutputColumn> columns = List.of(WriteFixture.column("x", ColumnType.DOUBLE));
    WriteSettings settings = WriteFixture.settings(Compression.ZSTD, sink);

    try (PartWriter writer = PartWriters.open(part.toString(), columns, settings)) {
      writer.finish();
    }

    assertThat(WriteFixture.footer(part).getRow_groups()).isEmpty();
    assertThat(WriteFixture.query("DESCRIBE SELECT * FROM '%s'".formatted(part)).get(0))
        .startsWith("x", "DOUBLE");
  }

  @ParameterizedTest
  @EnumSource(Sink.class)
  void theMetadataIsExactlyThatOfTheSettings(Sink sink) throws Exception {
    WriteSettings settings = WriteFixture.settings(Compression.ZSTD, sink);

    Path part = fixture.write(folder.resolve("p.parquet"), settings, ColumnType.INT64, values(1L));

    assertThat(WriteFixture.footer(part).getKey_value_metadata())
        .containsExactly(
            new KeyValue("cytobeam.version").setValue("test"),
            new KeyValue("a key").setValue("before b"),
            new KeyValue("B").setValue(""));
    assertThat(WriteFixture.footer(part).getCreated_by()).isEqualTo("cytobeam version 1");
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void bothSinksGiveTheSameTableUnderEveryCodec(Compression compression) throws Exception {
    List<Double> numbers = Stream.iterate(0.5, x -> x * -1.01).limit(30_000).toList();

    Path columnar =
        fixture.write(
            folder.resolve("c.parquet"),
            WriteFixture.settings(compression, Sink.COLUMNAR),
            ColumnType.DOUBLE,
            numbers);
    Path rowwise =
        fixture.write(
            folder.resolve("r.parquet"),
            WriteFixture.settings(compression, Sink.PARQUETIO),
            ColumnType.DOUBLE,
            numbers);

    assertThat(WriteFixture.select("x", columnar))
        .isEqualTo(numbers.stream().map(String::valueOf).toList())
        .isEqualTo(WriteFixture.select("x", rowwise));
    assertThat(WriteFixture.footer(rowwise).getSchema())
        .isEqualTo(WriteFixture.footer(columnar).getSchema());
    String codec = compression == Compression.NONE ? "UNCOMPRESSED" : compression.name();
    String sql = "SELECT DISTINCT compression FROM parquet_metadata(['%s', '%s'])";
    assertThat(WriteFixture.query(sql.formatted(columnar, rowwise)))
        .isEqualTo(List.of(List.of(codec)));
  }

  @ParameterizedTest
  @EnumSource(Sink.class)
  void numbersAreCastToTheColumnsType(Sink sink) throws Exception {
    List<OutputColumn> columns =
        List.of(
            WriteFixture.column("f", ColumnType.FLOAT),
            WriteFixture.column("fi", ColumnType.FLOAT),
            WriteFixture.column("d", ColumnType.DOUBLE),
            WriteFixture.column("i", ColumnType.INT32),
            WriteFixture.column("empty", ColumnType.DOUBLE));
    List<Long> whole = List.of(3L, (long) Integer.MIN_VALUE);

    Path part =
        WriteFixture.write(
            folder.resolve("p.parquet"),
            WriteFixture.settings(Compression.ZSTD, sink),
            columns,
            fixture.all(ColumnType.DOUBLE, List.of(0.1, 1e300)),
            fixture.all(ColumnType.INT64, whole),
            fixture.all(ColumnType.INT64, whole),
            fixture.all(ColumnType.INT64, whole),
            fixture.all(ColumnType.TEXT, Collections.nCopies(2, null)));

    assertThat(WriteFixture.query("SELECT * FROM '%s'".formatted(part)))
        .containsExactly(
            Arrays.asList("0.1", "3.0", "3.0", "3", null),
            Arrays.asList("Infinity", "-2.14748365E9", "-2.147483648E9", "-2147483648", null));
  }

  @ParameterizedTest
  @EnumSource(Sink.class)
  void aWholeNumberThatDoesNotFitIsRefused(Sink sink) {
    List<OutputColumn> columns = List.of(WriteFixture.column("Cells_Count", ColumnType.INT32));
    Gathered tooLarge = fixture.all(ColumnType.INT64, List.of(1L, 2147483648L));
    WriteSettings settings = WriteFixture.settings(Compression.ZSTD, sink);

    assertThatThrownBy(
            () -> WriteFixture.write(folder.resolve("p.parquet"), settings, columns, tooLarge))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "column Cells_Count: the value 2147483648 does not fit the type INT32 it is cast to,"
                + " which holds -2147483648 to 2147483647");
  }

  @ParameterizedTest
  @EnumSource(Sink.class)
  void aVectorOfATypeWithoutCastIsAMistakeOfTheCaller(Sink sink) {
    List<OutputColumn> columns = List.of(WriteFixture.column("x", ColumnType.DATE));
    Gathered text = fixture.all(ColumnType.TEXT, List.of("2024-01-01"));
    WriteSettings settings = WriteFixture.settings(Compression.ZSTD, sink);

    assertThatThrownBy(
            () -> WriteFixture.write(folder.resolve("p.parquet"), settings, columns, text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("column x of type DATE cannot be written from a vector of type Utf8");
  }

  @ParameterizedTest
  @EnumSource(Sink.class)
  void anAbandonedPartLeavesNoFileThatReadsAsOne(Sink sink) throws Exception {
    List<OutputColumn> columns = List.of(WriteFixture.column("x", ColumnType.DOUBLE));
    WriteSettings settings = WriteFixture.settings(Compression.ZSTD, sink);
    Path part = folder.resolve("part.parquet");

    try (PartWriter writer = PartWriters.open(part.toString(), columns, settings)) {
      writer.append(List.of(fixture.all(ColumnType.DOUBLE, List.of(1.0))), 1);
    }

    assertThat(folder).isEmptyDirectory();
  }
}
