package org.cytobeam.benchmarks;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a plate to look at, or to try other programs on. */
@Command(
    name = "generate",
    description = "Writes a CellProfiler SQLite plate; the same options give the same plate.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class GenerateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A file that is not there yet.")
  private Path file;

  @Option(names = "--images", description = "Images on the plate.", defaultValue = "400")
  private int images;

  @Option(
      names = "--cells",
      description = "Cells an image, on average (a fifth more or fewer).",
      defaultValue = "50")
  private int cells;

  @Option(names = "--features", description = "Features a compartment.", defaultValue = "600")
  private int features;

  @Option(names = "--missing", description = "The share of missing values.", defaultValue = "0.01")
  private double missing;

  @Option(names = "--seed", description = "Another one gives other values.", defaultValue = "1")
  private long seed;

  @Override
  public Integer call() throws Exception {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    new PlateGenerator(new PlateSpec(images, cells, features, missing, seed)).write(file);
    System.out.printf("%s has %.0f MB%n", file, Files.size(file) / 1e6);
    return 0;
  }
}
