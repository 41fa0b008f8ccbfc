package org.cytobeam.pipeline;

import picocli.CommandLine.Option;

/** How the work is done, which changes no row of the output. */
final class WorkerOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many row groups are worked on at once (default: the processors).")
  int threads;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "What to plan for, e.g. 2G; fewer threads are used where it is short.")
  String memory = "";

  @Option(
      names = "--temp-dir",
      paramLabel = "FOLDER",
      description =
          "Where finished pages wait, queries spill and .csv.gz files are unpacked; a folder that is"
              + " there (default: the system's temporary folder).")
  String tempDir = "";

  @Option(
      names = "--chunk-size",
      paramLabel = "ROWS",
      description = "Most rows of the largest table joined at a time (default: by size alone).")
  long chunkSize;

  @Option(
      names = "--exchange",
      paramLabel = "descriptors|data",
      defaultValue = "descriptors",
      description =
          "What travels through the shuffle; the result is the same. Default: descriptors.")
  String exchange = "descriptors";
}
