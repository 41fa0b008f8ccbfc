package org.cytobeam.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Samples;
import org.cytobeam.plan.RowGroupPlan;
import org.junit.jupiter.api.Test;

class PlannedWorkTest {
  @Test
  void aPartitionsChunksAreWeighedTogether() {
    RowGroupPlan two =
        new RowGroupPlan(
            0, List.of(chunk(0, "cells", 5), chunk(0, "nuclei", 4), chunk(1, "cells", 8)), 17);
    RowGroupPlan one = new RowGroupPlan(1, List.of(chunk(0, "cells", 7)), 7);
    assertThat(PlannedWork.sum(List.of(two, one))).isEqualTo(new PlannedWork(2, 3, 24, 9, 17));
    assertThat(PlannedWork.sum(List.of())).isEqualTo(PlannedWork.NONE);
  }

  private static ChunkDescriptor chunk(int partition, String tag, long bytes) {
    return new ChunkDescriptor(0, partition, 0, Samples.table("s", tag), List.of(), 1, bytes);
  }
}
