/**
 * CSV files: one pass to index, byte ranges to read, an own decoder into columns.
 *
 * <p>{@link org.cytobeam.csv.CsvFormat} is the way in. Bytes go {@code CsvInput -> CsvBuffer ->
 * CsvRecords}, which finds records and fields; {@code CsvIndexer} takes keys ({@code ImageRuns}, or
 * {@code BlockRuns} without key) and types ({@code CsvTypes}) from them, {@code CsvChunkReader} the
 * values. What the text of a value means is not decided here but in {@link
 * org.cytobeam.column.TextValue}.
 */
package org.cytobeam.csv;
