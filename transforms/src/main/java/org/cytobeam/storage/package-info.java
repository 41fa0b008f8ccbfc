/** Paths, on the local disk and on Beam's file systems: one rule for telling them apart. */
package org.cytobeam.storage;
