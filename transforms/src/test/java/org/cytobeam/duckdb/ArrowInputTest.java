package org.cytobeam.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrowInputTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsLeftWhetherItWasScannedOrNot(boolean scanned) throws Exception {
    try (RootAllocator allocator = new RootAllocator()) {
      try (DuckDBConnection connection = DuckDb.connect(256L << 20, "");
          BigIntVector vector = new BigIntVector("n", allocator)) {
        vector.allocateNew(1);
        vector.set(0, 7);
        vector.setValueCount(1);
        try (ArrowInput input =
                ArrowInput.register(connection, allocator, "numbers", List.of(vector), 1);
            Statement statement = connection.createStatement()) {
          if (scanned) {
            try (ResultSet result = statement.executeQuery("SELECT sum(n) FROM numbers")) {
              result.next();
              assertThat(result.getLong(1)).isEqualTo(7);
            }
          }
        }
      }
      assertThat(allocator.getAllocatedMemory()).isZero();
    }
  }
}
