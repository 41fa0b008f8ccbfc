/** CSV files: one pass to index, byte ranges to read, an own decoder into columns. */
package org.cytobeam.csv;
