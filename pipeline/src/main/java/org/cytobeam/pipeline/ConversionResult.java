package org.cytobeam.pipeline;

import java.util.List;

/**
 * What a conversion made.
 *
 * @param output the file, or the folder
 * @param report the report beside it
 * @param rows rows of all outputs together
 * @param problems what is in the report, a line each, worst first
 * @param quarantined whether some input was left out
 */
public record ConversionResult(
    String output, String report, long rows, List<String> problems, boolean quarantined) {}
