package org.cytobeam.sqlite;

import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.cytobeam.sqlite.file.PageSource;
import org.cytobeam.sqlite.file.WriteAheadLog;

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
    try {
      String log = resource + "-wal";
      return sizeBytes(log) <= 0
          ? database
          : WriteAheadLog.over(database, ChannelPageSource.open(log));
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static void refuseHotJournal(String journal) throws IOException {
    if (sizeBytes(journal) <= 0) {
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

  /** The size of a file; -1 if it is not there. Its name is no pattern here. */
  private static long sizeBytes(String resource) throws IOException {
    ResourceId file = FileSystems.matchNewResource(resource, false);
    MatchResult found = FileSystems.matchResources(List.of(file)).get(0);
    return found.status() == MatchResult.Status.OK && !found.metadata().isEmpty()
        ? found.metadata().get(0).sizeBytes()
        : -1;
  }
}
