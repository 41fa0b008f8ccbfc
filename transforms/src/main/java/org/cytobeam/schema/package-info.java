/**
 * What is written: the names, order and types of the output's columns, resolved from all indexes
 * together ({@link org.cytobeam.schema.ResolveSchemas}), and the join in terms of them.
 */
package org.cytobeam.schema;
