package org.cytobeam.plan;

import java.util.List;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;

/**
 * Gives the TableNumbers of a source one form. Where one table holds 7 and another the text '7',
 * they name the same image: with text in any table, every integer becomes its decimal text.
 */
final class OneKeyForm {
  private OneKeyForm() {}

  /**
   * @param tables those of one source
   */
  static List<TableIndex> of(List<TableIndex> tables) {
    boolean mixed = has(tables, TableNumber.Kind.TEXT) && has(tables, TableNumber.Kind.INTEGER);
    return mixed ? tables.stream().map(OneKeyForm::asText).toList() : tables;
  }

  private static boolean has(List<TableIndex> tables, TableNumber.Kind kind) {
    return tables.stream()
        .flatMap(table -> table.runs().stream())
        .anyMatch(run -> run.tableNumber().kind() == kind);
  }

  private static TableIndex asText(TableIndex table) {
    return new TableIndex(
        table.table(),
        table.packedColumns(),
        table.keys(),
        table.runs().stream().map(OneKeyForm::asText).toList(),
        table.rows(),
        table.rejectedRows(),
        table.checksum(),
        table.problems(),
        table.reading());
  }

  private static ImageRun asText(ImageRun run) {
    return new ImageRun(
        run.tableNumber().asText(), run.imageNumber(), run.ranges(), run.rows(), run.bytes());
  }
}
