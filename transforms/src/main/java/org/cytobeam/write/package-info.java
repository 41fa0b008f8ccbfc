/**
 * Parquet: a part of one row group from gathered Arrow columns ({@link
 * org.cytobeam.write.PartWriter}), and parts put together without decoding them.
 */
package org.cytobeam.write;
