package org.cytobeam.pipeline;

import java.util.List;
import org.cytobeam.commit.CommitSettings;
import org.cytobeam.find.SourceFinder;
import org.cytobeam.join.JoinSettings;
import org.cytobeam.model.WorkerSettings;
import org.cytobeam.plan.PlanSettings;
import org.cytobeam.plan.TableNumberRule;
import org.cytobeam.schema.SchemaSettings;

/**
 * A conversion with every decision taken: what the graph is built from, and all that it knows.
 *
 * @param source what is looked for and where, and what the launcher has found
 * @param tags the tables of the merge
 * @param preset the preset's name, or {@code inferred}
 * @param reason why it was chosen, for the terminal
 * @param threads row groups worked on at once
 */
record ConvertConfig(
    SourceFinder source,
    List<String> tags,
    String preset,
    String reason,
    TableNumberRule tableNumbers,
    PlanSettings plan,
    SchemaSettings schema,
    Exchange exchange,
    JoinSettings join,
    WorkerSettings worker,
    CommitSettings commit,
    int threads) {}
