package org.cytobeam.inspect;

import java.util.List;
import java.util.Map;

/**
 * What is in a source and what a conversion would make of it, as far as the index tells.
 *
 * @param format {@code csv}, {@code sqlite}
 * @param sources how many there are
 * @param files how many are read
 * @param bytes of these files
 * @param images over all sources; 0 where tables have none
 * @param namingColumns columns of the image tables that name plate, well or site
 * @param plates what the image tables name, by name, with the number of their rows; of many image
 *     tables, of the first 200
 * @param addedTableNumbers how many sources are given one
 * @param problems worst first
 * @param anchor the table whose objects become rows; empty where no keys are joined
 * @param partners the tables joined to it
 * @param join in words
 * @param sql the same as SQL; empty where tables are not joined, or the user's SQL does it, and for
 *     pycytominer's names, with which SQL does not go
 */
public record Inspection(
    String format,
    long sources,
    long files,
    long bytes,
    long images,
    List<InspectedTable> tables,
    List<String> namingColumns,
    Map<String, Long> plates,
    long addedTableNumbers,
    List<InspectedProblem> problems,
    String anchor,
    List<String> partners,
    String join,
    String sql,
    PlannedWork work,
    List<PlannedOutput> outputs) {}
