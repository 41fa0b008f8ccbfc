/**
 * What tests are made of: small plates with known contents ({@link org.cytobeam.testkit.Plate}),
 * written as the files that CellProfiler and cytominer-database write ({@link
 * org.cytobeam.testkit.CsvPlate}, {@link org.cytobeam.testkit.SqlitePlate}); the joined table they
 * must give ({@link org.cytobeam.testkit.ExpectedJoin}); and the reading and comparing of results
 * ({@link org.cytobeam.testkit.ParquetRows}, {@link org.cytobeam.testkit.TableDiff}).
 *
 * <p>Nothing here calls the product's code, so that a mistake there cannot hide itself. To add an
 * irregularity of real plates, add it to {@link org.cytobeam.testkit.PlateSpec} and {@link
 * org.cytobeam.testkit.PlateGenerator}; to add a layout, add a writer.
 */
package org.cytobeam.testkit;
