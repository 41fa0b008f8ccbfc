package org.cytobeam.runners.direct;

import org.cytobeam.contract.BadFilesContract;
import org.cytobeam.contract.BadInputContract;
import org.cytobeam.contract.BadRowsContract;
import org.cytobeam.contract.CompartmentContract;
import org.cytobeam.contract.DatabaseFormsContract;
import org.cytobeam.contract.DryRunContract;
import org.cytobeam.contract.ErrorContract;
import org.cytobeam.contract.GoldenContract;
import org.cytobeam.contract.ImageKeyContract;
import org.cytobeam.contract.InspectContract;
import org.cytobeam.contract.JoinContract;
import org.cytobeam.contract.NamingContract;
import org.cytobeam.contract.NothingLostContract;
import org.cytobeam.contract.OutputContract;
import org.cytobeam.contract.PipelineContract;
import org.cytobeam.contract.ReportContract;
import org.cytobeam.contract.RowGroupContract;
import org.cytobeam.contract.SafetyContract;
import org.cytobeam.contract.SameBytesContract;
import org.cytobeam.contract.SqlContract;
import org.cytobeam.contract.ToldApartContract;
import org.cytobeam.contract.TrueValuesContract;
import org.junit.jupiter.api.Nested;

/** The contract of all runners, held by the DirectRunner. */
class DirectRunnerTest {
  private static final String NAME = "DirectRunner";

  @Nested
  class Golden extends GoldenContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class ImageKey extends ImageKeyContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class SameBytes extends SameBytesContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class RowGroups extends RowGroupContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class Output extends OutputContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class Join extends JoinContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class Names extends NamingContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class Compartments extends CompartmentContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class DatabaseForms extends DatabaseFormsContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class Sql extends SqlContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class Problems extends ReportContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class BadInput extends BadInputContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class BadFiles extends BadFilesContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class BadRows extends BadRowsContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class Errors extends ErrorContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class Safety extends SafetyContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class Inspect extends InspectContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class DryRun extends DryRunContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class Steps extends PipelineContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class NothingLost extends NothingLostContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class ToldApart extends ToldApartContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }

  @Nested
  class TrueValues extends TrueValuesContract {
    @Override
    protected String runner() {
      return NAME;
    }
  }
}
