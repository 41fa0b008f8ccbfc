/**
 * What a person says and sees: options, presets, the composition of the steps, the command line and
 * the report. To add a preset, put its file beside the others and its name into {@link
 * org.cytobeam.pipeline.Presets}.
 */
package org.cytobeam.pipeline;
