package org.cytobeam.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import net.jqwik.api.lifecycle.PropagationMode;
import org.cytobeam.model.JoinScope;
import org.cytobeam.storage.Storage;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.CytominerOptions;
import org.cytobeam.testkit.CytominerOptions.Nan;
import org.cytobeam.testkit.ExpectedNames;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.PlateSpec.TableNumbers;
import org.cytobeam.testkit.SqlitePlate;
import org.cytobeam.testkit.TableDiff;

/**
 * A user's SQL over random plates of several sources, under every scope, is what one query for each
 * image, source or for everything gives ({@link SqlOracle}). The sources repeat ImageNumbers, and
 * databases TableNumbers too.
 */
@AddLifecycleHook(value = MoreTries.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
public abstract class SqlProperties {
  /** The first six give other rows where images are mixed. */
  private static final List<String> QUERIES =
      List.of(
          "SELECT c.Metadata_ImageNumber, c.Metadata_ObjectNumber, n.Metadata_ObjectNumber AS other,"
              + " n.Nuclei_AreaShape_Area FROM cells c JOIN nuclei n USING (Metadata_ImageNumber)",
          "SELECT a.Metadata_ObjectNumber AS a, b.Metadata_ObjectNumber AS b, a.Cells_AreaShape_Area"
              + " FROM cells a JOIN cells b ON a.Metadata_ImageNumber = b.Metadata_ImageNumber AND"
              + " a.Metadata_ObjectNumber < b.Metadata_ObjectNumber",
          "SELECT count(*) AS n, max(Cells_AreaShape_Area) AS top FROM cells",
          "SELECT Metadata_ObjectNumber, rank() OVER (ORDER BY Cells_AreaShape_Area) AS place,"
              + " count(*) OVER (PARTITION BY Metadata_ImageNumber) AS n FROM cells",
          "SELECT DISTINCT Metadata_ImageNumber FROM cells UNION ALL SELECT -count(*) FROM nuclei",
          "WITH many AS (SELECT Metadata_ImageNumber FROM cells GROUP BY 1 HAVING count(*) > 3)"
              + " SELECT n.* FROM nuclei n SEMI JOIN many USING (Metadata_ImageNumber)",
          "SELECT COLUMNS('Metadata_.*|Cells_Loc.*') FROM cells WHERE Metadata_ObjectNumber < 4",
          "SELECT * EXCLUDE (Metadata_ImageNumber) FROM nuclei",
          "SELECT Cells_Location_Center_X AS x, count(*) AS n, sum(Cells_Location_Center_Y) AS y,"
              + " count(DISTINCT Cells_Location_Center_X > 0) AS u FROM cells GROUP BY 1",
          "SELECT Metadata_TableNumber, count(*) AS n FROM nuclei GROUP BY ALL");

  /** Files with NaN: folders without TableNumber of their own, and databases with. */
  enum Form {
    FOLDERS(TableNumbers.NONE),
    NUMBERED_DATABASES(TableNumbers.INTEGERS),
    NAMED_DATABASES(TableNumbers.TEXT);

    private final TableNumbers tableNumbers;

    Form(TableNumbers tableNumbers) {
      this.tableNumbers = tableNumbers;
    }
  }

  private Path folder;

  /** The name of the runner under test, as {@code --runner=} takes it. */
  protected abstract String runner();

  @BeforeTry
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("property");
    Files.createDirectories(folder.resolve("in"));
  }

  @AfterTry
  void removeFolder() throws IOException {
    Storage.delete(folder.toString());
  }

  @Property(tries = 4, edgeCases = EdgeCasesMode.NONE)
  void aQueryGivesWhatItGivesForEachUnitByItself(
      @ForAll @IntRange(min = 1, max = 1_000_000) int seed,
      @ForAll @IntRange(min = 1, max = 3) int sources,
      @ForAll @IntRange(min = 1, max = 4) int images,
      @ForAll Form form,
      @ForAll JoinScope scope,
      @ForAll @IntRange(max = 9) int query)
      throws Exception {
    boolean database = form != Form.FOLDERS;
    ExpectedNames names = database ? ExpectedNames.JUMP : ExpectedNames.CELLPROFILER_CSV;
    try (SqlOracle oracle = new SqlOracle(names)) {
      for (int source = 0; source < sources; source++) {
        Plate plate = Plate.of(spec(seed + source, images, form));
        oracle.add(plate, write(plate, source, form));
      }
      oracle.finish(form.tableNumbers, sources > 1);
      String sql = usable(QUERIES.get(query), sources > 1 || database);
      for (int threads : new int[] {1, 3}) {
        ParquetRows got = convert(sql, scope, threads, database);
        List<Map<String, Object>> expected = oracle.ask(sql, scope, got.names());
        TableDiff.assertSame(expected, got.rows());
      }
    }
  }

  private static PlateSpec spec(long seed, int images, Form form) {
    PlateSpec spec =
        PlateSpec.small()
            .withSeed(seed)
            .withImages(images)
            .withCells(4, 3)
            .withMissing(0.2, 0.2)
            .withExtraNuclei(2)
            .withEmptyImages(images > 2 ? 1 : 0);
    return form.tableNumbers == TableNumbers.NONE
        ? spec
        : spec.withTableNumbers(form.tableNumbers, 2);
  }

  /** A plate of one source without TableNumber has no such column. */
  private static String usable(String sql, boolean numbered) {
    return numbered ? sql : sql.replace("Metadata_TableNumber", "Metadata_ImageNumber");
  }

  /** Writes a source; gives the TableNumber that is added to it. */
  private Long write(Plate plate, int source, Form form) throws Exception {
    if (form != Form.FOLDERS) {
      SqlitePlate.writeCytominerDatabase(
          plate,
          folder.resolve("in/plate" + source + ".sqlite"),
          CytominerOptions.usual().withNanAs(Nan.TEXT));
      return null;
    }
    Path site = folder.resolve("in/site" + source);
    CsvPlate.write(plate, site);
    return CsvPlate.tableNumber(site);
  }

  private ParquetRows convert(String sql, JoinScope scope, int threads, boolean database)
      throws Exception {
    Path out = folder.resolve("out" + threads + ".parquet");
    String preset = database ? "cellprofiler_sqlite_cpg0016_jump" : "cellprofiler_csv";
    CommandRun.of(
            List.of(
                "convert",
                "" + folder.resolve("in"),
                "" + out,
                "--preset=" + preset,
                "--joins=" + sql,
                "--join-scope=" + scope.name().toLowerCase(Locale.ROOT),
                "--threads=" + threads,
                "--chunk-size=5",
                "--runner=" + runner()))
        .requireDone();
    return ParquetRows.read(out);
  }
}
