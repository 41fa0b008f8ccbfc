/**
 * Instead of steps 4 to 7, {@link org.cytobeam.inspect.InspectSources}: what the index and the plan
 * have found, as a small document for {@code inspect} and {@code convert --dry-run}. No value is
 * read for it.
 */
package org.cytobeam.inspect;
