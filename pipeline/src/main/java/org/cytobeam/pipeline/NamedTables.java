package org.cytobeam.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cytobeam.csv.CsvNames;
import org.cytobeam.find.Exclusion;
import org.cytobeam.find.SourceFinder;
import org.cytobeam.find.SourceListing;
import org.cytobeam.find.SourceQuery;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.UserError;
import org.cytobeam.schema.StandardTables;

/**
 * The tables of a source by name: of CSV files from the listing and a few headers, of files that
 * hold several from the first few. Prefixes of exports are taken off, for {@code
 * MyExpt_Cells_Cellpose3} is the table {@code cells_cellpose3}, but {@code Infected_Cells} is a
 * table of its own: a prefix is what stands before the name of an image or experiment table.
 */
final class NamedTables {
  /**
   * A table.
   *
   * @param name as the file has it
   * @param group without prefix, lower case, {@code per_} kept
   */
  record Named(SourceFile file, String name, String group) {}

  /** Enough to meet every table, and to step over some broken files. */
  private static final int FILES_OPENED = 16;

  private static final String CELLPROFILERS_DEFAULT = "MyExpt_";
  private static final TableNames STANDARD =
      new TableNames(List.of(StandardTables.IMAGE), StandardTables.COMPARTMENTS);

  private final List<Named> tables = new ArrayList<>();
  private final List<SourceFile> files = new ArrayList<>();
  private final SourceListing listing;
  private final Exclusion exclusion;
  private final FileTables names;
  private final TableNames prefixed;
  private Optional<UserError> nothingStandard = Optional.empty();
  private boolean complete = true;

  private NamedTables(SourceListing listing, Exclusion exclusion, List<String> imageTags) {
    this.listing = listing;
    this.exclusion = exclusion;
    this.names = new FileTables(listing);
    List<String> telling = new ArrayList<>(imageTags);
    telling.add("experiment");
    this.prefixed = new TableNames(telling, List.of());
  }

  /**
   * The tables of a listing, in the order of files.
   *
   * @param format the format asked for, or empty
   * @param exclusion the files that are not looked at
   * @param imageTags the names of image tables
   * @throws UserError if there is no file, or if both formats are there and none was asked for
   */
  static NamedTables in(
      SourceListing listing, String format, Exclusion exclusion, List<String> imageTags) {
    NamedTables named = new NamedTables(listing, exclusion, imageTags);
    named.find(format);
    named.readNames();
    return named;
  }

  List<Named> all() {
    return tables;
  }

  /** The files that were looked at, in order. */
  List<SourceFile> files() {
    return files;
  }

  /** Whether no name can be missing. */
  boolean isComplete() {
    return complete && names.isComplete();
  }

  /** What the search for the usual names says, where no file has one of them. */
  Optional<UserError> nothingStandard() {
    return nothingStandard;
  }

  /** Databases are found whatever they hold; of CSV files, those with other names too. */
  private void find(String format) {
    SourceQuery query = new SourceQuery(listing.path(), STANDARD, format, exclusion);
    try {
      files.addAll(SourceFinder.in(listing, query).files());
    } catch (UserError e) {
      nothingStandard = Optional.of(e);
    }
    if (!format.equals("sqlite") && files.stream().allMatch(NamedTables::isCsv)) {
      addOtherCsv();
    }
    if (files.isEmpty()) {
      throw nothingStandard.orElseThrow();
    }
  }

  private void addOtherCsv() {
    Set<String> known = files.stream().map(SourceFile::path).collect(Collectors.toSet());
    // An export has one suffix for all its tables.
    boolean texts = files.stream().anyMatch(file -> !CsvNames.isSurelyTable(file.path()));
    for (SourceFile file : listing.textTables(exclusion, texts)) {
      if (nothingStandard.isPresent() && STANDARD.match(FileTables.nameOf(file)).isPresent()) {
        // They were found, and so was something that cannot be read together with them.
        throw nothingStandard.get();
      }
      if (!known.contains(file.path())) {
        files.add(file);
      }
    }
  }

  private static boolean isCsv(SourceFile file) {
    return file.format().equals("csv");
  }

  private void readNames() {
    List<Named> raw = new ArrayList<>();
    int opened = 0;
    for (SourceFile file : files) {
      if (isCsv(file) && !file.group().isEmpty()) {
        names.ofCsv(file).forEach(name -> raw.add(new Named(file, name, "")));
      } else if (opened++ < FILES_OPENED) {
        names.of(file).forEach(name -> raw.add(new Named(file, name, "")));
      } else {
        complete = false;
      }
    }
    Set<String> prefixes = prefixes(raw);
    raw.forEach(t -> tables.add(new Named(t.file(), t.name(), group(t.name(), prefixes))));
  }

  /** Where no image table is there to tell, whatever stands before a standard name. */
  private Set<String> prefixes(List<Named> raw) {
    Set<String> prefixes = new LinkedHashSet<>();
    for (TableNames telling : List.of(prefixed, STANDARD)) {
      if (prefixes.isEmpty()) {
        raw.stream()
            .map(t -> telling.match(t.name()))
            .flatMap(Optional::stream)
            .forEach(match -> prefixes.add(match.prefix().toLowerCase(Locale.ROOT)));
      }
    }
    prefixes.add(CELLPROFILERS_DEFAULT.toLowerCase(Locale.ROOT));
    return prefixes;
  }

  /** The longest prefix is taken off. */
  private static String group(String name, Set<String> prefixes) {
    String lower = name.toLowerCase(Locale.ROOT);
    int per = lower.lastIndexOf("_per_");
    if (per >= 0) {
      return lower.substring(per + 1);
    }
    for (int end = lower.length() - 1; end > 0; end--) {
      if (lower.charAt(end - 1) == '_' && prefixes.contains(lower.substring(0, end))) {
        return lower.substring(end);
      }
    }
    return lower;
  }
}
