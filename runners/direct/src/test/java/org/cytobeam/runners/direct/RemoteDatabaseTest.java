package org.cytobeam.runners.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.cytobeam.contract.CommandRun;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.PlateSpec;
import org.cytobeam.testkit.SqlitePlate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that is not on a local disk is read where it lies, and gives the same bytes. */
class RemoteDatabaseTest {
  @TempDir private Path folder;

  @BeforeEach
  void writePlate() throws Exception {
    Files.createDirectories(folder.resolve("source"));
    Files.createDirectories(folder.resolve("tmp"));
    SqlitePlate.writeCellProfiler(Plate.of(PlateSpec.irregular()), database(), "MyExpt_");
  }

  private Path database() {
    return folder.resolve("source/plate.sqlite");
  }

  @Test
  void itIsReadWhereItLies() throws Exception {
    convert(CountedFileSystem.of(database()), "remote.parquet").requireDone();
    convert("" + database(), "local.parquet").requireDone();
    assertThat(folder.resolve("remote.parquet"))
        .hasSameBinaryContentAs(folder.resolve("local.parquet"));
    assertThat(Files.list(folder.resolve("tmp"))).isEmpty();
  }

  @Test
  void whatOnlySqliteCanReadIsTold() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER TABLE MyExpt_Per_Nuclei RENAME TO stored");
      statement.execute("CREATE VIEW MyExpt_Per_Nuclei AS SELECT * FROM stored");
    }
    CommandRun run = convert(CountedFileSystem.of(database()), "remote.parquet", "--no-join");
    assertThat(run.requireExit(4).err())
        .contains(
            "plate.sqlite, table MyExpt_Per_Nuclei: only SQLite itself can read this, and only on a"
                + " local disk so far; copy the database there");
  }

  @Test
  void aHotJournalIsRefused() throws Exception {
    Files.write(folder.resolve("source/plate.sqlite-journal"), new byte[] {(byte) 0xd9, 1});
    CommandRun run = convert(CountedFileSystem.of(database()), "remote.parquet");
    assertThat(run.requireExit(3).err())
        .contains("the journal plate.sqlite-journal must be rolled back");
  }

  private CommandRun convert(String source, String destination, String... options) {
    List<String> all =
        new ArrayList<>(List.of("convert", source, "" + folder.resolve(destination)));
    all.add("--temp-dir=" + folder.resolve("tmp"));
    all.addAll(List.of(options));
    return CommandRun.of(all);
  }
}
