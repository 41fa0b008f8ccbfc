/**
 * Random plates and what a conversion must make of them, for properties. A {@link
 * org.cytobeam.testkit.property.TextPlate} is tables of text; {@link
 * org.cytobeam.testkit.property.RandomPlates} makes them, {@link
 * org.cytobeam.testkit.property.PlateForm} writes them, {@link
 * org.cytobeam.testkit.property.PlateOracle} works out the result from the documented rules: types
 * by regular expressions, the join as SQL over whole tables.
 *
 * <p>Nothing here calls the product's code. To add an irregularity, add it to {@code PlateRecipe}
 * (0 standing for what is usual, so that it vanishes when a failure is shrunk); to add a form of
 * input, add it to {@code PlateForm}.
 */
package org.cytobeam.testkit.property;
