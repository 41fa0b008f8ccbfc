package org.cytobeam.commit;

import java.io.IOException;
import org.cytobeam.storage.Storage;

/**
 * The old output while a new one takes its place. It lies in the run's temporary folder from just
 * before the move of the new one until it is certain that this has succeeded.
 */
public final class ReplacedOutput {
  private final String staged;
  private final String replaced;
  private final String destination;

  /**
   * @param temporaryFolder the run's folder beside the destination
   */
  public ReplacedOutput(String temporaryFolder, String destination) {
    this.staged = temporaryFolder + "/output";
    this.replaced = temporaryFolder + "/replaced";
    this.destination = destination;
  }

  /** Where the old output is set aside. */
  public String path() {
    return replaced;
  }

  /** Moves what is at the destination out of the way. */
  void setAside() throws IOException {
    if (Storage.exists(replaced)) {
      throw new IOException(
          "an older output is in %s already; %s is left as it is".formatted(replaced, destination));
    }
    Storage.move(destination, replaced);
  }

  /**
   * Puts the old output back where no other has come to its place.
   *
   * @return whether nothing of value is left in the temporary folder; if not, some other program's
   *     output is at the destination, and the old one must be kept where it is
   */
  public boolean restore() throws IOException {
    if (!Storage.exists(replaced)) {
      return true;
    }
    if (Storage.exists(destination)) {
      // The staged output is gone only by having been moved, so this is the new one.
      return !Storage.exists(staged);
    }
    Storage.move(replaced, destination);
    return true;
  }
}
