package org.cytobeam.pipeline;

import picocli.CommandLine.Option;

/** What the columns of the output are: which of them, their names and types. */
final class ColumnOptions {
  @Option(
      names = "--identifying-columns",
      paramLabel = "NAME[,NAME]",
      description = "Columns that are ids, not features: their names get Metadata_ in front.")
  String identifyingColumns = "";

  @Option(
      names = "--naming",
      paramLabel = "cytotable|pycytominer",
      defaultValue = "cytotable",
      description =
          "Whose names columns get: pycytominer adds Metadata_Plate, Metadata_Well, Metadata_Site"
              + " and Metadata_ObjectNumber and keeps ids out of the features. Default: cytotable.")
  String naming = "cytotable";

  @Option(
      names = "--add-tablenumber",
      negatable = true,
      description =
          "Give sources without TableNumber one, computed from the image table (default: when there"
              + " is more than one such source).")
  Boolean addTableNumber;

  @Option(
      names = "--schema",
      paramLabel = "union|intersection",
      defaultValue = "union",
      description =
          "Columns that only some sources have: union keeps them (NULL elsewhere), intersection"
              + " drops them. Default: union.")
  String schema = "union";

  @Option(names = "--infer-common-schema", description = "The same as --schema intersection.")
  boolean inferCommonSchema;

  @Option(
      names = "--data-type-cast-map",
      paramLabel = "float=float32,integer=int32",
      description = "Narrower types for all floating-point or all integer columns.")
  String dataTypeCastMap = "";
}
