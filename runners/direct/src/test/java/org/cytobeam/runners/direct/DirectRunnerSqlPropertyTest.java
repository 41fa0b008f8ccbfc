package org.cytobeam.runners.direct;

import org.cytobeam.contract.SqlProperties;

/** The properties of a user's SQL, held by the DirectRunner. */
class DirectRunnerSqlPropertyTest extends SqlProperties {
  @Override
  protected String runner() {
    return "DirectRunner";
  }
}
