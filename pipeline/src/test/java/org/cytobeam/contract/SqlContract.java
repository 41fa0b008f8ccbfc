package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.CytominerOptions;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.Plate.Numbering;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.PlateSpec.TableNumbers;
import org.cytobeam.testkit.SqlitePlate;
import org.cytobeam.testkit.TableDiff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A user's SQL under each scope. The oracle is DuckDB over the tables that {@code --no-join}
 * writes, asked once for each image, source or once for everything, by a loop of the test's own.
 */
public abstract class SqlContract extends RunnerContract {
  private static final String KEYS = "Metadata_TableNumber, Metadata_ImageNumber";

  /** What a query may do to its tables; two of them join on ImageNumber alone. */
  private static final List<String> QUERIES =
      List.of(
          "SELECT "
              + KEYS
              + ", count(*) AS n, CAST(sum(Cells_AreaShape_Area) AS DOUBLE) AS s FROM cells GROUP BY ALL",
          "SELECT count(*) AS n, max(Metadata_ObjectNumber) AS top FROM cells",
          "SELECT " + KEYS + ", Metadata_ObjectNumber, row_number() OVER () AS place FROM cells",
          "SELECT "
              + KEYS
              + ", Metadata_ObjectNumber, rank() OVER (ORDER BY Cells_AreaShape_Area)"
              + " AS place, lag(Metadata_ObjectNumber) OVER (ORDER BY Metadata_TableNumber, Metadata_ImageNumber,"
              + " Metadata_ObjectNumber) AS previous FROM cells",
          "SELECT c.Metadata_ImageNumber, c.Metadata_ObjectNumber, n.Metadata_ObjectNumber AS other"
              + " FROM cells c JOIN nuclei n ON c.Metadata_ImageNumber = n.Metadata_ImageNumber",
          "SELECT a.Metadata_ObjectNumber AS a, b.Metadata_ObjectNumber AS b FROM cells a JOIN cells b"
              + " USING (Metadata_ImageNumber) WHERE a.Metadata_ObjectNumber < b.Metadata_ObjectNumber",
          "SELECT * EXCLUDE (Metadata_ImageNumber) REPLACE (Cells_AreaShape_Area / 2 AS"
              + " Cells_AreaShape_Area) FROM 'cells.parquet' WHERE Metadata_ObjectNumber > 2",
          "SELECT COLUMNS('Cells_Area.*') FROM read_parquet(['cells.parquet'])",
          "WITH big AS (SELECT * FROM cells WHERE Metadata_ObjectNumber >= (SELECT"
              + " avg(Metadata_ObjectNumber) FROM cells)) SELECT DISTINCT Metadata_ImageNumber, 'x' AS"
              + " t FROM big UNION ALL SELECT Metadata_ObjectNumber, NULL FROM nuclei",
          "SELECT Metadata_ImageNumber, Metadata_ObjectNumber FROM cells NATURAL JOIN (SELECT"
              + " Metadata_ImageNumber, Metadata_ObjectNumber FROM nuclei)",
          "SELECT Metadata_ObjectNumber FROM cells ORDER BY Cells_AreaShape_Area,"
              + " Metadata_ObjectNumber LIMIT 2");

  @ParameterizedTest
  @ValueSource(strings = {"image", "source", "all"})
  void eachScopeGivesWhatOneQueryForEachUnitGives(String scope) throws Exception {
    Plate sites = Plate.of(PlateSpec.irregular().withImagesWithoutRow(0));
    CsvPlate.writeSites(sites, in("sites"), Numbering.RESTARTED);
    assertQueries(in("sites"), scope, scope.equals("source") ? "Metadata_TableNumber" : KEYS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image", "source", "all"})
  void soForWellsInOneDatabase(String scope) throws Exception {
    SqlitePlate.writeCytominerDatabase(
        Plate.of(PlateSpec.irregular().withTableNumbers(TableNumbers.INTEGERS, 2)),
        in("wells.sqlite"),
        CytominerOptions.usual());
    assertQueries(in("wells.sqlite"), scope, scope.equals("source") ? "''" : KEYS);
  }

  private void assertQueries(Path source, String scope, String unitColumns) throws Exception {
    String preset =
        "--preset="
            + (("" + source).endsWith("sqlite")
                ? "cellprofiler_sqlite_cpg0016_jump"
                : "cellprofiler_csv");
    convert(source, out("tables"), "--no-join", preset).requireDone();
    int number = 0;
    for (String query : QUERIES) {
      String file = "joined" + number++ + ".parquet";
      ParquetRows got =
          rows(source, file, "--joins", query, preset, "--join-scope=" + scope, "--threads=3");
      List<Map<String, Object>> expected = new ArrayList<>();
      for (String unit : units(scope, unitColumns)) {
        expected.addAll(oracle(query, unit, got.names()));
      }
      assertThat(expected).as(query).isNotEmpty();
      TableDiff.assertSame(expected, got.rows());
    }
  }

  /** For each unit, in order, the condition that its rows fulfil. */
  private List<String> units(String scope, String columns) throws Exception {
    if (scope.equals("all") || columns.equals("''")) {
      return List.of("true");
    }
    List<String> units = new ArrayList<>();
    List<String> tables = names(out("tables"));
    StringBuilder all = new StringBuilder();
    for (String table : tables) {
      all.append(all.length() == 0 ? "" : " UNION ")
          .append("SELECT ")
          .append(columns)
          .append(" FROM '")
          .append(out("tables/" + table + "/" + table + ".parquet"))
          .append("'");
    }
    for (Map<String, Object> row :
        ParquetRows.query(inOrder("" + all, columns.contains(",") ? "1, 2" : "1")).rows()) {
      List<String> conditions = new ArrayList<>();
      row.forEach((name, value) -> conditions.add(name + " = " + value));
      units.add(String.join(" AND ", conditions));
    }
    return units;
  }

  /** Sources come in order of their paths, in which their image tables are written. */
  private String inOrder(String units, String keys) throws Exception {
    return "SELECT u.* FROM ("
        + units
        + ") u LEFT JOIN (SELECT Metadata_TableNumber AS t, min(file_row_number) AS place FROM"
        + " read_parquet('"
        + out("tables/image/image.parquet")
        + "', file_row_number = true) GROUP BY 1) ON t = Metadata_TableNumber ORDER BY"
        + (Files.isDirectory(in("sites")) ? " place, " : " ")
        + keys;
  }

  private List<Map<String, Object>> oracle(String query, String unit, List<String> order)
      throws Exception {
    String text =
        query.replace("'cells.parquet'", "cells").replace("read_parquet([cells])", "cells");
    StringBuilder with = new StringBuilder();
    for (String table : names(out("tables"))) {
      with.append(with.length() == 0 ? "WITH " : ", ")
          .append(
              "%s AS (SELECT * FROM '%s' WHERE %s)"
                  .formatted(table, out("tables/" + table + "/" + table + ".parquet"), unit));
    }
    List<String> columns =
        new ArrayList<>(
            List.of("Metadata_TableNumber", "Metadata_ImageNumber", "Metadata_ObjectNumber"));
    columns.retainAll(order);
    order.stream().filter(Predicate.not(columns::contains)).forEach(columns::add);
    String selected = String.join(", ", order.stream().map(c -> '"' + c + '"').toList());
    String sorted =
        String.join(", ", columns.stream().map(c -> '"' + c + "\" NULLS LAST").toList());
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Map<String, Object> row :
        ParquetRows.query(with + " SELECT " + selected + " FROM (" + text + ") ORDER BY " + sorted)
            .rows()) {
      rows.add(new LinkedHashMap<>(row));
    }
    return rows;
  }

  @Test
  void aJoinOnImageNumberAloneIsTheJoinOnTheWholeKey() throws Exception {
    Plate sites = Plate.of(PlateSpec.small().withImages(4));
    CsvPlate.writeSites(sites, in("sites"), Numbering.RESTARTED);
    String join =
        "SELECT c.*, n.* EXCLUDE (Metadata_TableNumber, Metadata_ImageNumber, Metadata_ObjectNumber)"
            + " FROM cells c JOIN nuclei n ON c.Metadata_ImageNumber = n.Metadata_ImageNumber AND"
            + " c.Metadata_ObjectNumber = n.Metadata_ObjectNumber";
    ParquetRows short_ = rows(in("sites"), "short.parquet", "--joins", join);
    ParquetRows whole =
        rows(
            in("sites"),
            "whole.parquet",
            "--joins",
            join + " AND c.Metadata_TableNumber = n.Metadata_TableNumber",
            "--join-scope=all");
    assertThat(short_.columns()).isEqualTo(whole.columns());
    TableDiff.assertSame(
        whole.rows().stream().sorted(SqlContract::bySource).toList(),
        short_.rows().stream().sorted(SqlContract::bySource).toList());
  }

  private static int bySource(Map<String, Object> a, Map<String, Object> b) {
    return Long.compare((Long) a.get("Metadata_TableNumber"), (Long) b.get("Metadata_TableNumber"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"image", "source", "all"})
  void threadsAndPartitionsChangeNoByteAndWritersNoRow(String scope) throws Exception {
    CsvPlate.writeSites(
        Plate.of(PlateSpec.irregular().withImagesWithoutRow(0)), in("sites"), Numbering.RESTARTED);
    List<String> options =
        List.of(
            "--joins",
            "SELECT c.*, d.Metadata_ObjectNumber AS Other, count(*) OVER () AS n FROM cells c JOIN cells d USING (Metadata_ImageNumber)",
            "--join-scope=" + scope);
    run("one.parquet", options, "--threads=1");
    run("four.parquet", options, "--threads=4");
    run("data.parquet", options, "--exchange=data");
    assertThat(out("four.parquet")).hasSameBinaryContentAs(out("one.parquet"));
    assertThat(out("data.parquet")).hasSameBinaryContentAs(out("one.parquet"));
    run("cut.parquet", options, "--chunk-size=3");
    run("records.parquet", options, "--sink=parquetio");
    ParquetRows one = ParquetRows.read(out("one.parquet"));
    for (String other : List.of("cut.parquet", "records.parquet")) {
      TableDiff.assertSame(one.rows(), ParquetRows.read(out(other)).rows());
    }
  }

  private void run(String file, List<String> options, String option) throws Exception {
    List<String> all = new ArrayList<>(options);
    all.add(option);
    convert(in("sites"), out(file), all.toArray(String[]::new)).requireDone();
  }

  @Test
  void theScopeIsInTheReportAndInTheFile() throws Exception {
    CsvPlate.write(Plate.of(PlateSpec.small()), in("plate"));
    rows(in("plate"), "a.parquet", "--joins=SELECT * FROM cells", "--join-scope=source");
    assertThat(report("a.parquet").result().at("/options/joinScope").asText()).isEqualTo("source");
    assertThat(report("a.parquet").result().get("join").asText())
        .isEqualTo("the SQL given, once for each source");
    assertThat(report("a.parquet").result().get("reconciled").asBoolean()).isFalse();
    String metadata =
        "SELECT decode(value) AS v FROM parquet_kv_metadata('"
            + out("a.parquet")
            + "') WHERE"
            + " decode(key) = 'cytobeam-options'";
    assertThat(ParquetRows.query(metadata).rows().get(0).get("v").toString())
        .contains("\"joinScope\":\"source\"");
  }

  @Test
  void whatCannotBeDoneIsSaidBeforeAnythingIsRead() throws Exception {
    CsvPlate.write(Plate.of(PlateSpec.small().withFeatures(200).withCells(900, 0)), in("plate"));
    CommandRun large =
        convert(
            in("plate"),
            out("a.parquet"),
            "--joins=SELECT * FROM cells, nuclei",
            "--join-scope=all",
            "--memory=4M");
    large.requireExit(3);
    assertThat(large.err())
        .contains("with --join-scope all one query would see everything: ")
        .contains("there are 4 MB for it; give more with --memory, write SQL that looks at fewer");
    convert(
            in("plate"),
            out("b.parquet"),
            "--joins=SELECT Metadata_ImageNumber, count(*) AS n FROM cells GROUP BY 1",
            "--join-scope=all",
            "--memory=4M")
        .requireDone();
    CommandRun useless = convert(in("plate"), out("c.parquet"), "--join-scope=all");
    useless.requireExit(2);
    assertThat(useless.err()).contains("--join-scope all is for SQL given with --joins");
    convert(in("plate"), out("c.parquet"), "--joins=SELECT 1", "--join-scope=plate").requireExit(2);
    CommandRun failed =
        convert(
            in("plate"),
            out("d.parquet"),
            "--joins=SELECT CAST('x' || Metadata_ObjectNumber AS BIGINT) AS n FROM cells");
    failed.requireExit(3);
    assertThat(failed.err())
        .contains(
            "the SQL of the join does not work for image ", "Conversion Error: Could not convert");
  }
}
