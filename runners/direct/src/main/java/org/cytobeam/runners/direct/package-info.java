/** Packaging and launching on the DirectRunner; no step of the conversion lives here. */
package org.cytobeam.runners.direct;
