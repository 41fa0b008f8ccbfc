package org.cytobeam.duckdb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.UserError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELEC * FROM cells"
            + " | Parser Error: syntax error at or near \"SELEC\"; line 1: SELEC * FROM cells",
        "SELECT x,\\n  nope\\nFROM cells"
            + " | Binder Error: Referenced column \"nope\" not found in FROM clause!"
            + " Candidate bindings: \"x\"; line 2: nope",
      })
  void theUsersLineIsShownAndNothingElse(String sql, String said) {
    QueryPlanner planner =
        new QueryPlanner(
            List.of(
                new QueryTable("cells", List.of(new Column("x", ColumnType.DOUBLE))),
                new QueryTable("nuclei", List.of(new Column("y", ColumnType.TEXT)))));
    assertThatThrownBy(() -> planner.plan(sql.replace("\\n", "\n")))
        .isInstanceOf(UserError.class)
        .hasMessage("the SQL of the join does not work: " + said);
  }
}
