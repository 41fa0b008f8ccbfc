package org.cytobeam.plan;

import java.util.List;

/** Consecutive row groups: the element that the splittable read divides. */
public record PlanSlice(List<RowGroupPlan> rowGroups) {}
