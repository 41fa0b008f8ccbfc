package org.cytobeam.benchmarks;

import java.nio.file.Path;
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

  /**
   * Lets each method read the plate once.
   *
   * @param turn counts from 1; earlier ones only warm up
   */
  void take(Path plate, int turn, ReadingMethod... methods) throws Exception {
    for (ReadingMethod method : methods) {
      Pass pass = method.time(plate);
      System.err.printf(
          "%s %s: %.3f s, CPU %.3f s%n",
          turn < 1 ? "warm-up" : "turn " + turn,
          method.title(),
          pass.wallNanos() / 1e9,
          pass.cpuNanos() / 1e9);
      if (turn >= 1) {
        passes.computeIfAbsent(method, m -> new ArrayList<>()).add(pass);
      }
    }
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
