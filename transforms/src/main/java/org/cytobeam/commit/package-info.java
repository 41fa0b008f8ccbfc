/**
 * Step 7, {@link org.cytobeam.commit.CommitOutput}: counts are reconciled, parts put together, the
 * output moved to its place in one step, and the report written last.
 */
package org.cytobeam.commit;
