package org.cytobeam.benchmarks;

import static org.cytobeam.benchmarks.ReadingMethod.NATIVE;
import static org.cytobeam.benchmarks.ReadingMethod.NATIVE_TWO_THREADS;
import static org.cytobeam.benchmarks.ReadingMethod.RESULT_SET;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.cytobeam.benchmarks.ReadingMethod.Pass;

/**
 * The figures of {@link SqliteReadingCommand} as Markdown.
 *
 * @param values read in one pass
 * @param load of the machine by other processes, before the start
 * @param readers passes with one thread, in turns
 * @param threads passes of CytoBeam's reader with one thread and with two, in turns
 * @param quietTurns how many of those turns began at a {@link QuietMoment}
 */
record SqliteReadingReport(
    long plateBytes,
    long values,
    int features,
    long seed,
    double load,
    Passes readers,
    Passes threads,
    int quietTurns,
    List<Memory> memory) {

  /** What some processes that read a plate had resident at most. */
  record Memory(long plateBytes, Spread peakMegabytes) {}

  String text() throws IOException {
    StringBuilder text = new StringBuilder();
    appendPlate(text);
    appendReaders(text);
    appendThreads(text);
    appendMemory(text);
    return text.toString();
  }

  private void appendPlate(StringBuilder text) throws IOException {
    append(
        text,
        "A plate of %.0f MB: 3 compartments of %d features, %.1f million values, seed %d. %s. Load by others: %.1f.\n",
        plateBytes / 1e6,
        features,
        values / 1e6,
        seed,
        Machine.describe(),
        load);
  }

  private void appendReaders(StringBuilder text) {
    append(text, "\nOne thread, %d turns, median (least - greatest):\n\n", readers.turns());
    text.append("| reader | wall s | CPU s | times as fast, CPU | times as fast, wall |\n");
    text.append("| --- | --- | --- | --- | --- |\n");
    for (ReadingMethod method : readers.methods()) {
      append(
          text,
          "| %s | %s | %s | %s | %s |\n",
          method.title(),
          readers.seconds(method, Pass::wallNanos).format(2),
          readers.seconds(method, Pass::cpuNanos).format(2),
          readers.ratio(RESULT_SET, method, Pass::cpuNanos).format(1),
          readers.ratio(RESULT_SET, method, Pass::wallNanos).format(1));
    }
  }

  private void appendThreads(StringBuilder text) {
    append(
        text,
        "\nTwo threads are %s times as fast as one (wall) and take %s times the CPU time;"
            + " %d turns, of which %d began when other"
            + " processes used less than a tenth of the processors.\n",
        threads.ratio(NATIVE, NATIVE_TWO_THREADS, Pass::wallNanos).format(2),
        threads.ratio(NATIVE_TWO_THREADS, NATIVE, Pass::cpuNanos).format(2),
        threads.turns(),
        quietTurns);
  }

  private void appendMemory(StringBuilder text) {
    append(
        text,
        "\n| plate | peak resident memory of a process that reads it, `%s` |\n",
        NativePassCommand.HEAP);
    text.append("| --- | --- |\n");
    for (Memory one : memory) {
      append(text, "| %.0f MB | %s MB |\n", one.plateBytes() / 1e6, one.peakMegabytes().format(0));
    }
  }

  private static void append(StringBuilder text, String form, Object... values) {
    text.append(String.format(Locale.ROOT, form, values));
  }
}
