package org.cytobeam.join;

import java.io.Serializable;
import org.cytobeam.model.WorkerSettings;
import org.cytobeam.write.WriteSettings;

/**
 * What a join needs besides the schema.
 *
 * @param temporaryFolder the run's folder beside the destination, where parts are stored
 * @param dropNull whether rows with a NULL in any column are left out, and counted
 */
public record JoinSettings(
    WriteSettings write, WorkerSettings worker, String temporaryFolder, boolean dropNull)
    implements Serializable {}
