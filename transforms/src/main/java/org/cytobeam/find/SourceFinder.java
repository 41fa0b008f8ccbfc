package org.cytobeam.find;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.beam.sdk.io.FileSystems;
import org.cytobeam.format.TableFormat;
import org.cytobeam.format.TableFormats;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.UserError;

/**
 * Picks from a listing the files that hold wanted tables. Plain Java: the launcher's look at the
 * source and step 1 of the pipeline both use it.
 */
public final class SourceFinder {
  private static final int HEAD_BYTES = 512;

  private SourceFinder() {}

  /**
   * The wanted files, in order of their relative paths.
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
    List<SourceFile> files =
        query.wanted().isEverything()
            ? everything(query, listing)
            : wanted(query, listing, listing.size() == 1);
    if (files.isEmpty()) {
      throw nothingFound(query, listing);
    }
    List<String> formats = files.stream().map(SourceFile::format).distinct().sorted().toList();
    if (formats.size() > 1) {
      throw new UserError(
          "%s holds %s sources; choose one with --source-datatype"
              .formatted(query.path(), String.join(" and ", formats)));
    }
    return files;
  }

  /** The paths of the files that are left out of consideration. */
  public static List<String> excluded(SourceQuery query) {
    return list(query, query.exclusion().files()).stream().map(FoundFile::path).toList();
  }

  /** What a person should know of the exclusion: how many files it means, and of what it is not. */
  public static List<String> notes(SourceQuery query) {
    List<String> patterns = query.exclusion().patterns();
    List<String> notes = new ArrayList<>();
    if (!patterns.isEmpty()) {
      int files = excluded(query).size();
      notes.add("excluded by --exclude: " + (files == 1 ? "1 file" : files + " files"));
    }
    for (String pattern : patterns) {
      if (list(query, Exclusion.of(pattern)).isEmpty()) {
        notes.add("--exclude '%s' matches no file".formatted(pattern));
      }
    }
    return notes;
  }

  private static List<FoundFile> list(SourceQuery query, Predicate<String> excluded) {
    return query.exclusion().patterns().isEmpty()
        ? List.of()
        : FileListing.of(query.path()).stream().filter(f -> excluded.test(f.relative())).toList();
  }

  private static List<SourceFile> wanted(
      SourceQuery query, List<FoundFile> listing, boolean byContent) {
    List<SourceFile> files = new ArrayList<>();
    for (FoundFile file : listing) {
      format(file, byContent)
          .filter(f -> query.format().isEmpty() || f.name().equals(query.format()))
          .flatMap(f -> sourceFile(file, f.name(), query.wanted()))
          .ifPresent(files::add);
    }
    return files;
  }

  /** A database may hold several tables, so it is wanted whatever its name; a CSV file by name. */
  private static Optional<SourceFile> sourceFile(FoundFile file, String format, TableNames wanted) {
    if (format.equals("sqlite")) {
      return Optional.of(file.inFormat(format, file.relative(), "", ""));
    }
    return wanted
        .match(file.stem())
        .map(
            match ->
                file.inFormat(format, file.folder() + match.prefix(), match.tag(), match.group()));
  }

  /** All files of the format as one table, named by the common prefix of their names. */
  private static List<SourceFile> everything(SourceQuery query, List<FoundFile> listing) {
    List<FoundFile> files =
        listing.stream()
            .filter(f -> f.sizeBytes() > 0)
            .filter(
                f ->
                    format(f, false)
                        .map(TableFormat::name)
                        .filter(query.format()::equals)
                        .isPresent())
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

  /**
   * One file is told by its content; in a folder of thousands the name must do, but for {@code
   * .db}, which is the name of other things too ({@code Thumbs.db}).
   */
  private static Optional<TableFormat> format(FoundFile file, boolean byContent) {
    Optional<TableFormat> promised = TableFormats.promisedBy(file.name());
    if (!byContent) {
      return promised.filter(f -> !isUncertain(file) || f.recognises(head(file), file.name()));
    }
    return TableFormats.recognise(head(file), file.name()).or(() -> promised);
  }

  private static boolean isUncertain(FoundFile file) {
    return file.name().toLowerCase(Locale.ROOT).endsWith(".db");
  }

  private static byte[] head(FoundFile file) {
    try (ReadableByteChannel channel =
        FileSystems.open(FileSystems.matchNewResource(file.path(), false))) {
      ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
      while (head.hasRemaining() && channel.read(head) >= 0) {
        continue;
      }
      return Arrays.copyOf(head.array(), head.position());
    } catch (IOException e) {
      throw new UserError("cannot read " + file.path() + ": " + e.getMessage(), e);
    }
  }

  private static UserError nothingFound(SourceQuery query, List<FoundFile> listing) {
    String format = query.format().isEmpty() ? "CSV or SQLite" : query.format();
    String wanted =
        query.wanted().isEverything()
            ? format + " files"
            : "%s tables named %s (with any prefix that ends in _)"
                .formatted(format, String.join(", ", query.wanted().tags()));
    return new UserError(
        "no input found at %s: looked for %s; %s"
            .formatted(
                query.path(),
                wanted,
                listing.isEmpty()
                    ? FileListing.whyEmpty(query.path())
                    : "there are "
                        + FileListing.some(listing.stream().map(FoundFile::relative).toList())));
  }
}
