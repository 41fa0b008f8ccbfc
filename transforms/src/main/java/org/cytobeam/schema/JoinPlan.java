package org.cytobeam.schema;

import java.util.List;
import java.util.stream.Collectors;
import org.cytobeam.model.JoinScope;

/**
 * How the tables of a row group are put together, in terms of columns that exist.
 *
 * @param anchor for {@code KEYS} the tag whose objects become rows
 * @param anchorObject the anchor's object number column
 * @param links for {@code KEYS} the other compartments, in the order of the output
 * @param imageTags for {@code KEYS} the image tables, always left-joined by image key
 * @param query for {@code QUERY} the statement that {@code QueryRunner} runs
 * @param scope for {@code QUERY} what one run of it sees
 */
public record JoinPlan(
    Kind kind,
    String anchor,
    String anchorObject,
    List<JoinLink> links,
    JoinPolicy policy,
    List<String> imageTags,
    String query,
    JoinScope scope) {
  /** A plan without SQL. */
  public JoinPlan(
      Kind kind,
      String anchor,
      String anchorObject,
      List<JoinLink> links,
      JoinPolicy policy,
      List<String> imageTags,
      String query) {
    this(kind, anchor, anchorObject, links, policy, imageTags, query, JoinScope.IMAGE);
  }

  /** The ways of putting tables together. */
  public enum Kind {
    /** Every table is written by itself. */
    SEPARATE,
    /** Keys are joined, then wide columns gathered. */
    KEYS,
    /** The user's SQL decides. */
    QUERY
  }

  public static JoinPlan separate() {
    return new JoinPlan(Kind.SEPARATE, "", "", List.of(), JoinPolicy.LEFT, List.of(), "");
  }

  public static JoinPlan query(String statement, JoinScope scope) {
    return new JoinPlan(
        Kind.QUERY, "", "", List.of(), JoinPolicy.LEFT, List.of(), statement, scope);
  }

  /** A sentence for the report and the terminal. */
  public String describe() {
    return switch (kind) {
      case SEPARATE -> "no join: every table is written by itself";
      case QUERY ->
          switch (scope) {
            case IMAGE -> "the SQL given, once for each image";
            case SOURCE -> "the SQL given, once for each source";
            case ALL -> "the SQL given, once over everything";
          };
      case KEYS ->
          "%s %s join%s in the same image"
              .formatted(
                  anchor,
                  policy.name().toLowerCase(java.util.Locale.ROOT),
                  links.isEmpty()
                      ? " of nothing else"
                      : links.stream()
                          .map(JoinLink::describe)
                          .collect(Collectors.joining(", ", " ", ",")));
    };
  }
}
