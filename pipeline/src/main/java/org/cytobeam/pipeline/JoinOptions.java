package org.cytobeam.pipeline;

import picocli.CommandLine.Option;

/** How the tables become one. */
final class JoinOptions {
  @Option(
      names = "--joins",
      paramLabel = "FILE.sql|SQL",
      description = "Join by your own DuckDB SQL instead of the preset's join.")
  String joins;

  @Option(
      names = "--join-scope",
      paramLabel = "image|source|all",
      defaultValue = "image",
      description =
          "What the SQL of --joins sees at once: one image, all images of a source, or everything."
              + " Default: image.")
  String joinScope = "image";

  @Option(
      names = "--no-join",
      description = "Write every table by itself: DEST_PATH/cells/cells.parquet and so on.")
  boolean noJoin;

  @Option(
      names = "--join-policy",
      paramLabel = "inner|left|full",
      description =
          "Objects without a partner: inner drops and counts them, left keeps the anchor's, full"
              + " keeps all (default: the preset's).")
  String joinPolicy = "";

  @Option(
      names = "--anchor",
      paramLabel = "NAME",
      description =
          "The table whose objects become the rows (default: found by the Parent_ columns).")
  String anchor = "";

  @Option(
      names = "--image-columns",
      paramLabel = "filenames|all|none|REGEX",
      description = "Which columns of the image table to take (default: the preset's).")
  String imageColumns = "";
}
