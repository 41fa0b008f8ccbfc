/**
 * What every runner must do with a whole conversion: abstract suites that a runner's module
 * extends, naming its runner in {@link org.cytobeam.contract.RunnerContract#runner}; and {@link
 * org.cytobeam.contract.PlateProperties}, which holds random plates against an oracle.
 *
 * <p>Where CytoTable 1.2.6 is wrong, these hold what is right:
 *
 * <table>
 *   <caption>Cases and tests</caption>
 *   <tr><th>case<th>test
 *   <tr><td>TableNumbers that each have images 1 and 2 (JUMP's source_3)
 *       <td>{@code ToldApartContract.fourWellsThatEachHaveImagesOneAndTwoGiveFortyRows}, {@code
 *       ImageKeyContract}
 *   <tr><td>two plates' SQLite files, in one folder or two
 *       <td>{@code ToldApartContract.twoDatabasesOf242CellsGive484Rows}
 *   <tr><td>CSV folders whose ImageNumbers all start at 1
 *       <td>{@code ToldApartContract.twoFoldersOf289CellsThatStartAtImageOneGive578Rows}
 *   <tr><td>TableNumber among the features
 *       <td>{@code ToldApartContract.theTableNumberIsNoFeature}
 *   <tr><td>one of two files lacks a column
 *       <td>{@code TrueValuesContract.aColumnThatOneFolderLacksIsNullThere}
 *   <tr><td>a fraction, {@code nan}, {@code inf} or text after line 20,480
 *       <td>{@code TrueValuesContract.aFractionFarDownMakesTheColumnDouble}, {@code
 *       .nanAndTextFarDownDecideTheTypeToo}
 *   <tr><td>a column empty in the first folder, numeric in others
 *       <td>{@code TrueValuesContract.aColumnEmptyInOneFolderIsNumericAllTheSame}
 *   <tr><td>values whose storage class is not the declared one
 *       <td>{@code TrueValuesContract.aFractionInADatabasesIntegerColumnIsKept}, {@code
 *       .anInfinityInADatabaseIsKept}, {@code .anUnreadableValueInADatabaseIsNullAndCounted}
 *   <tr><td>a column that starts with, or holds only, {@code inf}
 *       <td>{@code TrueValuesContract.infinitiesAreNumbersWhereverTheyStand}
 *   <tr><td>CellProfiler's default names
 *       <td>{@code NothingLostContract.theNamesThatCellProfilerGivesAreFound}, {@code
 *       .sqlMayNameTablesAsTheDatabaseDoes}
 *   <tr><td>more than 2,000 columns
 *       <td>{@code NothingLostContract.aTableOfThousandsOfColumnsIsRead}
 *   <tr><td>only cells and nuclei, no SQL
 *       <td>{@code NothingLostContract.cellsAndNucleiAreJoinedWithoutCytoplasmAndWithoutSql}
 *   <tr><td>rows without a partner
 *       <td>{@code NothingLostContract.of433NucleiThose191WithoutCellAreCounted}, {@code
 *       JoinContract}
 *   <tr><td>one broken file among many
 *       <td>{@code NothingLostContract.oneBrokenFileAmongManyIsNamedAndTheOthersAreConverted},
 *       {@code ReportContract}
 * </table>
 */
package org.cytobeam.contract;
