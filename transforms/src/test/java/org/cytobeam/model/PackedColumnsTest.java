package org.cytobeam.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedColumnsTest {
  @Test
  void givesBackEveryNameAndType() {
    List<Column> columns = new ArrayList<>();
    for (ColumnType type : ColumnType.values()) {
      columns.add(new Column("é\uD83E\uDDEC " + type, type));
    }
    columns.add(new Column("", ColumnType.TEXT));
    assertThat(PackedColumns.of(columns).unpack()).isEqualTo(columns);
    assertThat(PackedColumns.of(columns).size()).isEqualTo(columns.size());
    assertThat(PackedColumns.of(List.of()).unpack()).isEmpty();
  }

  @Test
  void equalNamesAreHeldOnceWhateverTheirTypes() {
    PackedColumns integers = PackedColumns.of(List.of(new Column("a", ColumnType.INT64)));
    PackedColumns doubles = PackedColumns.of(List.of(new Column("a", ColumnType.DOUBLE)));
    PackedColumns travelled =
        new PackedColumns(new StringBuilder(integers.names()).toString(), integers.types());
    assertThat(doubles).isNotEqualTo(integers);
    assertThat(doubles.names()).isSameAs(integers.names());
    assertThat(travelled).isEqualTo(integers);
    assertThat(travelled.names()).isSameAs(integers.names());
  }

  @Test
  void thousandsOfFeatureNamesTakeLittle() {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      columns.add(new Column("Texture_Variance_ChannelDNA_" + i + "_256", ColumnType.DOUBLE));
    }
    PackedColumns packed = PackedColumns.of(columns);
    assertThat(packed.names()).hasSizeLessThan(12_000);
    assertThat(packed.unpack()).isEqualTo(columns);
  }
}
