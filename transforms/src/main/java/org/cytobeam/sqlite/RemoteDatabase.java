package org.cytobeam.sqlite;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.cytobeam.sqlite.file.PageSource;
import org.cytobeam.sqlite.file.WriteAheadLog;
import org.cytobeam.storage.Storage;

/** A database on one of Beam's file systems, read where it lies. */
final class RemoteDatabase {
  private RemoteDatabase() {}

  /**
   * Its pages, with those of a write-ahead log beside it.
   *
   * @throws BadDatabaseException if a journal beside it must be rolled back first
   */
  static PageSource open(String resource) throws IOException {
    refuseHotJournal(resource + "-journal");
    PageSource database = ChannelPageSource.open(resource);
    String log = resource + "-wal";
    if (Storage.match(log).isEmpty()) {
      return database;
    }
    try {
      return WriteAheadLog.over(database, ChannelPageSource.open(log));
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static void refuseHotJournal(String journal) throws IOException {
    List<MatchResult.Metadata> found = Storage.match(journal);
    if (found.isEmpty() || found.get(0).sizeBytes() == 0) {
      return;
    }
    byte[] first = new byte[1];
    try (PageSource source = ChannelPageSource.open(journal)) {
      source.read(0, first, 0, 1);
    }
    if (first[0] != 0) {
      throw DatabaseFile.hotJournal(journal.substring(journal.lastIndexOf('/') + 1));
    }
  }
}
