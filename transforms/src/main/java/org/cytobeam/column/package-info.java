/**
 * Chunks as Arrow columns: decoded once, without an object per value, and the rules by which a
 * stored value becomes a value of its column's type.
 */
package org.cytobeam.column;
