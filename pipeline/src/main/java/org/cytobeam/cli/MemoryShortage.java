package org.cytobeam.cli;

import java.sql.SQLException;
import org.apache.arrow.memory.OutOfMemoryException;

/** Tells that Java, Arrow or DuckDB ran out of memory, which a person can do something about. */
final class MemoryShortage {
  static final String MESSAGE =
      "ran out of memory: use fewer --threads, or give Java more with"
          + " CYTOBEAM_JAVA_OPTIONS=-Xmx4g";

  private static final long PATIENCE_MILLIS = 30_000;

  private MemoryShortage() {}

  /** Whether it is in the chain of causes. */
  static boolean in(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof OutOfMemoryError
          || t instanceof OutOfMemoryException
          || t instanceof SQLException
              && String.valueOf(t.getMessage()).contains("Out of Memory")) {
        return true;
      }
    }
    return false;
  }

  /**
   * For threads that nobody waits for. A runner that has lost one of its own may wait for it for
   * ever, so the program is ended where the run has not ended by itself.
   */
  static void uncaught(Thread thread, Throwable thrown) {
    if (!in(thrown)) {
      System.err.println("Exception in thread \"" + thread.getName() + "\"");
      thrown.printStackTrace();
      return;
    }
    Thread end = new Thread(MemoryShortage::endLater, "out of memory");
    end.setDaemon(true);
    end.start();
  }

  private static void endLater() {
    try {
      Thread.sleep(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.println("cytobeam: " + MESSAGE);
    System.exit(ExitCodes.FIXABLE);
  }
}
