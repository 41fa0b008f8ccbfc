package org.cytobeam.find;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.csv.CsvNames;
import org.cytobeam.format.TableFormats;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.UserError;

/**
 * The files below a path, listed once, and what was seen inside them, each looked into once: on
 * object storage both take requests, and all who ask the same listing get the same answers. Files
 * are looked into when they are first asked about, by one thread at a time.
 */
public final class SourceListing {
  /** What was learned of a file: names, or why there are none. */
  private record Answer(List<String> names, IOException failure) {}

  private final String path;
  private final List<FoundFile> files;
  private final Map<String, byte[]> heads = new HashMap<>();
  private final Map<List<String>, Answer> tableNames = new HashMap<>();

  private SourceListing(String path, List<FoundFile> files) {
    this.path = path;
    this.files = files;
  }

  /**
   * Lists a file, a folder with its subfolders, or a glob.
   *
   * @throws UserError if that cannot be; nothing there is no error
   */
  public static SourceListing of(String path) {
    return new SourceListing(path, FileListing.of(path));
  }

  /** As it was given. */
  public String path() {
    return path;
  }

  /** In order of their relative paths. */
  List<FoundFile> files() {
    return files;
  }

  /**
   * All text tables by their names alone, those without a byte too; each has its stem as group.
   *
   * @param texts whether files named {@code .txt} count, which often hold no table
   */
  public List<SourceFile> textTables(Exclusion exclusion, boolean texts) {
    return exclusion.rest(files).stream()
        .filter(f -> texts ? CsvNames.isTable(f.name()) : CsvNames.isSurelyTable(f.name()))
        .map(f -> f.inFormat("csv", f.relative(), "", f.stem()))
        .toList();
  }

  /**
   * The names of the tables inside a file, as its format tells them.
   *
   * @throws IOException if the file cannot be read
   */
  public List<String> tableNames(SourceFile file) throws IOException {
    Answer answer =
        tableNames.computeIfAbsent(List.of(file.format(), file.path()), f -> tablesOf(file));
    if (answer.failure() != null) {
      throw answer.failure();
    }
    return answer.names();
  }

  private static Answer tablesOf(SourceFile file) {
    try {
      return new Answer(TableFormats.named(file.format()).tableNames(file), null);
    } catch (IOException e) {
      return new Answer(List.of(), e);
    }
  }

  /** A file's first bytes. */
  byte[] head(FoundFile file) {
    return heads.computeIfAbsent(file.path(), f -> ContentLook.head(file));
  }
}
