package org.cytobeam.runners.direct;

import org.cytobeam.contract.PlateProperties;

/** The properties of all runners, held by the DirectRunner. */
class DirectRunnerPropertyTest extends PlateProperties {
  @Override
  protected String runner() {
    return "DirectRunner";
  }
}
