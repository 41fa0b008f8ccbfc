/**
 * Text tables: one pass to index, byte ranges to read, an own decoder into columns.
 *
 * <p>{@link org.cytobeam.csv.CsvFormat} is the way in. Bytes go {@code CsvInput -> CsvBuffer ->
 * CsvRecords}, which finds records and fields; {@code CsvInput} unpacks gzip, for reading in any
 * order into {@code UnpackedFiles}. {@code CsvHeader} tells which tables a file holds ({@code
 * CsvTable}); for each, {@code CsvIndexer} has a {@code TableScan} that takes keys ({@code
 * ImageRuns}, or {@code BlockRuns} without key) and types ({@code CsvTypes}), and {@code
 * CsvChunkReader} takes its values. What the text of a value means is not decided here but in
 * {@link org.cytobeam.column.TextValue}.
 */
package org.cytobeam.csv;
