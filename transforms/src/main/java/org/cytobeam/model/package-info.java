/**
 * The nouns of CytoBeam: immutable records that travel between workers, each with a {@link
 * org.cytobeam.coder.RecordCoder}. Nothing here opens a file or knows of Beam.
 */
package org.cytobeam.model;
