package org.cytobeam.find;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.cytobeam.csv.CsvNames;
import org.cytobeam.format.TableFormat;
import org.cytobeam.format.TableFormats;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.UserError;
import org.cytobeam.sqlite.SqliteFormat;

/**
 * What a query finds in a listing, picked once. Plain Java: the launcher's look at the source and
 * step 1 of the pipeline both use it.
 */
public final class SourceFinder {
  private final SourceListing listing;
  private final SourceQuery query;
  private final ContentLook look;
  private final List<FoundFile> considered;
  private final List<SourceFile> picked;

  private SourceFinder(SourceListing listing, SourceQuery query) {
    this.listing = listing;
    this.query = query;
    this.look = new ContentLook(listing);
    this.considered = query.exclusion().rest(listing.files());
    this.picked =
        query.wanted().isEverything()
            ? everything(query, considered)
            : new WantedFiles(query, listing, look, considered).find();
  }

  /**
   * Searches a listing.
   *
   * @param query whose path is that of the listing
   */
  public static SourceFinder in(SourceListing listing, SourceQuery query) {
    return new SourceFinder(listing, query);
  }

  /** Lists, and gives the {@link #files}. */
  public static List<SourceFile> find(SourceQuery query) {
    return in(SourceListing.of(query.path()), query).files();
  }

  public SourceListing listing() {
    return listing;
  }

  public SourceQuery query() {
    return query;
  }

  /**
   * The wanted files, in order of their relative paths; behind them symbolic links that lead
   * nowhere and might have been folders with more: the index tells of them.
   *
   * @throws UserError if there is none, or if both formats are there and none was chosen
   */
  public List<SourceFile> files() {
    if (considered.isEmpty() && !listing.files().isEmpty()) {
      throw new UserError(
          "no input found at %s: all of its %d files are excluded"
              .formatted(query.path(), listing.files().size()));
    }
    if (picked.isEmpty()) {
      throw nothingFound();
    }
    List<String> formats = picked.stream().map(SourceFile::format).distinct().sorted().toList();
    if (formats.size() > 1) {
      throw new UserError(
          "%s holds %s sources; choose one with --source-datatype"
              .formatted(query.path(), String.join(" and ", formats)));
    }
    return withLinksToNowhere(picked, considered);
  }

  /** Of all {@link #files} together. */
  public long bytes() {
    return files().stream().mapToLong(SourceFile::sizeBytes).sum();
  }

  /** The paths of the files that are left out of consideration. */
  public List<String> excluded() {
    Set<FoundFile> left = new HashSet<>(considered);
    return listing.files().stream()
        .filter(file -> !left.contains(file))
        .map(FoundFile::path)
        .toList();
  }

  /**
   * What a person should know of the search: how many files the exclusion means, of what it does
   * not, and what was not looked into.
   */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    List<String> patterns = query.exclusion().patterns();
    if (!patterns.isEmpty()) {
      int files = listing.files().size() - considered.size();
      notes.add("excluded by --exclude: " + (files == 1 ? "1 file" : files + " files"));
    }
    for (String pattern : patterns) {
      Predicate<String> meant = Exclusion.of(pattern);
      if (listing.files().stream().noneMatch(f -> meant.test(f.relative()))) {
        notes.add("--exclude '%s' matches no file".formatted(pattern));
      }
    }
    if (look.notLookedAt() > 0) {
      notes.add(notLookedAt());
    }
    return notes;
  }

  private static List<SourceFile> withLinksToNowhere(
      List<SourceFile> files, List<FoundFile> listing) {
    List<SourceFile> all = new ArrayList<>(files);
    for (FoundFile file : listing) {
      boolean named = TableFormats.promisedBy(file.name()).isPresent();
      if (file.isNowhere() && !named && ContentLook.isOpen(file)) {
        all.add(file.inFormat(files.get(0).format(), file.relative(), "", files.get(0).group()));
      }
    }
    return all;
  }

  /** All files of the format as one table, named by the common prefix of their names. */
  private static List<SourceFile> everything(SourceQuery query, List<FoundFile> listing) {
    List<FoundFile> files =
        listing.stream()
            .filter(f -> f.sizeBytes() > 0)
            .filter(
                f ->
                    TableFormats.promisedBy(f.name())
                        .map(TableFormat::name)
                        .filter(query.format()::equals)
                        .isPresent())
            .filter(f -> !query.format().equals("csv") || CsvNames.isSurelyTable(f.name()))
            .toList();
    String group =
        commonPrefix(files.stream().map(f -> f.stem().toLowerCase(Locale.ROOT)).toList());
    String format =
        query.format().equals(SqliteFormat.NAME) ? query.sqliteFormat() : query.format();
    return files.stream().map(f -> f.inFormat(format, f.relative(), "", group)).toList();
  }

  private static String commonPrefix(List<String> stems) {
    String prefix =
        stems.stream()
            .reduce(
                (a, b) -> {
                  int mismatch = Arrays.mismatch(a.toCharArray(), b.toCharArray());
                  return mismatch < 0 ? a : a.substring(0, mismatch);
                })
            .orElse("");
    return prefix.isBlank() ? "all_files" : prefix;
  }

  private String notLookedAt() {
    return "%d files were not looked into, since %d before them held nothing; a database among them needs a name that ends in .sqlite, a table of several objects that of its first object (Cells.csv)"
        .formatted(look.notLookedAt(), ContentLook.LOOKS);
  }

  private UserError nothingFound() {
    String format = query.format().isEmpty() ? "CSV or SQLite" : query.format();
    String wanted =
        query.wanted().isEverything()
            ? format + " files"
            : "%s tables named %s (with any prefix that ends in _)"
                .formatted(format, String.join(", ", query.wanted().tags()));
    String left = look.notLookedAt() == 0 ? "" : "; " + notLookedAt();
    return new UserError(
        "no input found at %s: looked for %s; %s%s"
            .formatted(
                query.path(),
                wanted,
                considered.isEmpty()
                    ? FileListing.whyEmpty(query.path())
                    : "there are "
                        + FileListing.some(considered.stream().map(FoundFile::relative).toList()),
                left));
  }
}
