package org.cytobeam.duckdb;

import java.util.List;
import org.cytobeam.model.Column;

/** A table as a user's SQL sees it. */
public record QueryTable(String name, List<Column> columns) {}
