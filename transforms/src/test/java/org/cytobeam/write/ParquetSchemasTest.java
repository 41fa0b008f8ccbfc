package org.cytobeam.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.UserError;
import org.cytobeam.schema.OutputColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetSchemasTest {
  @TempDir Path folder;

  @Test
  void everyTypeHasItsAnnotation() {
    List<OutputColumn> columns =
        Arrays.stream(ColumnType.values())
            .map(type -> WriteFixture.column(type.name(), type))
            .toList();

    assertThat(ParquetSchemas.of(columns).getFields().stream().map(Object::toString))
        .containsExactly(
            "optional binary NULL (STRING)",
            "optional boolean BOOL",
            "optional int64 INT64",
            "optional double DOUBLE",
            "optional int32 DATE (DATE)",
            "optional int64 TIME (TIME(MICROS,false))",
            "optional int64 TIMESTAMP (TIMESTAMP(MICROS,false))",
            "optional int64 TIMESTAMP_UTC (TIMESTAMP(MICROS,true))",
            "optional binary TEXT (STRING)",
            "optional binary BINARY",
            "optional int32 INT8 (INTEGER(8,true))",
            "optional int32 INT32",
            "optional float FLOAT");
  }

  @Test
  void anyNameIsWrittenAsItIs() throws Exception {
    List<String> names = List.of("OBJECT ID", "a.b", "Größe (µm²)", "\uD83D\uDD2C", "a\"b'c");
    List<OutputColumn> columns =
        names.stream().map(name -> WriteFixture.column(name, ColumnType.INT64)).toList();
    Path part = folder.resolve("p.parquet");

    try (WriteFixture fixture = new WriteFixture()) {
      Gathered one = fixture.all(ColumnType.INT64, List.of(1L));
      WriteFixture.write(part, WriteFixture.COLUMNAR, columns, one, one, one, one, one);
    }

    assertThat(WriteFixture.query("DESCRIBE SELECT * FROM '%s'".formatted(part)))
        .extracting(row -> row.get(0))
        .isEqualTo(names);
    assertThat(WriteFixture.select("\"a.b\"", part)).containsExactly("1");
  }

  @Test
  void oneNameTwiceIsAMistakeOfTheCaller() {
    OutputColumn column = WriteFixture.column("x", ColumnType.INT64);

    assertThatThrownBy(() -> ParquetSchemas.of(List.of(column, column)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two output columns are named x");
  }

  @Test
  void avroRefusesWhatItCannotExpress() {
    List<OutputColumn> named = List.of(WriteFixture.column("OBJECT ID", ColumnType.INT64));
    List<OutputColumn> small = List.of(WriteFixture.column("n", ColumnType.INT8));

    assertThatThrownBy(() -> AvroSchemas.of(named))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "column OBJECT ID: Avro, and so --sink=parquetio, allows only names of the form"
                + " [A-Za-z_][A-Za-z0-9_]*; use the default sink");
    assertThatThrownBy(() -> AvroSchemas.of(small))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "column n: Avro, and so --sink=parquetio, has no type INT8; use the default sink, or"
                + " cast it to int32");
  }
}
