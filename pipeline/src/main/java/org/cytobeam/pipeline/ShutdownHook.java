package org.cytobeam.pipeline;

/** What is done when the process is ended from outside, until it is closed. */
public final class ShutdownHook implements AutoCloseable {
  private final Thread hook;

  private ShutdownHook(Thread hook) {
    this.hook = hook;
  }

  /**
   * @param name of the thread that does the work
   */
  public static ShutdownHook of(String name, Runnable work) {
    Thread hook = new Thread(work, name);
    Runtime.getRuntime().addShutdownHook(hook);
    return new ShutdownHook(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The JVM is going down and the hook is running: that is what it is for.
      Thread.yield();
    }
  }
}
