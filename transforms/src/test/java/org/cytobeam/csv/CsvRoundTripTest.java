package org.cytobeam.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.cytobeam.column.TextValue;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.Problem;
import org.cytobeam.model.TableIndex;

/** Random tables come back as they were written, however they are written, split and buffered. */
class CsvRoundTripTest {
  private static final int COLUMNS = 4;

  @Provide
  Arbitrary<List<List<String>>> tables() {
    Arbitrary<String> longs = Arbitraries.longs().map(String::valueOf);
    Arbitrary<String> doubles =
        Arbitraries.longs().map(bits -> Double.toString(Double.longBitsToDouble(bits)));
    Arbitrary<String> extremes =
        Arbitraries.of("nan", "-inf", "inf", "1e400", "4.9E-324", "1.7976931348623157E308", "-0.0");
    Arbitrary<String> texts =
        Arbitraries.strings()
            .withChars(',', '"', '\n', '\r', ' ', 'x', '0', '.', 'é', '漢')
            .withChars("😀".toCharArray())
            .ofMaxLength(12)
            .filter(CsvRoundTripTest::isUnicode);
    Arbitrary<String> empty = Arbitraries.just("");
    Arbitrary<String> numbers = Arbitraries.oneOf(longs, doubles, extremes, empty);
    Arbitrary<List<String>> rows =
        Combinators.combine(
                Arbitraries.integers().between(1, 3).map(String::valueOf),
                Arbitraries.oneOf(longs, empty),
                numbers,
                Arbitraries.oneOf(texts, texts, empty, numbers))
            .as(List::of);
    return rows.list().ofMaxSize(25);
  }

  private static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  @Property(tries = 400)
  void keyedTablesComeBack(
      @ForAll("tables") List<List<String>> rows,
      @ForAll @IntRange(min = 16, max = 400) int bufferBytes,
      @ForAll Random layout)
      throws IOException {
    check(rows, "cells", bufferBytes, layout);
  }

  @Property(tries = 200)
  void unkeyedTablesComeBack(
      @ForAll("tables") List<List<String>> rows,
      @ForAll @IntRange(min = 16, max = 400) int bufferBytes,
      @ForAll Random layout)
      throws IOException {
    check(rows, "", bufferBytes, layout);
  }

  private static void check(List<List<String>> rows, String tag, int bufferBytes, Random layout)
      throws IOException {
    Path folder = Files.createTempDirectory("csv");
    try {
      CsvFixture csv = new CsvFixture(folder, new CsvFormat(bufferBytes, 1 + layout.nextInt(300)));
      TableIndex index = csv.index(csv.write("t.csv", tag, written(rows, layout)));
      assertThat(index.problems()).allMatch(p -> p.kind() == Problem.Kind.NOTE);
      assertThat(index.rows()).isEqualTo(rows.size());
      assertThat(index.columns()).isEqualTo(columns(rows));
      assertThat(readInChunks(csv, index, layout)).isEqualTo(expected(rows, index));
    } finally {
      Files.deleteIfExists(folder.resolve("t.csv"));
      Files.delete(folder);
    }
  }

  private static String written(List<List<String>> rows, Random layout) {
    String newline = layout.nextBoolean() ? "\n" : "\r\n";
    StringBuilder text = new StringBuilder(layout.nextBoolean() ? "\uFEFF" : "");
    text.append("ImageNumber,A,\"B\",C");
    for (List<String> row : rows) {
      text.append(newline).append(layout.nextInt(5) == 0 ? newline : "");
      for (int i = 0; i < COLUMNS; i++) {
        text.append(i == 0 ? "" : ",").append(field(row.get(i), layout));
      }
    }
    return text.append(newline.repeat(layout.nextInt(3))).toString();
  }

  private static String field(String value, Random layout) {
    boolean quote = value.matches("(?s).*[,\"\n\r].*") || layout.nextInt(4) == 0;
    return quote ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  private static List<Column> columns(List<List<String>> rows) {
    List<Column> columns = new ArrayList<>();
    List<String> names = List.of("ImageNumber", "A", "B", "C");
    for (int i = 0; i < COLUMNS; i++) {
      ColumnType type = ColumnType.NULL;
      for (List<String> row : rows) {
        byte[] bytes = row.get(i).getBytes(StandardCharsets.UTF_8);
        type = type.meet(TextValue.typeOf(bytes, 0, bytes.length));
      }
      columns.add(new Column(names.get(i), type));
    }
    return columns;
  }

  /** Runs in random order, several a chunk; then put back into the order of the index. */
  private static List<List<Object>> readInChunks(CsvFixture csv, TableIndex index, Random layout)
      throws IOException {
    List<ImageRun> shuffled = new ArrayList<>(index.runs());
    if (layout.nextBoolean()) {
      Collections.shuffle(shuffled, layout);
    }
    Map<ImageRun, List<List<Object>>> read = new LinkedHashMap<>();
    int at = 0;
    while (at < shuffled.size()) {
      int end = at + 1 + layout.nextInt(shuffled.size() - at);
      List<ImageRun> chunk = shuffled.subList(at, end);
      List<List<Object>> rows = csv.read(index, index.columns(), chunk);
      int row = 0;
      for (ImageRun run : chunk) {
        int next = row + (int) run.rows();
        read.put(run, rows.subList(row, next));
        row = next;
      }
      at = end;
    }
    return index.runs().stream().flatMap(run -> read.get(run).stream()).toList();
  }

  private static List<List<Object>> expected(List<List<String>> rows, TableIndex index) {
    List<List<String>> ordered = new ArrayList<>();
    if (index.table().keyed()) {
      for (ImageRun run : index.runs()) {
        String number = Long.toString(run.imageNumber());
        rows.stream().filter(row -> row.get(0).equals(number)).forEach(ordered::add);
      }
    } else {
      ordered.addAll(rows);
    }
    return ordered.stream().map(row -> values(row, index.columns())).toList();
  }

  private static List<Object> values(List<String> row, List<Column> columns) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < COLUMNS; i++) {
      values.add(value(row.get(i), columns.get(i).type()));
    }
    return values;
  }

  private static Object value(String text, ColumnType type) {
    if (text.isEmpty()) {
      return null;
    }
    return switch (type) {
      case INT64 -> Long.valueOf(text.strip());
      case DOUBLE ->
          switch (text.strip()) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.valueOf(text);
          };
      default -> text;
    };
  }
}
