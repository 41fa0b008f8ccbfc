package org.cytobeam.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.cytobeam.model.Problem;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.cytobeam.plan.Survey;

/**
 * Tells of tables that are in some sources and not in others: a site without cells has an empty
 * file, so a missing one may have been forgotten. What was quarantined is told already.
 */
final class MissingTables {
  private static final int SOURCES_SHOWN = 5;

  private final Survey survey;

  MissingTables(Survey survey) {
    this.survey = survey;
  }

  /** A note for each of the tables that some source lacks. */
  List<Problem> notes(List<String> tags) {
    Set<String> sources = new LinkedHashSet<>();
    Set<List<String>> there = new HashSet<>();
    for (TableIndex index : survey.indexes()) {
      sources.add(index.table().source());
      there.add(List.of(index.table().source(), index.table().tag()));
    }
    survey.problems().stream()
        .filter(problem -> problem.kind() == Problem.Kind.QUARANTINED)
        .forEach(problem -> there.add(List.of(problem.source(), problem.missing())));
    List<Problem> notes = new ArrayList<>();
    for (String tag : tags) {
      List<String> without =
          sources.stream()
              .filter(source -> !there.contains(List.of(source, tag)))
              .sorted(TableNumber::compareUtf8)
              .toList();
      if (!without.isEmpty()) {
        String message = message(without, sources.size());
        notes.add(new Problem(Problem.Kind.NOTE, "", "", tag, message, 0, tag));
      }
    }
    return notes;
  }

  private static String message(List<String> without, int sources) {
    String shown =
        without.stream()
            .limit(SOURCES_SHOWN)
            .map(source -> source.isEmpty() ? "." : source)
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "missing in %,d of %,d sources: %s%s",
        without.size(),
        sources,
        shown,
        without.size() > SOURCES_SHOWN ? ", ..." : "");
  }
}
