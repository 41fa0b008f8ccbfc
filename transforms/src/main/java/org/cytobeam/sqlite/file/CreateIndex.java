package org.cytobeam.sqlite.file;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a {@code CREATE INDEX} statement: the names of the columns.
 *
 * <p>Grammar: <a href="https://www.sqlite.org/lang_createindex.html">lang_createindex.html</a>.
 */
final class CreateIndex {
  private CreateIndex() {}

  /**
   * The columns of an index.
   *
   * @throws DeclinedException if it is over expressions, or some rows only
   */
  static List<String> columns(String sql) throws DeclinedException {
    List<SqlToken> tokens = SqlToken.of(sql);
    int open = 0;
    while (open < tokens.size() && !tokens.get(open).is("(")) {
      open++;
    }
    int last = tokens.size() - 1;
    if (open >= last || !tokens.get(last).is(")")) {
      throw new DeclinedException("it is an index of some rows only, or not understood");
    }
    List<String> columns = new ArrayList<>();
    List<SqlToken> term = new ArrayList<>();
    for (SqlToken token : tokens.subList(open + 1, last + 1)) {
      if (token.is(",") || token == tokens.get(last)) {
        columns.add(column(term));
        term.clear();
      } else {
        term.add(token);
      }
    }
    return columns;
  }

  private static String column(List<SqlToken> term) throws DeclinedException {
    int words = term.size();
    if (words > 1 && (term.get(words - 1).is("ASC") || term.get(words - 1).is("DESC"))) {
      words--;
    }
    boolean isCollated = words == 3 && term.get(1).is("COLLATE") && term.get(2).isName();
    if (words != 1 && !isCollated || !term.get(0).isName()) {
      throw new DeclinedException("it is an index of expressions");
    }
    return term.get(0).text();
  }
}
