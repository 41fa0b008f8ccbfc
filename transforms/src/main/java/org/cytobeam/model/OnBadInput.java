package org.cytobeam.model;

import java.util.List;
import java.util.Locale;

/** What is done about input that cannot be used. */
public enum OnBadInput {
  /** It is left out and told; the rest is converted. */
  QUARANTINE,
  /** Nothing is written. */
  FAIL;

  /** More than a person reads at once; without {@code fail} the report has them all. */
  private static final int SHOWN = 100;

  /**
   * Under {@code fail}, refuses bad input: notes are all that it lets pass.
   *
   * @param problems all that are known so far
   * @throws UserError that tells them, worst first
   */
  public void check(List<Problem> problems) {
    List<Problem> bad =
        problems.stream().filter(p -> p.kind().isBad()).sorted(Problem.WORST_FIRST).toList();
    if (this == QUARANTINE || bad.isEmpty()) {
      return;
    }
    StringBuilder message = new StringBuilder();
    message.append(bad.size() == 1 ? "1 problem" : count(bad.size()) + " problems");
    message.append(" with the input; nothing is written under --on-bad-input fail");
    bad.stream().limit(SHOWN).forEach(p -> message.append("\n  ").append(p.line()));
    if (bad.size() > SHOWN) {
      message.append("\n  and ").append(count(bad.size() - SHOWN));
      message.append(" more; without --on-bad-input fail the report lists all");
    }
    throw new UserError(message.toString());
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
