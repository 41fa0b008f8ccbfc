package org.cytobeam.sqlite.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a {@code CREATE TABLE} statement as far as the rows of the table need it: the columns'
 * names, declared types and defaults, the primary key, and what the table is.
 *
 * <p>Grammar: <a href="https://www.sqlite.org/lang_createtable.html">lang_createtable.html</a>.
 */
final class CreateTable {
  private static final Set<String> CONSTRAINTS =
      Set.of(
          "CONSTRAINT",
          "PRIMARY",
          "NOT",
          "NULL",
          "UNIQUE",
          "CHECK",
          "DEFAULT",
          "COLLATE",
          "REFERENCES",
          "DEFERRABLE");
  private static final Set<String> TABLE_CONSTRAINTS =
      Set.of("CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN");

  private final String sql;
  private final List<SqlToken> tokens;
  private final List<ColumnDefinition> columns = new ArrayList<>();
  private final List<String> primaryKey = new ArrayList<>();
  private int rowidColumn = -1;
  private boolean hasOtherKeys;
  private int at;

  private CreateTable(String sql) throws DeclinedException {
    this.sql = sql;
    this.tokens = SqlToken.of(sql);
  }

  /**
   * The table that a statement makes.
   *
   * @throws DeclinedException if it has no rowids, computes columns, or is not understood
   */
  static TableDefinition of(SchemaEntry entry) throws DeclinedException {
    CreateTable create = new CreateTable(entry.sql());
    create.parse(entry.name());
    return new TableDefinition(
        entry.name(),
        (int) entry.rootPage(),
        List.copyOf(create.columns),
        create.rowidColumn,
        create.rowidColumn < 0 ? List.copyOf(create.primaryKey) : List.of(),
        create.hasOtherKeys);
  }

  private void parse(String name) throws DeclinedException {
    expect("CREATE");
    if (peekIs("VIRTUAL")) {
      throw new DeclinedException("it is a virtual table");
    }
    expect("TABLE");
    SqlToken named = next();
    if (!named.isName() || !AsciiCase.isSame(named.text(), name)) {
      // SQLite goes by the name in the definition.
      throw new DeclinedException("its definition is of another table: " + named.text());
    }
    expect("(");
    boolean inConstraints = false;
    do {
      List<SqlToken> element = element();
      if (element.isEmpty()) {
        throw unclear();
      }
      SqlToken first = element.get(0);
      inConstraints |=
          first.kind() == SqlToken.Kind.WORD && TABLE_CONSTRAINTS.contains(upper(first));
      if (inConstraints) {
        tableConstraints(element);
      } else {
        column(element);
      }
    } while (next().is(","));
    options();
    if (columns.isEmpty()) {
      throw unclear();
    }
  }

  /** The words up to the comma or bracket that ends a column or constraint, which stays. */
  private List<SqlToken> element() throws DeclinedException {
    List<SqlToken> element = new ArrayList<>();
    int depth = 0;
    while (depth > 0 || !peekIs(",") && !peekIs(")")) {
      SqlToken token = next();
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      element.add(token);
    }
    return element;
  }

  private void options() throws DeclinedException {
    while (at < tokens.size()) {
      SqlToken token = next();
      if (token.is("WITHOUT")) {
        throw new DeclinedException("it is a WITHOUT ROWID table");
      } else if (!token.is("STRICT") && !token.is(",")) {
        throw unclear();
      }
    }
  }

  private void column(List<SqlToken> element) throws DeclinedException {
    SqlToken name = element.get(0);
    if (!name.isName()) {
      throw unclear();
    }
    int typeEnd = typeEnd(element);
    String type = "";
    if (typeEnd > 1) {
      type = sql.substring(element.get(1).start(), element.get(typeEnd - 1).end());
    }
    Object missing = null;
    for (int i = typeEnd; i < element.size(); i++) {
      SqlToken token = element.get(i);
      if (token.is("(")) {
        i = closing(element, i);
      } else if (token.is("AS") || token.is("GENERATED")) {
        throw new DeclinedException("column " + name.text() + " is generated");
      } else if (token.is("DEFAULT") && !element.get(i - 1).is("SET")) {
        missing = DefaultValue.of(element.subList(i + 1, element.size()), Affinity.of(type));
      } else if (token.is("UNIQUE")) {
        hasOtherKeys = true;
      } else if (token.is("PRIMARY")) {
        boolean descending = i + 2 < element.size() && element.get(i + 2).is("DESC");
        primaryKey.add(name.text());
        if (AsciiCase.isSame(type, "INTEGER") && !descending) {
          rowidColumn = columns.size();
        }
      }
    }
    columns.add(new ColumnDefinition(name.text(), type, missing));
  }

  /** How many words of a column's definition are its name and type. */
  private static int typeEnd(List<SqlToken> element) throws DeclinedException {
    int i = 1;
    while (i < element.size()) {
      SqlToken token = element.get(i);
      if (token.kind() == SqlToken.Kind.WORD && CONSTRAINTS.contains(upper(token))) {
        break;
      } else if (token.is("AS") || token.is("GENERATED")) {
        throw new DeclinedException("column " + element.get(0).text() + " is generated");
      } else if (token.is("(") && i > 1) {
        return closing(element, i) + 1;
      } else if (token.kind() != SqlToken.Kind.WORD) {
        throw new DeclinedException(
            "the type of column " + element.get(0).text() + " is not clear: " + token.text());
      }
      i++;
    }
    return i;
  }

  private static int closing(List<SqlToken> element, int open) {
    int depth = 0;
    int i = open;
    do {
      depth += element.get(i).is("(") ? 1 : element.get(i).is(")") ? -1 : 0;
      i++;
    } while (depth > 0);
    return i - 1;
  }

  private void tableConstraints(List<SqlToken> element) throws DeclinedException {
    for (int i = 0; i < element.size(); i++) {
      if (element.get(i).is("(")) {
        i = closing(element, i);
      } else if (element.get(i).is("UNIQUE")) {
        hasOtherKeys = true;
      } else if (element.get(i).is("PRIMARY")) {
        if (i + 2 >= element.size() || !element.get(i + 2).is("(")) {
          throw unclear();
        }
        int end = closing(element, i + 2);
        primaryKey(element.subList(i + 3, end));
        i = end;
      }
    }
  }

  private void primaryKey(List<SqlToken> terms) throws DeclinedException {
    boolean isTerm = true;
    for (SqlToken token : terms) {
      if (isTerm && token.isName()) {
        primaryKey.add(token.text());
      } else if (isTerm || token.is("(")) {
        throw unclear();
      }
      isTerm = token.is(",");
    }
    if (primaryKey.size() != 1) {
      return;
    }
    List<String> names = columns.stream().map(c -> AsciiCase.upper(c.name())).toList();
    int column = names.indexOf(AsciiCase.upper(primaryKey.get(0)));
    if (column < 0) {
      throw unclear();
    }
    if (AsciiCase.isSame(columns.get(column).declaredType(), "INTEGER")) {
      rowidColumn = column;
    }
  }

  private static String upper(SqlToken token) {
    return AsciiCase.upper(token.text());
  }

  private boolean peekIs(String keywordOrSymbol) throws DeclinedException {
    if (at >= tokens.size()) {
      throw unclear();
    }
    return tokens.get(at).is(keywordOrSymbol);
  }

  private SqlToken next() throws DeclinedException {
    if (at >= tokens.size()) {
      throw unclear();
    }
    return tokens.get(at++);
  }

  private void expect(String keywordOrSymbol) throws DeclinedException {
    if (!next().is(keywordOrSymbol)) {
      throw unclear();
    }
  }

  private DeclinedException unclear() {
    String near =
        tokens.stream()
            .skip(Math.max(0, at - 2))
            .limit(4)
            .map(SqlToken::text)
            .collect(Collectors.joining(" "));
    return new DeclinedException("its definition is not understood near: " + near);
  }
}
