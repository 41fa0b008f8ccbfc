package org.cytobeam.join;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.cytobeam.duckdb.ArrowInput;
import org.cytobeam.read.PartitionTable;
import org.cytobeam.schema.JoinLink;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.TableSchema;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;

/** Joins keys and row numbers in DuckDB, then gathers the wide columns by them. */
final class KeyedRows implements RowSource {
  private static final int BATCH_ROWS = 1 << 16;

  private final OutputSchema schema;
  private final DuckDBConnection connection;
  private final BufferAllocator allocator;
  private final JoinSql sql;

  KeyedRows(OutputSchema schema, DuckDBConnection connection, BufferAllocator allocator) {
    this.schema = schema;
    this.connection = connection;
    this.allocator = allocator;
    this.sql = new JoinSql(schema.join());
  }

  @Override
  public void write(Partition partition, RowGroupOutput output, Tally tally)
      throws IOException, SQLException {
    Map<String, Integer> rejected = new HashMap<>();
    KeyFaults faults = new KeyFaults(partition.images());
    for (int i = 0; i < sql.tags().size(); i++) {
      String tag = sql.tags().get(i);
      rejected.put(tag, load(i, partition.table(tag), faults));
    }
    for (JoinLink link : schema.join().links()) {
      findUnknownParents(link, partition.table(link.child()), faults);
    }
    RowMap rows = run();
    tally.faults(faults);
    count(partition, rows, rejected, tally);
    try (OutputColumns columns = new OutputColumns(partition, allocator)) {
      output.append("", columns.gather(schema.output("").columns(), rows), rows.size());
    }
  }

  /** Gives a table's keys to DuckDB as {@code k<number>}; tells how many rows were rejected. */
  private int load(int number, PartitionTable table, KeyFaults faults) throws SQLException {
    TableSchema columns = schema.table(table.tag());
    boolean image = number >= sql.compartments();
    int object = image ? -1 : columns.indexOf(columns.keys().objectNumber());
    List<JoinLink> links = sql.linksFrom(table.tag());
    List<Integer> parents = links.stream().map(l -> columns.indexOf(l.parentColumn())).toList();
    KeyTable.Spec spec = new KeyTable.Spec(object, links, parents, number > 0);
    try (KeyTable keys = KeyTable.of(allocator, table, spec, faults);
        ArrowInput input =
            ArrowInput.register(connection, allocator, "key_input", keys.vectors(), keys.rows());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE OR REPLACE TEMP TABLE k" + number + " AS FROM key_input");
      return keys.rejected();
    }
  }

  private void findUnknownParents(JoinLink link, PartitionTable child, KeyFaults faults)
      throws SQLException {
    int column = schema.table(link.child()).indexOf(link.parentColumn());
    try (Statement statement = connection.createStatement();
        ResultSet unknown = statement.executeQuery(sql.unknownParents(link))) {
      while (unknown.next()) {
        int row = unknown.getInt(1);
        faults.add(
            KeyFault.Kind.PARENT_UNKNOWN,
            link.child(),
            link.parentColumn(),
            link.target(),
            child.images()[row],
            () -> KeyTable.describe(child.batch().vector(column), row));
      }
    }
  }

  private RowMap run() throws SQLException, IOException {
    int tables = sql.tags().size();
    int[][] columns = new int[tables + 1][0];
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql.text());
        ArrowReader reader =
            (ArrowReader)
                result.unwrap(DuckDBResultSet.class).arrowExportStream(allocator, BATCH_ROWS)) {
      while (reader.loadNextBatch()) {
        List<FieldVector> vectors = reader.getVectorSchemaRoot().getFieldVectors();
        for (int c = 0; c <= tables; c++) {
          columns[c] = append(columns[c], (IntVector) vectors.get(c));
        }
      }
    }
    List<int[]> rows = new ArrayList<>(Arrays.asList(columns).subList(1, tables + 1));
    return new RowMap(sql.tags(), columns[0], rows);
  }

  private static int[] append(int[] start, IntVector more) {
    int[] all = Arrays.copyOf(start, start.length + more.getValueCount());
    for (int i = 0; i < more.getValueCount(); i++) {
      all[start.length + i] = more.isNull(i) ? -1 : more.get(i);
    }
    return all;
  }

  private void count(Partition partition, RowMap rows, Map<String, Integer> rejected, Tally tally) {
    int[] anchor = rows.rows().get(0);
    BitSet complete = new BitSet();
    for (int i = 0; i < rows.size(); i++) {
      if (anchor[i] >= 0 && hasAllPartners(rows, i)) {
        complete.set(anchor[i]);
      }
    }
    for (int t = 0; t < rows.tags().size(); t++) {
      String tag = rows.tags().get(t);
      BitSet matched = t == 0 ? complete : found(rows.rows().get(t), anchor);
      int read = partition.table(tag).rows();
      int refused = rejected.get(tag);
      tally.count(
          new TableCount(
              tag, read, matched.cardinality(), read - refused - matched.cardinality(), refused));
    }
    for (PartitionTable table : partition.tables()) {
      if (!rows.tags().contains(table.tag())) {
        // The join leaves this table out, so all its rows lack a partner.
        tally.count(new TableCount(table.tag(), table.rows(), 0, table.rows(), 0));
      }
      tally.read(table);
    }
  }

  private boolean hasAllPartners(RowMap rows, int row) {
    for (int t = 1; t < sql.compartments(); t++) {
      if (rows.rows().get(t)[row] < 0) {
        return false;
      }
    }
    return true;
  }

  private static BitSet found(int[] rows, int[] anchor) {
    BitSet found = new BitSet();
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] >= 0 && anchor[i] >= 0) {
        found.set(rows[i]);
      }
    }
    return found;
  }
}
