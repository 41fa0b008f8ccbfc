/**
 * Parquet: a part of one row group from gathered Arrow columns ({@link
 * org.cytobeam.write.PartWriters}), and parts put together without decoding them ({@link
 * org.cytobeam.write.ParquetConcatenator}).
 *
 * <p>{@link org.cytobeam.write.ParquetSchemas} says what each column type is in a file. A new
 * column type goes there, into {@code ColumnAppender} and {@code PlainValues}, and for the row-wise
 * sink into {@link org.cytobeam.write.AvroSchemas} and {@code AvroCells}; a new codec into {@code
 * PageCompressor}. {@code ParquetFooter} and {@code ChunkStatistics} are what all files share.
 */
package org.cytobeam.write;
