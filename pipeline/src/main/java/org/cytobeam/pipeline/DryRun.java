package org.cytobeam.pipeline;

import java.util.Locale;
import org.cytobeam.inspect.Inspection;

/**
 * What a conversion would do.
 *
 * @param inspection what was found, and what it is planned to become
 * @param preset its name, or {@code inferred}
 * @param reason why it is that one, as a sentence
 * @param policy of the join, in lower case; empty where there is none, or SQL
 * @param dropsNull whether rows with a NULL are dropped
 */
public record DryRun(
    Inspection inspection,
    String preset,
    String reason,
    String policy,
    boolean dropsNull,
    Estimate estimate) {
  static DryRun of(ConvertConfig config, Inspection inspection) {
    boolean keyed = config.schema().joined() && !config.schema().join().isSql();
    return new DryRun(
        inspection,
        config.preset(),
        config.reason(),
        keyed ? config.schema().join().policy().name().toLowerCase(Locale.ROOT) : "",
        config.join().dropNull(),
        Estimate.of(
            inspection,
            config.threads(),
            config.commit().concat(),
            DiskSpace.unpackedBytes(config.source().files(), config.threads())));
  }
}
