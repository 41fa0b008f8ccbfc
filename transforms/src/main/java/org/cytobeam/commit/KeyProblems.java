package org.cytobeam.commit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cytobeam.join.KeyFault;
import org.cytobeam.model.Problem;

/**
 * The faults of keys, added up over all row groups: rejected rows for each source, which is to be
 * looked at; the others once a table and column, for a plate of thousands of sites may have some in
 * each.
 */
final class KeyProblems {
  /** A fault wherever it was met. */
  private static final class Sum {
    private final KeyFault first;
    private final Set<String> sources = new HashSet<>();
    private long rows;

    Sum(KeyFault first) {
      this.first = first;
    }

    void add(KeyFault fault) {
      sources.add(fault.source());
      rows += fault.rows();
    }
  }

  private KeyProblems() {}

  /**
   * The problems.
   *
   * @param faults in order of row groups, so that the example is always the same
   */
  static List<Problem> of(List<KeyFault> faults) {
    Map<List<String>, Sum> sums = new LinkedHashMap<>();
    for (KeyFault fault : faults) {
      List<String> key =
          List.of(
              fault.kind().name(),
              fault.tag(),
              fault.column(),
              isRejected(fault) ? fault.source() : "");
      sums.computeIfAbsent(key, k -> new Sum(fault)).add(fault);
    }
    List<Problem> problems = new ArrayList<>();
    sums.values().forEach(sum -> problems.add(problem(sum)));
    return problems;
  }

  private static boolean isRejected(KeyFault fault) {
    return fault.kind() == KeyFault.Kind.REPEATED;
  }

  private static Problem problem(Sum sum) {
    KeyFault fault = sum.first;
    return new Problem(
        isRejected(fault) ? Problem.Kind.REJECTED_ROWS : Problem.Kind.FAULT,
        isRejected(fault) ? fault.source() : "",
        "",
        fault.tag(),
        message(sum),
        sum.rows);
  }

  private static String message(Sum sum) {
    KeyFault fault = sum.first;
    boolean one = sum.rows == 1;
    String rows = one ? "1 row" : sum.rows + " rows";
    String who = sum.sources.size() == 1 ? rows : rows + in(sum.sources.size());
    String has = who + (one ? " has" : " have");
    String example = ", e.g. " + fault.value() + " in " + fault.image();
    return switch (fault.kind()) {
      case REPEATED ->
          fault.column().isEmpty()
              ? "%s the ImageNumber of an earlier row, which is kept, e.g. %s"
                  .formatted(rows + (one ? " repeats" : " repeat"), fault.image())
              : "%s the image and object number of an earlier row, which is kept%s"
                  .formatted(rows + (one ? " repeats" : " repeat"), example);
      case REPEATED_ANCHOR ->
          "%s the image and object number of an earlier row; all are in the output, since its rows are those of %s%s"
              .formatted(who + (one ? " repeats" : " repeat"), fault.tag(), example);
      case NO_OBJECT_NUMBER -> has + " no usable object number" + example;
      case PARENT_NOT_WHOLE ->
          "%s a %s that is no whole number, so no parent%s".formatted(has, fault.column(), example);
      case PARENT_UNKNOWN ->
          "%s a %s that is not the number of any object of %s, so no parent%s"
              .formatted(has, fault.column(), fault.target(), example);
    };
  }

  private static String in(int sources) {
    return String.format(Locale.ROOT, " of %,d sources", sources);
  }
}
