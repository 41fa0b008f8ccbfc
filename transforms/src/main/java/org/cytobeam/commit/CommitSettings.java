package org.cytobeam.commit;

import java.io.Serializable;
import java.util.Map;
import org.cytobeam.model.OnBadInput;

/**
 * Where the output goes and what the report tells besides the counts.
 *
 * @param source the source path
 * @param destination the file, or the folder
 * @param temporaryFolder the run's folder beside the destination, removed at the end
 * @param runId tells a retried commit that what lies at the destination is its own work
 * @param overwrite whether what is at the destination is replaced
 * @param concat whether an output's parts become one file, or stay a folder of parts
 * @param onBadInput whether what turns out to be bad when rows are joined fails the run
 * @param metadata key-value metadata of every Parquet file
 * @param choices what decided the table, for the report's result: preset, join and the like
 * @param environment what did not, for the report's run: runner, threads, memory
 * @param startMillis when the run began
 */
public record CommitSettings(
    String source,
    String destination,
    String temporaryFolder,
    String runId,
    boolean overwrite,
    boolean concat,
    OnBadInput onBadInput,
    Map<String, String> metadata,
    Map<String, Object> choices,
    Map<String, Object> environment,
    long startMillis)
    implements Serializable {

  /** The name of {@link #markerPath}. */
  static final String MARKER = "committing";

  /** There from the moment before the output is moved until the run's folder is removed. */
  public String markerPath() {
    return temporaryFolder + "/" + MARKER;
  }

  /** Beside a folder, never in it: some readers refuse anything but Parquet there. */
  public String reportPath() {
    return reportPath(destination);
  }

  /** Where the report on an output goes. */
  public static String reportPath(String destination) {
    String path = destination;
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return path + ".report.json";
  }
}
