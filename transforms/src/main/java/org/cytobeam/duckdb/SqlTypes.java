package org.cytobeam.duckdb;

import java.util.Locale;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.UserError;

/** DuckDB's name for each column type, and the column type for each of DuckDB's. */
final class SqlTypes {
  private static final int MAX_TYPE_LENGTH = 60;

  private SqlTypes() {}

  static String nameOf(ColumnType type) {
    return switch (type) {
      case NULL, TEXT -> "VARCHAR";
      case BOOL -> "BOOLEAN";
      case INT8 -> "TINYINT";
      case INT32 -> "INTEGER";
      case INT64 -> "BIGINT";
      case FLOAT -> "FLOAT";
      case DOUBLE -> "DOUBLE";
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP -> "TIMESTAMP";
      case TIMESTAMP_UTC -> "TIMESTAMP WITH TIME ZONE";
      case BINARY -> "BLOB";
    };
  }

  /**
   * The type under which a query's column is written. Sums of integers are HUGEINT in DuckDB, which
   * no table of this field uses: they become doubles, like decimals.
   */
  static ColumnType typeOf(String column, String sqlType) {
    String name = sqlType.toUpperCase(Locale.ROOT).replaceFirst("\\(.*\\)$", "");
    return switch (name) {
      case "VARCHAR", "UUID", "ENUM" -> ColumnType.TEXT;
      case "BOOLEAN" -> ColumnType.BOOL;
      case "TINYINT" -> ColumnType.INT8;
      case "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT" -> ColumnType.INT32;
      case "BIGINT", "UINTEGER" -> ColumnType.INT64;
      case "FLOAT" -> ColumnType.FLOAT;
      case "DOUBLE", "HUGEINT", "UHUGEINT", "UBIGINT", "DECIMAL" -> ColumnType.DOUBLE;
      case "DATE" -> ColumnType.DATE;
      case "TIME" -> ColumnType.TIME;
      case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> ColumnType.TIMESTAMP;
      case "TIMESTAMP WITH TIME ZONE" -> ColumnType.TIMESTAMP_UTC;
      case "BLOB" -> ColumnType.BINARY;
      case "\"NULL\"", "NULL" -> ColumnType.TEXT;
      default -> throw unwritable(column, sqlType);
    };
  }

  /** A row as a value has a field a column: of its type the beginning is enough. */
  private static UserError unwritable(String column, String sqlType) {
    String advice = "cast it, for example to VARCHAR";
    if (sqlType.endsWith("]")) {
      advice = "make rows of its values with unnest(), or text with array_to_string()";
    } else if (sqlType.startsWith("STRUCT")) {
      advice = "select its fields one by one; for all columns of a table write table.*";
    }
    String type =
        sqlType.length() > MAX_TYPE_LENGTH
            ? sqlType.substring(0, MAX_TYPE_LENGTH) + "..."
            : sqlType;
    return new UserError(
        "column %s of the SQL's result has type %s, which cannot be written; %s"
            .formatted(column, type, advice));
  }
}
