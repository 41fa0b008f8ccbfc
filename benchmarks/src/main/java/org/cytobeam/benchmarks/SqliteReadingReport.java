package org.cytobeam.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.cytobeam.benchmarks.ReadingMethod.Pass;

/**
 * The figures of {@link SqliteReadingCommand} as Markdown.
 *
 * @param values read in one pass
 * @param passes of each method, in the order of the turns
 */
record SqliteReadingReport(
    long plateBytes,
    long values,
    int features,
    long seed,
    Map<ReadingMethod, List<Pass>> passes,
    List<Memory> memory) {

  /** What a process that read a plate had resident at most. */
  record Memory(long plateBytes, long peakBytes) {}

  String text() throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        format(
            "Plate of %.0f MB, 3 compartments of %d features, %.1f million values, seed %d;"
                + " %d turns, median (least - greatest).%n%s.%n%n",
            plateBytes / 1e6,
            features,
            values / 1e6,
            seed,
            passes.get(ReadingMethod.NATIVE).size(),
            Machine.describe()));
    text.append("| reader | wall s | CPU s | times faster, CPU | times faster, wall |\n");
    text.append("| --- | --- | --- | --- | --- |\n");
    for (ReadingMethod method : passes.keySet()) {
      text.append(
          format(
              "| %s | %s | %s | %s | %s |%n",
              method.title(),
              Spread.of(seconds(method, Pass::wallNanos)).format(2),
              Spread.of(seconds(method, Pass::cpuNanos)).format(2),
              ratio(ReadingMethod.RESULT_SET, method, Pass::cpuNanos).format(1),
              ratio(ReadingMethod.RESULT_SET, method, Pass::wallNanos).format(1)));
    }
    text.append(
        format(
            "%nTwo threads are %s times as fast as one (wall).%n%n",
            ratio(ReadingMethod.NATIVE, ReadingMethod.NATIVE_TWO_THREADS, Pass::wallNanos)
                .format(2)));
    appendMemory(text);
    return text.toString();
  }

  private void appendMemory(StringBuilder text) {
    text.append(
        format(
            "| plate | peak resident memory of a process that reads it, `%s` |%n",
            NativePassCommand.HEAP));
    text.append("| --- | --- |\n");
    for (Memory one : memory) {
      text.append(format("| %.0f MB | %.0f MB |%n", one.plateBytes() / 1e6, one.peakBytes() / 1e6));
    }
  }

  /** How many times as long one takes as the other, turn by turn: both under the same load. */
  private Spread ratio(ReadingMethod slow, ReadingMethod fast, ToLongFunction<Pass> nanos) {
    double[] slower = seconds(slow, nanos);
    double[] faster = seconds(fast, nanos);
    return Spread.of(
        IntStream.range(0, slower.length).mapToDouble(i -> slower[i] / faster[i]).toArray());
  }

  private double[] seconds(ReadingMethod method, ToLongFunction<Pass> nanos) {
    return passes.get(method).stream().mapToDouble(pass -> nanos.applyAsLong(pass) / 1e9).toArray();
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
