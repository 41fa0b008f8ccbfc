package org.cytobeam.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.parquet.format.FileMetaData;
import org.cytobeam.column.ArrowTypes;
import org.cytobeam.model.ColumnType;
import org.cytobeam.schema.OutputColumn;
import org.cytobeam.write.WriteSettings.Compression;
import org.cytobeam.write.WriteSettings.Sink;

/** Vectors from Java values, parts from vectors, and what DuckDB reads of the files. */
final class WriteFixture implements AutoCloseable {
  static final WriteSettings COLUMNAR = settings(Compression.ZSTD, Sink.COLUMNAR);
  static final WriteSettings PARQUETIO = settings(Compression.ZSTD, Sink.PARQUETIO);

  static {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private final BufferAllocator allocator = new RootAllocator();
  private final List<FieldVector> vectors = new ArrayList<>();

  static WriteSettings settings(Compression compression, Sink sink) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("cytobeam.version", "test");
    metadata.put("a key", "before b");
    metadata.put("B", "");
    return new WriteSettings(compression, sink, metadata);
  }

  static OutputColumn column(String name, ColumnType type) {
    return new OutputColumn(name, type, OutputColumn.Origin.TABLE, "cells", 0);
  }

  /** A vector of the Arrow type of {@code type}; the fixture owns it. */
  FieldVector vector(ColumnType type, List<?> values) {
    Field field = new Field("v", FieldType.nullable(ArrowTypes.of(type)), null);
    FieldVector vector = field.createVector(allocator);
    vectors.add(vector);
    vector.setInitialCapacity(Math.max(1, values.size()));
    vector.allocateNew();
    for (int row = 0; row < values.size(); row++) {
      if (values.get(row) != null) {
        set(vector, row, values.get(row));
      }
    }
    vector.setValueCount(values.size());
    return vector;
  }

  private static void set(FieldVector vector, int row, Object value) {
    if (vector instanceof BaseFixedWidthVector) {
      setFixed(vector, row, value);
    } else if (vector instanceof VarCharVector text) {
      text.setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
    } else {
      ((VarBinaryVector) vector).setSafe(row, (byte[]) value);
    }
  }

  private static void setFixed(FieldVector vector, int row, Object value) {
    if (vector instanceof BitVector bits) {
      bits.set(row, (Boolean) value ? 1 : 0);
    } else if (vector instanceof Float8Vector doubles) {
      doubles.set(row, ((Number) value).doubleValue());
    } else if (vector instanceof Float4Vector floats) {
      floats.set(row, ((Number) value).floatValue());
    } else if (vector instanceof TinyIntVector bytes) {
      bytes.set(row, ((Number) value).intValue());
    } else if (vector instanceof IntVector ints) {
      ints.set(row, ((Number) value).intValue());
    } else if (vector instanceof DateDayVector days) {
      days.set(row, ((Number) value).intValue());
    } else if (vector instanceof TimeMicroVector micros) {
      micros.set(row, ((Number) value).longValue());
    } else if (vector instanceof TimeStampVector micros) {
      micros.set(row, ((Number) value).longValue());
    } else {
      ((BigIntVector) vector).set(row, ((Number) value).longValue());
    }
  }

  /** All rows of a vector in order. */
  Gathered all(ColumnType type, List<?> values) {
    return new Gathered(vector(type, values), IntStream.range(0, values.size()).toArray());
  }

  /** Writes a part in one append. */
  static Path write(Path path, WriteSettings settings, List<OutputColumn> columns, Gathered... rows)
      throws IOException {
    try (PartWriter writer = PartWriters.open(path.toString(), columns, settings)) {
      writer.append(List.of(rows), rows[0].rows().length);
      writer.finish();
    }
    return path;
  }

  /** Writes a part of one column from values of its own type. */
  Path write(Path path, WriteSettings settings, ColumnType type, List<?> values)
      throws IOException {
    return write(path, settings, List.of(column("x", type)), all(type, values));
  }

  /** What DuckDB answers, NULL as null and everything else as its text. */
  static List<List<String>> query(String sql) throws SQLException {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          Object value = result.getObject(i);
          row.add(value == null ? null : value.toString());
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** One expression over all rows of a file, as one list. */
  static List<String> select(String expression, Path file) throws SQLException {
    return query("SELECT %s FROM '%s'".formatted(expression, file)).stream()
        .map(row -> row.get(0))
        .toList();
  }

  static FileMetaData footer(Path file) throws IOException {
    try (ChannelInput in = ChannelInput.open(file.toString())) {
      return ParquetFooter.read(in, file.toString());
    }
  }

  static byte[] bytes(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  @Override
  public void close() {
    vectors.forEach(FieldVector::close);
    allocator.close();
  }
}
