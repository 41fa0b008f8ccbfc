/**
 * Step 4, {@link org.cytobeam.read.ReadCellProfilerSource}: the plan becomes chunk descriptors, one
 * collection per table, keyed by row group; with {@code --exchange=data}, {@link
 * org.cytobeam.read.ReadChunks} puts the chunks' values beside them.
 */
package org.cytobeam.read;
