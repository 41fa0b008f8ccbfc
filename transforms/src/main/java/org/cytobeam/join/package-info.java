/**
 * Step 6, {@link org.cytobeam.join.JoinRowGroups}: chunk by chunk into Arrow columns, keys joined
 * by DuckDB, wide columns gathered straight into the page encoders, one part stored per row group.
 */
package org.cytobeam.join;
