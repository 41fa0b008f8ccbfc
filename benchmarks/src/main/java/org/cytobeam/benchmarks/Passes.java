package org.cytobeam.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.cytobeam.benchmarks.ReadingMethod.Pass;

/** Passes of some methods that took turns. */
final class Passes {
  private final Map<ReadingMethod, List<Pass>> passes = new EnumMap<>(ReadingMethod.class);

  void add(ReadingMethod method, Pass pass) {
    passes.computeIfAbsent(method, m -> new ArrayList<>()).add(pass);
  }

  Set<ReadingMethod> methods() {
    return passes.keySet();
  }

  int turns() {
    return passes.values().iterator().next().size();
  }

  Spread seconds(ReadingMethod method, ToLongFunction<Pass> nanos) {
    return Spread.of(
        passes.get(method).stream().mapToDouble(pass -> nanos.applyAsLong(pass) / 1e9).toArray());
  }

  /** How many times as long one takes as the other, turn by turn: both under the same load. */
  Spread ratio(ReadingMethod slow, ReadingMethod fast, ToLongFunction<Pass> nanos) {
    List<Pass> slower = passes.get(slow);
    List<Pass> faster = passes.get(fast);
    return Spread.of(
        IntStream.range(0, turns())
            .mapToDouble(
                i -> (double) nanos.applyAsLong(slower.get(i)) / nanos.applyAsLong(faster.get(i)))
            .toArray());
  }
}
