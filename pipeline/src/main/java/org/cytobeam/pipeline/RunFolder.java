package org.cytobeam.pipeline;

import java.util.UUID;

/**
 * The one folder of a run's temporary things, beside the destination so that a move suffices.
 *
 * @param id names the run
 * @param path {@code .cytobeam-<id>} in the destination's folder
 */
record RunFolder(String id, String path) {
  static RunFolder beside(String destination) {
    String id = UUID.randomUUID().toString().substring(0, 13);
    String folder = destination.substring(0, destination.lastIndexOf('/') + 1);
    return new RunFolder(id, folder + ".cytobeam-" + id);
  }
}
