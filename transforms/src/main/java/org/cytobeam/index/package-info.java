/**
 * Step 2, {@link org.cytobeam.index.IndexSourceTables}: every wanted table is read once, for its
 * columns, types, images and faults.
 */
package org.cytobeam.index;
