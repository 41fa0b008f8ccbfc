package org.cytobeam.duckdb;

import java.util.List;
import org.cytobeam.model.Column;

/**
 * A user's SQL, checked and ready for {@link QueryRunner}.
 *
 * @param statement what is run
 * @param columns those of its result, repeated names numbered as DuckDB does
 * @param read for each table the positions of the columns that the statement looks at, ascending;
 *     none where it does not look at the table
 */
public record QueryPlan(String statement, List<Column> columns, List<List<Integer>> read) {}
