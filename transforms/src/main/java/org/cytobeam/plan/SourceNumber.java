package org.cytobeam.plan;

/** The TableNumber that CytoBeam gives a source which has none of its own. */
public record SourceNumber(String source, long tableNumber) {}
