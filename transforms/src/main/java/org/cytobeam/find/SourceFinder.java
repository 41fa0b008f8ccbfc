package org.cytobeam.find;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.cytobeam.csv.CsvNames;
import org.cytobeam.format.TableFormat;
import org.cytobeam.format.TableFormats;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.UserError;

/**
 * Picks from a listing the files that hold wanted tables. Plain Java: the launcher's look at the
 * source and step 1 of the pipeline both use it.
 */
public final class SourceFinder {
  private SourceFinder() {}

  /**
   * The wanted files, in order of their relative paths; behind them symbolic links that lead
   * nowhere and might have been folders with more: the index tells of them.
   *
   * @throws UserError if there is none, or if both formats are there and none was chosen
   */
  public static List<SourceFile> find(SourceQuery query) {
    Predicate<String> excluded = query.exclusion().files();
    List<FoundFile> all = FileListing.of(query.path());
    List<FoundFile> listing = all.stream().filter(f -> !excluded.test(f.relative())).toList();
    if (listing.isEmpty() && !all.isEmpty()) {
      throw new UserError(
          "no input found at %s: all of its %d files are excluded"
              .formatted(query.path(), all.size()));
    }
    ContentLook look = new ContentLook();
    List<SourceFile> files =
        query.wanted().isEverything()
            ? everything(query, listing)
            : new WantedFiles(query, look, listing).find();
    if (files.isEmpty()) {
      throw nothingFound(query, listing, look);
    }
    List<String> formats = files.stream().map(SourceFile::format).distinct().sorted().toList();
    if (formats.size() > 1) {
      throw new UserError(
          "%s holds %s sources; choose one with --source-datatype"
              .formatted(query.path(), String.join(" and ", formats)));
    }
    return withLinksToNowhere(files, listing);
  }

  /**
   * All text tables by their names alone, those without a byte too; each has its stem as group.
   *
   * @param texts whether files named {@code .txt} count, which often hold no table
   */
  public static List<SourceFile> textTables(String path, Exclusion exclusion, boolean texts) {
    Predicate<String> excluded = exclusion.files();
    return FileListing.of(path).stream()
        .filter(f -> !excluded.test(f.relative()))
        .filter(f -> texts ? CsvNames.isTable(f.name()) : CsvNames.isSurelyTable(f.name()))
        .map(f -> f.inFormat("csv", f.relative(), "", f.stem()))
        .toList();
  }

  /** The paths of the files that are left out of consideration. */
  public static List<String> excluded(SourceQuery query) {
    return query.exclusion().patterns().isEmpty()
        ? List.of()
        : FileListing.of(query.path()).stream()
            .filter(f -> query.exclusion().files().test(f.relative()))
            .map(FoundFile::path)
            .toList();
  }

  /**
   * What a person should know of the search: how many files the exclusion means, of what it does
   * not, and what was not looked into.
   */
  public static List<String> notes(SourceQuery query) {
    List<FoundFile> all = FileListing.of(query.path());
    Predicate<String> excluded = query.exclusion().files();
    List<FoundFile> listing = all.stream().filter(f -> !excluded.test(f.relative())).toList();
    List<String> notes = new ArrayList<>();
    List<String> patterns = query.exclusion().patterns();
    if (!patterns.isEmpty()) {
      int files = all.size() - listing.size();
      notes.add("excluded by --exclude: " + (files == 1 ? "1 file" : files + " files"));
    }
    for (String pattern : patterns) {
      Predicate<String> meant = Exclusion.of(pattern);
      if (all.stream().noneMatch(f -> meant.test(f.relative()))) {
        notes.add("--exclude '%s' matches no file".formatted(pattern));
      }
    }
    if (!query.wanted().isEverything()) {
      ContentLook look = new ContentLook();
      new WantedFiles(query, look, listing).find();
      if (look.notLookedAt() > 0) {
        notes.add(notLookedAt(look));
      }
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
    return files.stream().map(f -> f.inFormat(query.format(), f.relative(), "", group)).toList();
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

  private static String notLookedAt(ContentLook look) {
    return "%d files were not looked into, since %d before them held nothing; a database among them needs a name that ends in .sqlite"
        .formatted(look.notLookedAt(), ContentLook.LOOKS);
  }

  private static UserError nothingFound(
      SourceQuery query, List<FoundFile> listing, ContentLook look) {
    String format = query.format().isEmpty() ? "CSV or SQLite" : query.format();
    String wanted =
        query.wanted().isEverything()
            ? format + " files"
            : "%s tables named %s (with any prefix that ends in _)"
                .formatted(format, String.join(", ", query.wanted().tags()));
    String left = look.notLookedAt() == 0 ? "" : "; " + notLookedAt(look);
    return new UserError(
        "no input found at %s: looked for %s; %s%s"
            .formatted(
                query.path(),
                wanted,
                listing.isEmpty()
                    ? FileListing.whyEmpty(query.path())
                    : "there are "
                        + FileListing.some(listing.stream().map(FoundFile::relative).toList()),
                left));
  }
}
