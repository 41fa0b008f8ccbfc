package org.cytobeam.schema;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.cytobeam.model.UserError;

/**
 * How tables are to be joined, as far as it can be said before any of them is seen: by a preset, by
 * options, or by the user's SQL.
 *
 * @param anchor the tag of the table whose objects become the rows; empty to infer it, and the
 *     partners, from the {@code Parent_} columns
 * @param partners the tags joined to it, in the order in which their columns are selected
 * @param policy what becomes of objects without a partner
 * @param imageColumns names in the output of columns to take from the image table, where it has
 *     them; its numbers are taken as keys and need no mention
 * @param imagePatterns regular expressions, found anywhere in such a name unless anchored, for more
 *     columns to take from the image table
 * @param keepObjectNumbers whether partners bring their own {@code Metadata_ObjectNumber}, which
 *     come out as {@code Metadata_ObjectNumber_1}, {@code _2}; see {@link #keepsObjectNumbers}
 * @param imageTableNumber whether TableNumber also comes out as {@code Image_TableNumber}
 * @param sql the user's query, instead of all of the above; empty for none
 */
public record JoinSpec(
    String anchor,
    List<String> partners,
    JoinPolicy policy,
    List<String> imageColumns,
    List<String> imagePatterns,
    boolean keepObjectNumbers,
    boolean imageTableNumber,
    String sql)
    implements Serializable {

  /** File names, and what a scientist noted about the image, under either of its two spellings. */
  private static final List<String> USUAL_IMAGE_PATTERNS =
      List.of("^Image_FileName_", "^(Image_)?Metadata_");

  public JoinSpec {
    partners = List.copyOf(partners);
    imageColumns = List.copyOf(imageColumns);
    imagePatterns = List.copyOf(imagePatterns);
    imagePatterns.forEach(JoinSpec::checkPattern);
  }

  /** A join whose anchor and partners follow from the data, with the usual image columns. */
  public static JoinSpec inferred(JoinPolicy policy) {
    return new JoinSpec("", List.of(), policy, List.of(), USUAL_IMAGE_PATTERNS, false, false, "");
  }

  /** A join by DuckDB SQL, whose result's columns are the output's. */
  public static JoinSpec ofSql(String sql) {
    return new JoinSpec("", List.of(), JoinPolicy.INNER, List.of(), List.of(), false, false, sql);
  }

  /** The same join of other tables: what inference found, or options asked for. */
  public JoinSpec withTables(String newAnchor, List<String> newPartners) {
    return new JoinSpec(
        newAnchor,
        newPartners,
        policy,
        imageColumns,
        imagePatterns,
        keepObjectNumbers,
        imageTableNumber,
        sql);
  }

  /** The same join under another policy. */
  public JoinSpec withPolicy(JoinPolicy newPolicy) {
    return new JoinSpec(
        anchor,
        partners,
        newPolicy,
        imageColumns,
        imagePatterns,
        keepObjectNumbers,
        imageTableNumber,
        sql);
  }

  /** The same join with other columns of the image table. */
  public JoinSpec withImageColumns(List<String> names, List<String> patterns) {
    return new JoinSpec(
        anchor, partners, policy, names, patterns, keepObjectNumbers, imageTableNumber, sql);
  }

  /** Whether anchor and partners are still to be found from the data. */
  public boolean isInferred() {
    return anchor.isEmpty() && sql.isEmpty();
  }

  public boolean isSql() {
    return !sql.isEmpty();
  }

  /**
   * Whether partners bring their object numbers. Under {@code FULL} always: a partner's row of its
   * own could not be traced back without.
   */
  public boolean keepsObjectNumbers() {
    return keepObjectNumbers || policy == JoinPolicy.FULL;
  }

  /** Whether a column of the image table is taken, by its name in the output. */
  public boolean takesImageColumn(String name) {
    return imageColumns.contains(name)
        || imagePatterns.stream()
            .anyMatch(pattern -> Pattern.compile(pattern).matcher(name).find());
  }

  private static void checkPattern(String pattern) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new UserError(
          UserError.Kind.USAGE,
          "'" + pattern + "' is not a regular expression for image columns: " + e.getDescription(),
          e);
    }
  }
}
