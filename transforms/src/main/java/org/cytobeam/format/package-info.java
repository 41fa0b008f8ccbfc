/**
 * The formats that CytoBeam reads. To add one, implement {@link org.cytobeam.format.TableFormat}
 * and name it in {@link org.cytobeam.format.TableFormats}; nothing else knows of formats.
 */
package org.cytobeam.format;
