package org.cytobeam.testkit.property;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** Which rows of which sources are used, and to which image each belongs. */
final class OracleSurvey {
  /**
   * A table of a source that is used.
   *
   * @param images parallel to the rows; null for a row without an image
   */
  record KeptTable(TextTable table, List<ImageId> images) {}

  private final OracleOptions options;
  private final Map<String, List<KeptTable>> kept = new LinkedHashMap<>();
  private final Map<String, Long> read = new TreeMap<>();
  private final Map<String, Long> rejected = new TreeMap<>();
  private final Map<String, Long> added = new TreeMap<>();
  private boolean leavesOut;

  /**
   * @param sources in the order of their names' bytes
   * @param checksum of a source's image table
   */
  OracleSurvey(
      List<TextSource> sources, OracleOptions options, ToLongFunction<TextSource> checksum) {
    this.options = options;
    List<TextSource> withImages = sources.stream().filter(this::hasImages).toList();
    for (int i = 0; i < sources.size(); i++) {
      TextSource source = sources.get(i);
      leavesOut |= tables(source).values().stream().anyMatch(OracleSurvey::hasRowWithoutImage);
      if (withImages.isEmpty() || withImages.contains(source)) {
        keep(i, source, numbered(source, withImages, checksum));
      } else {
        reject(source);
      }
    }
  }

  private Map<String, TextTable> tables(TextSource source) {
    Map<String, TextTable> tables = new LinkedHashMap<>(source.tables());
    tables.keySet().removeIf(t -> !t.equals(OracleOptions.IMAGE) && !options.wanted().contains(t));
    return tables;
  }

  private boolean hasImages(TextSource source) {
    TextTable image = source.tables().getOrDefault(OracleOptions.IMAGE, TextTable.NO_BYTES);
    return image.rows().stream().anyMatch(row -> imageNumber(image, row).isPresent());
  }

  private static boolean hasRowWithoutImage(TextTable table) {
    return table.rows().stream().anyMatch(row -> imageNumber(table, row).isEmpty());
  }

  private static OptionalLong imageNumber(TextTable table, List<String> row) {
    return TextType.TEXT.key(table.value(row, "ImageNumber"));
  }

  /** The TableNumber that a source is given, or null. */
  private Long numbered(
      TextSource source, List<TextSource> withImages, ToLongFunction<TextSource> checksum) {
    boolean wanted =
        options.tableNumbers() == null ? withImages.size() > 1 : options.tableNumbers();
    boolean own =
        withImages.contains(source)
            && source.tables().get(OracleOptions.IMAGE).columns().contains("TableNumber");
    if (!wanted || own || !withImages.contains(source)) {
      return null;
    }
    added.put(source.name(), checksum.applyAsLong(source));
    return added.get(source.name());
  }

  private void keep(int place, TextSource source, Long number) {
    Map<String, TextTable> tables = tables(source);
    boolean text =
        tables.values().stream()
            .flatMap(
                t ->
                    t.rows().stream()
                        .filter(r -> imageNumber(t, r).isPresent())
                        .map(r -> tableNumber(t, r)))
            .anyMatch(String.class::isInstance);
    tables.forEach(
        (name, table) -> {
          List<ImageId> images = new ArrayList<>();
          for (List<String> row : table.rows()) {
            Object own = tableNumber(table, row);
            Object form = text && own != null ? own.toString() : own;
            OptionalLong image = imageNumber(table, row);
            images.add(
                image.isEmpty()
                    ? null
                    : new ImageId(place, number == null ? form : number, image.getAsLong()));
          }
          kept.computeIfAbsent(name, n -> new ArrayList<>()).add(new KeptTable(table, images));
          read.merge(name, (long) table.rows().size(), Long::sum);
          rejected.merge(name, images.stream().filter(Objects::isNull).count(), Long::sum);
        });
  }

  private static Object tableNumber(TextTable table, List<String> row) {
    String value = table.value(row, "TableNumber");
    OptionalLong number = TextType.TEXT.key(value);
    return number.isPresent() ? (Object) number.getAsLong() : value.isEmpty() ? null : value;
  }

  private void reject(TextSource source) {
    tables(source)
        .forEach(
            (name, table) -> {
              leavesOut |= !table.rows().isEmpty();
              read.merge(name, (long) table.rows().size(), Long::sum);
              rejected.merge(name, (long) table.rows().size(), Long::sum);
            });
  }

  /** The tables that are there, the image table first. */
  Map<String, OracleTable> tables() {
    List<String> names = new ArrayList<>(List.of(OracleOptions.IMAGE));
    names.addAll(options.wanted());
    Map<String, OracleTable> tables = new LinkedHashMap<>();
    for (String name : names) {
      List<KeptTable> sources = kept.getOrDefault(name, List.of());
      if (sources.stream().anyMatch(s -> !s.table().columns().isEmpty())) {
        tables.put(name, new OracleTable(name, sources, options));
      }
    }
    return tables;
  }

  /** All images, in order. */
  List<ImageId> images() {
    return kept.values().stream()
        .flatMap(List::stream)
        .flatMap(t -> t.images().stream())
        .filter(Objects::nonNull)
        .distinct()
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  /** The type of the TableNumbers; {@code NONE} where there is none. */
  TextType tableNumberType() {
    TextType type = added.isEmpty() ? TextType.NONE : TextType.INTEGER;
    for (ImageId image : images()) {
      if (image.tableNumber() != null && type != TextType.TEXT) {
        type = image.tableNumber() instanceof String ? TextType.TEXT : TextType.INTEGER;
      }
    }
    return type;
  }

  long read(String table) {
    return read.getOrDefault(table, 0L);
  }

  /** Rows without an image, and all rows of sources that are rejected. */
  long rejected(String table) {
    return rejected.getOrDefault(table, 0L);
  }

  Map<String, Long> addedTableNumbers() {
    return added;
  }

  boolean leavesOut() {
    return leavesOut;
  }
}
