package org.cytobeam.find;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cytobeam.format.TableFormat;
import org.cytobeam.format.TableFormats;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.SourceFile;
import org.cytobeam.sqlite.SqliteFormat;

/**
 * The files of a listing that hold wanted tables.
 *
 * <p>A text table is wanted by its name; where no object table of a folder is, by a second header
 * row with wanted objects. A database may hold several tables, so every one is wanted.
 */
final class WantedFiles {
  private static final String CSV = "csv";

  /** What CellProfiler writes beside every image table, and never holds objects. */
  private static final TableNames EXPERIMENT = new TableNames(List.of("experiment"), List.of());

  private final SourceQuery query;
  private final SourceListing listing;
  private final ContentLook look;
  private final List<FoundFile> files;
  private final Set<String> foldersWithObjects = new HashSet<>();
  private final Map<String, Set<String>> prefixes = new HashMap<>();

  /**
   * @param files those of the listing that are not excluded
   */
  WantedFiles(SourceQuery query, SourceListing listing, ContentLook look, List<FoundFile> files) {
    this.query = query;
    this.listing = listing;
    this.look = look;
    this.files = files;
  }

  /** The wanted files, in order of their relative paths. */
  List<SourceFile> find() {
    Map<FoundFile, SourceFile> found = new HashMap<>();
    List<FoundFile> unnamed = new ArrayList<>();
    for (FoundFile file : files) {
      String format = format(file).map(TableFormat::name).orElse("");
      if (!query.format().isEmpty() && !query.format().equals(format)) {
        continue;
      }
      if (format.equals(SqliteFormat.NAME)) {
        found.put(file, file.inFormat(query.sqliteFormat(), file.relative(), "", ""));
      } else if (format.equals(CSV)) {
        Optional<TableNames.Match> match = query.wanted().match(file.stem());
        match.ifPresentOrElse(m -> found.put(file, named(file, m)), () -> unnamed.add(file));
      }
    }
    for (FoundFile file : unnamed) {
      if (!foldersWithObjects.contains(file.folder())
          && file.sizeBytes() > 0
          && look.isCombined(file, query.wanted(), missesObjects(file))) {
        found.put(file, file.inFormat(CSV, source(file), "", ""));
      }
    }
    return files.stream().filter(found::containsKey).map(found::get).toList();
  }

  /** Whether an image table lies beside a file, in a folder without an object table. */
  private boolean missesObjects(FoundFile file) {
    return prefixes.containsKey(file.folder()) && EXPERIMENT.match(file.stem()).isEmpty();
  }

  private SourceFile named(FoundFile file, TableNames.Match match) {
    if (!query.wanted().isImage(match.tag())) {
      foldersWithObjects.add(file.folder());
    }
    prefixes.computeIfAbsent(file.folder(), f -> new HashSet<>()).add(match.prefix());
    return file.inFormat(CSV, file.folder() + match.prefix(), match.tag(), match.group());
  }

  /** That of the image table beside it: {@code MyExpt_DATA.csv} goes with {@code MyExpt_Image}. */
  private String source(FoundFile file) {
    Set<String> beside = prefixes.getOrDefault(file.folder(), Set.of());
    String longest = "";
    for (String prefix : beside) {
      if (prefix.length() > longest.length() && file.name().startsWith(prefix)) {
        longest = prefix;
      }
    }
    boolean fits = !longest.isEmpty() || beside.size() != 1;
    return file.folder() + (fits ? longest : beside.iterator().next());
  }

  /**
   * One file is told by its content. In a folder the name must do where it promises anything, but
   * for {@code .db}, which is the name of other things too ({@code Thumbs.db}).
   */
  private Optional<TableFormat> format(FoundFile file) {
    Optional<TableFormat> promised = TableFormats.promisedBy(file.name());
    if (file.isNowhere()) {
      return promised;
    }
    if (files.size() == 1) {
      return TableFormats.recognise(listing.head(file), file.name()).or(() -> promised);
    }
    boolean certain = promised.isPresent() && !file.name().toLowerCase(Locale.ROOT).endsWith(".db");
    boolean databaseWanted = !query.format().equals(CSV);
    if (certain || !databaseWanted || !ContentLook.isOpen(file)) {
      return certain ? promised : Optional.empty();
    }
    return look.database(file);
  }
}
