package org.cytobeam.duckdb;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.UserError;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELEC * FROM cells"
            + " | Parser Error: syntax error at or near \"SELEC\"; line 1: SELEC * FROM cells",
        "SELECT x,\\n  nope\\nFROM cells"
            + " | Binder Error: Referenced column \"nope\" not found in FROM clause!"
            + " Candidate bindings: \"x\"; line 2: nope",
        "SELECT * FROM read_parquet('cellz.parquet')"
            + " | Catalog Error: Table with name cellz does not exist! Did you mean \"cells\"?;"
            + " line 1: SELECT * FROM \"cellz\"",
      })
  void theUsersLineIsShownAndNothingElse(String sql, String said) throws Exception {
    try (DuckDBConnection connection = DuckDb.connect(256 << 20, folder.toString())) {
      UserQuery query = new UserQuery(connection, sql.replace("\\n", "\n"));
      query.createEmpty("cells", List.of(new Column("x", ColumnType.DOUBLE)));
      assertThatThrownBy(query::run)
          .isInstanceOf(UserError.class)
          .hasMessage("the SQL of the join does not work: " + said);
    }
  }
}
