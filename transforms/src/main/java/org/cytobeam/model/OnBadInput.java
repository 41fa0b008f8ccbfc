package org.cytobeam.model;

import java.util.List;

/** What is done about input that cannot be used. */
public enum OnBadInput {
  /** It is left out and told; the rest is converted. */
  QUARANTINE,
  /** Nothing is written. */
  FAIL;

  /** More than a person reads; without {@code fail} the report has them all. */
  private static final int SHOWN = 1000;

  /**
   * Under {@code fail}, refuses input of which something would be left out.
   *
   * @param problems all that are known so far
   * @throws UserError that tells every one of them that leaves something out
   */
  public void check(List<Problem> problems) {
    List<Problem> bad =
        problems.stream().filter(p -> p.kind().leavesOut()).sorted(Problem.WORST_FIRST).toList();
    if (this == QUARANTINE || bad.isEmpty()) {
      return;
    }
    StringBuilder message = new StringBuilder();
    message.append(bad.size() == 1 ? "1 problem" : bad.size() + " problems");
    message.append(" with the input; nothing is written under --on-bad-input fail");
    bad.stream().limit(SHOWN).forEach(p -> message.append("\n  ").append(p.line()));
    if (bad.size() > SHOWN) {
      message.append("\n  and ").append(bad.size() - SHOWN);
      message.append(" more; without --on-bad-input fail the report lists all");
    }
    throw new UserError(message.toString());
  }
}
