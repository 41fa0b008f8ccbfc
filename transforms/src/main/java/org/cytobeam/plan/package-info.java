/**
 * Step 3: all indexes together are checked ({@link org.cytobeam.plan.SurveySources}) and cut into
 * row groups and partitions ({@link org.cytobeam.plan.PlanSources}). Both are pure functions of the
 * indexes; neither sees memory, threads or time.
 */
package org.cytobeam.plan;
