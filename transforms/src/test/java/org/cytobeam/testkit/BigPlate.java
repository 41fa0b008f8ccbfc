package org.cytobeam.testkit;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Command line that writes a large regular plate, one image in memory at a time, for looking at
 * time and memory. The same arguments give the same plate.
 */
public final class BigPlate {
  static final String USAGE =
      """
      usage: BigPlate --output=PATH [--format=sqlite|csv] [--images=400] [--cells=50]
                      [--features=600] [--missing=0.01] [--seed=1]

      Writes a CellProfiler plate: a SQLite file with Per_Image, Per_Cells, Per_Nuclei and
      Per_Cytoplasm, or a folder with Image.csv, Cells.csv, Nuclei.csv and Cytoplasm.csv.
        --images    images on the plate
        --cells     cells an image, on average (a fifth more or fewer)
        --features  features a compartment, at least 4
        --missing   share of missing values
      The defaults give about 330 MB of SQLite; --images=2400 gives 2 GB.
      """;

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "output", "",
          "format", "sqlite",
          "images", "400",
          "cells", "50",
          "features", "600",
          "missing", "0.01",
          "seed", "1");

  private BigPlate() {}

  public static void main(String[] args) throws Exception {
    try {
      run(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(2);
    }
  }

  /** Writes a plate; see {@link #main} for the arguments. */
  public static void run(String... args) throws Exception {
    Map<String, String> options = parse(args);
    Plate plate = Plate.of(spec(options));
    Path output = Path.of(options.get("output"));
    switch (options.get("format").toLowerCase(Locale.ROOT)) {
      case "sqlite" -> SqlitePlate.writeCellProfiler(plate, output);
      case "csv" -> CsvPlate.write(plate, output);
      default ->
          throw new IllegalArgumentException(
              "--format must be sqlite or csv, not " + options.get("format"));
    }
  }

  private static Map<String, String> parse(String... args) {
    Map<String, String> options = new HashMap<>(DEFAULTS);
    for (String arg : args) {
      int equals = arg.indexOf('=');
      String name = arg.startsWith("--") && equals > 0 ? arg.substring(2, equals) : "";
      if (!DEFAULTS.containsKey(name)) {
        throw new IllegalArgumentException("unknown argument: " + arg);
      }
      options.put(name, arg.substring(equals + 1));
    }
    if (options.get("output").isEmpty()) {
      throw new IllegalArgumentException("--output is required");
    }
    return options;
  }

  private static PlateSpec spec(Map<String, String> options) {
    int cells = (int) number(options, "cells");
    return PlateSpec.small()
        .withSeed((long) number(options, "seed"))
        .withImages((int) number(options, "images"))
        .withCells(cells, cells / 5)
        .withFeatures((int) number(options, "features"))
        .withMissing(number(options, "missing"), 0)
        .withExtraNuclei(2);
  }

  private static double number(Map<String, String> options, String name) {
    try {
      return Double.parseDouble(options.get(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--" + name + " must be a number, not " + options.get(name), e);
    }
  }
}
