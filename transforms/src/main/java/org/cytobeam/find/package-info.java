/**
 * Step 1, {@link org.cytobeam.find.FindSourceTables}: a path, folder or glob becomes the files that
 * hold wanted tables, in batches.
 */
package org.cytobeam.find;
