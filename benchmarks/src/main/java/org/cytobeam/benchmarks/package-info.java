/**
 * Benchmarks, and the plates they run on. Not part of the product: nothing else depends on it.
 *
 * <p>A benchmark is a command of {@link org.cytobeam.benchmarks.Main}; it generates what it reads
 * ({@link org.cytobeam.benchmarks.PlateGenerator}), checks that all that it compares give the same
 * before any time counts, and writes its figures as a section of {@code docs/benchmarks.md}.
 */
package org.cytobeam.benchmarks;
