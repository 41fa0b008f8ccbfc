/**
 * Step 5, {@link org.cytobeam.merge.MergeCompartments}: the chunks of all tables meet by row group.
 */
package org.cytobeam.merge;
