package org.cytobeam.sqlite.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A random {@code CREATE TABLE} statement, in all the ways in which one can be written. */
final class RandomTable {
  private static final String[] NAMES = {
    "a",
    "ObjectNumber",
    "Cells_AreaShape_Area",
    "say \"so\"",
    "x y",
    "select",
    "KEY",
    "desc",
    "it's",
    "tick`tock",
    "end]",
    "[open",
    "µm",
    "Ä",
    "ä",
    "名前",
    "😀",
    "1st",
    "a,b",
    "(x)",
    "-- no comment",
    "/* nor this",
    "rowid",
    "oid",
    "order",
    "Check",
    "PRIMARY",
    "integer",
    "_",
    "v$1",
    "without",
    "x",
    "always"
  };
  private static final List<String> BARE =
      List.of("KEY", "desc", "µm", "Ä", "ä", "名前", "😀", "v$1", "without", "always");
  private static final String[] TYPES = {
    "",
    "INTEGER",
    "INT",
    "BIGINT",
    "REAL",
    "DOUBLE PRECISION",
    "FLOAT",
    "TEXT",
    "VARCHAR(10)",
    "DECIMAL ( 10 , 2 )",
    "NUMERIC",
    "BLOB",
    "CLOB",
    "CHARINT",
    "FLOATING POINT",
    "unsigned /* big */ big int",
    "STRING",
    "BOOLEAN",
    "DATETIME",
    "ANY",
    "NATIVE CHARACTER(70)",
    "DECIMAL(+5,-5)",
    "integer",
    "Real",
    "ınt",
    "key"
  };
  private static final String[] STRICT_TYPES = {"INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"};
  private final Random random;
  private final boolean isStrict;
  private final boolean isWithoutRowid;
  private final List<Column> columns = new ArrayList<>();
  private boolean hasKey;
  private boolean isPlain = true;

  /** What a test must know of a column to fill it. */
  record Column(String name, String type, boolean isKey, boolean isGenerated) {}

  private RandomTable(Random random, int columnCount) {
    this.random = random;
    this.isStrict = random.nextInt(8) == 0;
    this.isWithoutRowid = random.nextInt(20) == 0;
    List<String> names = new ArrayList<>(List.of(NAMES));
    for (int i = 0; i < columnCount; i++) {
      String name = i < 12 ? names.remove(random.nextInt(names.size())) : "Column_" + i;
      String[] types = isStrict ? STRICT_TYPES : TYPES;
      columns.add(new Column(name, types[random.nextInt(types.length)], false, false));
    }
  }

  /**
   * The statement and its columns.
   *
   * @param isPlain whether its defaults are what the native reader must understand
   */
  record Statement(
      String sql, List<Column> columns, boolean isWithoutRowid, boolean isStrict, boolean isPlain) {
    boolean isGenerated() {
      return columns.stream().anyMatch(Column::isGenerated);
    }
  }

  /** The definition of a column that is added later. */
  record Added(String sql, Column column, boolean isPlain) {}

  static Statement of(Random random, String name, int columnCount) {
    return new RandomTable(random, columnCount).statement(name);
  }

  private Statement statement(String name) {
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      elements.add(column(i));
    }
    if (!hasKey && (isWithoutRowid || random.nextInt(3) == 0)) {
      elements.add(key());
    }
    if (random.nextInt(5) == 0) {
      elements.add(named() + keyword("CHECK") + "(1 OR (',' > ')'))");
    }
    if (random.nextInt(6) == 0) {
      elements.add(
          keyword("FOREIGN KEY")
              + "("
              + quoted(anyColumn().name())
              + ")"
              + keyword("REFERENCES")
              + quoted("x y")
              + "(b) ON DELETE SET NULL");
    }
    if (random.nextInt(8) == 0) {
      elements.add(named() + keyword("UNIQUE") + "(" + quotedList(1) + ")");
    }
    String end = isStrict ? keyword("STRICT") : "";
    if (isWithoutRowid) {
      end += (isStrict ? "," : "") + keyword("WITHOUT ROWID");
    }
    String body = String.join(space() + "," + space(), elements);
    String sql =
        keyword("CREATE TABLE") + quoted(name) + space() + "(" + space() + body + ")" + end;
    return new Statement(sql.strip(), columns, isWithoutRowid, isStrict, isPlain);
  }

  private String column(int index) {
    Column column = columns.get(index);
    StringBuilder sql = new StringBuilder(quoted(column.name())).append(space());
    String type = column.type();
    sql.append(random.nextInt(4) == 0 ? anyCase(type) : type);
    boolean isKey = !hasKey && random.nextInt(6) == 0;
    boolean isGenerated = !isKey && index > 0 && random.nextInt(60) == 0;
    for (int i = random.nextInt(3); i > 0; i--) {
      sql.append(space()).append(constraint(isGenerated, type));
    }
    if (isKey) {
      sql.append(named()).append(keyword("PRIMARY KEY"));
      sql.append(anyOf("", "", keyword("ASC"), keyword("DESC")));
      sql.append(anyOf("", "", keyword("ON CONFLICT REPLACE")));
      hasKey = true;
    } else if (isGenerated) {
      sql.append(anyOf("", keyword("GENERATED ALWAYS"))).append(keyword("AS")).append("(1 + 1)");
      sql.append(anyOf("", keyword("STORED"), keyword("VIRTUAL")));
    }
    columns.set(index, new Column(column.name(), type, isKey, isGenerated));
    return sql.toString();
  }

  private String constraint(boolean isGenerated, String type) {
    return named()
        + switch (random.nextInt(7)) {
          case 0 -> keyword("NOT NULL") + anyOf("", keyword("ON CONFLICT IGNORE"));
          case 1 -> keyword("NULL");
          case 2 -> keyword("COLLATE") + anyOf("NOCASE", "\"binary\"", "rtrim");
          case 3 ->
              keyword("REFERENCES")
                  + anyOf("p(\"r\")", "'p'", "[p q]")
                  + anyOf("", keyword("ON UPDATE SET DEFAULT"), " MATCH FULL")
                  + anyOf("", keyword("NOT DEFERRABLE INITIALLY DEFERRED"));
          case 4 -> keyword("CHECK") + "(length('(' || ')') > 1 /* ) */)";
          case 5 -> isGenerated ? keyword("NULL") : keyword("UNIQUE");
          default -> isGenerated ? keyword("NULL") : defaultOf(type);
        };
  }

  private String defaultOf(String type) {
    RandomDefault value = RandomDefault.of(random, type);
    isPlain &= value.isPlain();
    return keyword("DEFAULT") + value.sql();
  }

  private String key() {
    hasKey = true;
    int count = Math.min(columns.size(), 1 + random.nextInt(2) * random.nextInt(3));
    List<Integer> places = random.ints(0, columns.size()).distinct().limit(count).boxed().toList();
    for (int place : places) {
      Column column = columns.get(place);
      columns.set(place, new Column(column.name(), column.type(), true, column.isGenerated()));
    }
    String terms =
        places.stream()
            .map(p -> quoted(columns.get(p).name()) + anyOf("", keyword("DESC"), " COLLATE nocase"))
            .collect(Collectors.joining(space() + "," + space()));
    return named() + keyword("PRIMARY KEY") + "(" + terms + ")";
  }

  private Column anyColumn() {
    return columns.get(random.nextInt(columns.size()));
  }

  private String quotedList(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> quoted(anyColumn().name()))
        .collect(Collectors.joining(","));
  }

  private String named() {
    return random.nextInt(5) == 0
        ? keyword("CONSTRAINT") + anyOf("\"PRIMARY\"", "[UNIQUE]", "c1", "'default'") + space()
        : " ";
  }

  /** A name in any quotes that it can have, or in none. */
  private String quoted(String name) {
    boolean isBare = name.matches("[A-Za-z_][A-Za-z_0-9]*") && !isReserved(name);
    switch (random.nextInt(6)) {
      case 0:
        return '`' + name.replace("`", "``") + '`';
      case 1:
        return name.contains("]") ? quotedTwice(name) : '[' + name + ']';
      case 2:
        return '\'' + name.replace("'", "''") + '\'';
      case 3:
        return quotedTwice(name);
      default:
        return isBare || BARE.contains(name) ? name : quotedTwice(name);
    }
  }

  private static boolean isReserved(String name) {
    return List.of("select", "order", "check", "primary").contains(name.toLowerCase(Locale.ROOT));
  }

  private static String quotedTwice(String name) {
    return ReferenceDatabase.quoted(name);
  }

  private String keyword(String words) {
    return space() + anyCase(words).replace(" ", space()) + space();
  }

  private String anyCase(String words) {
    return switch (random.nextInt(4)) {
      case 0 -> words.toLowerCase(Locale.ROOT);
      case 1 ->
          words.substring(0, words.length() / 2).toLowerCase(Locale.ROOT)
              + words.substring(words.length() / 2);
      default -> words;
    };
  }

  private String space() {
    return random.nextInt(4) > 0
        ? " "
        : anyOf(
            "\n", "\t ", "/* , ( ' \" */", " -- it's ) , (\n", "\r\n", "\f", "/**/", " \uFEFF ");
  }

  private String anyOf(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  static Added added(Random random, String name, boolean isStrict) {
    RandomTable table = new RandomTable(random, 0);
    String type = table.anyOf(isStrict ? STRICT_TYPES : TYPES);
    String sql = table.quoted(name) + table.space() + type + table.space();
    sql += table.anyOf("", table.defaultOf(type), table.defaultOf(type));
    sql += table.anyOf("", table.keyword("COLLATE") + "nocase");
    return new Added(sql, new Column(name, type, false, false), table.isPlain);
  }
}
