/** How records travel: one explicit, versioned, deterministic encoding for all of them. */
package org.cytobeam.coder;
