package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cytobeam.contract.Damage.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.cytobeam.testkit.ExpectedJoin;
import org.cytobeam.testkit.ExpectedNames;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.SqlitePlate;
import org.cytobeam.testkit.TableDiff;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One plate in every form that a database can have gives one table. */
public abstract class DatabaseFormsContract extends RunnerContract {
  private static final List<String> TABLES = List.of("Image", "Cells", "Nuclei", "Cytoplasm");

  /** How a plate's tables lie in a database. */
  public enum Form {
    /** One Per_Object table. */
    COMBINED,
    /** A Per_Object view, the table behind it under another name. */
    COMBINED_VIEW,
    /** Tables of their own, and a Per_Object view over them. */
    BESIDE_COMBINED_VIEW,
    /** Views named as the tables are expected, over tables of other names. */
    VIEWS,
    /** The same without any index that helps. */
    VIEWS_WITHOUT_INDEX,
    WITHOUT_ROWID
  }

  private Plate plate;

  @BeforeEach
  void writePlate() throws Exception {
    plate = Plate.of(PlateSpec.irregular());
    SqlitePlate.writeCellProfiler(plate, in("tables/plate.sqlite"), "MyExpt_");
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void everyFormGivesTheSameTable(Form form) throws Exception {
    write(form, in("form/plate.sqlite"));
    assertTable(
        ExpectedJoin.of(ExpectedNames.CELLPROFILER_SQLITE_PYCYTOMINER).add("", plate),
        rows(in("form"), "joined.parquet"));
    assertThat(report("joined.parquet").problems())
        .allMatch(problem -> problem.startsWith("fault: "));
    convert(in("form"), out("jdbc.parquet"), "--sqlite-reader=jdbc").requireDone();
    assertThat(out("jdbc.parquet")).hasSameBinaryContentAs(out("joined.parquet"));
    convert(in("tables"), out("tables"), "--no-join").requireDone();
    convert(in("form"), out("form"), "--no-join").requireDone();
    for (String table : TABLES) {
      String file = "/per_%1$s/per_%1$s.parquet".formatted(table.toLowerCase());
      ParquetRows expected = ParquetRows.read(out("tables" + file));
      ParquetRows got = ParquetRows.read(out("form" + file));
      assertThat(got.columns()).isEqualTo(expected.columns());
      TableDiff.assertSame(expected.rows(), got.rows());
    }
  }

  @Test
  void aCombinedTableOfCellsAndNucleiIsJoinedByParents() throws Exception {
    SqlitePlate.writeCombined(plate, in("combined.sqlite"), "MyExpt_");
    String[] some = {"--compartments=cells,nuclei"};
    ParquetRows expected = rows(in("tables"), "tables.parquet", some);
    ParquetRows got = rows(in("combined.sqlite"), "combined.parquet", some);
    assertThat(got.columns()).isEqualTo(expected.columns());
    TableDiff.assertSame(expected.rows(), got.rows());
    assertThat(report("combined.parquet").table("cells"))
        .isEqualTo(report("tables.parquet").table("cells"));
  }

  /** It is wanted by its name, so it is not passed over as if it had never been there. */
  @Test
  void aViewThatFailsIsTold() throws Exception {
    Path database = in("tables/plate.sqlite");
    sql("DROP TABLE MyExpt_Per_Nuclei", "CREATE VIEW MyExpt_Per_Nuclei AS SELECT * FROM gone")
        .to(database);
    String view =
        "plate.sqlite, table MyExpt_Per_Nuclei: the view reads the table gone, which is not there";
    assertThat(convert(database, out("joined.parquet"), "--quiet").requireExit(3).err())
        .isEqualTo(
            "cytobeam: the join needs the table nuclei; there are cells, cytoplasm; left out was "
                + view
                + "; repair that, or name the tables to join with --compartments"
                + System.lineSeparator());
    assertThat(convert(database, out("tables"), "--no-join").requireExit(4).err())
        .contains("quarantined: " + view);
    convert(database, out("some.parquet"), "--compartments=cells,cytoplasm").requireDone();
    SqlitePlate.writeCellProfiler(plate, in("tables/sound.sqlite"), "MyExpt_");
    assertThat(convert(in("tables"), out("both.parquet")).requireExit(4).err())
        .contains("Preset cellprofiler_sqlite_pycytominer", "quarantined: " + view);
  }

  @Test
  void aCombinedViewThatFailsIsToldWhereNothingElseHasObjects() throws Exception {
    SqlitePlate.writeCombined(plate, in("combined.sqlite"), "MyExpt_");
    sql("DROP TABLE MyExpt_Per_Object", "CREATE VIEW MyExpt_Per_Object AS SELECT * FROM gone")
        .to(in("combined.sqlite"));
    assertThat(convert(in("combined.sqlite"), out("images"), "--no-join").requireExit(4).err())
        .contains(
            "quarantined: combined.sqlite, table MyExpt_Per_Object: the view reads the table gone,"
                + " which is not there");
  }

  private void write(Form form, Path file) throws Exception {
    if (form == Form.COMBINED || form == Form.COMBINED_VIEW) {
      SqlitePlate.writeCombined(plate, file, "MyExpt_");
    } else {
      SqlitePlate.writeCellProfiler(plate, file, "MyExpt_");
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : changes(form, statement)) {
        statement.execute(sql);
      }
    }
  }

  private static List<String> changes(Form form, Statement statement) throws SQLException {
    List<String> changes = new ArrayList<>();
    switch (form) {
      case COMBINED -> {}
      case COMBINED_VIEW -> {
        changes.add("ALTER TABLE MyExpt_Per_Object RENAME TO everything");
        changes.add("CREATE VIEW MyExpt_Per_Object AS SELECT * FROM everything");
      }
      case BESIDE_COMBINED_VIEW ->
          changes.add(
              "CREATE VIEW MyExpt_Per_Object AS SELECT * FROM MyExpt_Per_Cells"
                  + " LEFT JOIN MyExpt_Per_Nuclei USING (ImageNumber)");
      case VIEWS, VIEWS_WITHOUT_INDEX -> {
        for (String table : TABLES) {
          String name = "MyExpt_Per_" + table;
          String copy = "CREATE TABLE raw_%s_ AS SELECT * FROM %s ORDER BY random()";
          String rename = "ALTER TABLE %2$s RENAME TO raw_%1$s_";
          changes.add((form == Form.VIEWS ? rename : copy).formatted(table, name));
          if (form == Form.VIEWS_WITHOUT_INDEX) {
            changes.add("DROP TABLE " + name);
          }
          changes.add("CREATE VIEW " + name + " AS SELECT * FROM raw_" + table + "_");
        }
      }
      case WITHOUT_ROWID -> {
        for (String table : TABLES) {
          String name = "MyExpt_Per_" + table;
          changes.add("ALTER TABLE " + name + " RENAME TO old_" + table + "_");
          changes.add(create(statement, name) + " WITHOUT ROWID");
          changes.add("INSERT INTO " + name + " SELECT * FROM old_" + table + "_");
          changes.add("DROP TABLE old_" + table + "_");
        }
      }
    }
    return changes;
  }

  private static String create(Statement statement, String table) throws SQLException {
    String sql = "SELECT sql FROM sqlite_master WHERE name = '" + table + "'";
    try (ResultSet rows = statement.executeQuery(sql)) {
      return rows.getString(1);
    }
  }
}
