package org.cytobeam.coder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.cytobeam.find.FileBatch;
import org.cytobeam.inspect.PlannedWork;
import org.cytobeam.join.KeyFault;
import org.cytobeam.join.Part;
import org.cytobeam.join.RowGroupResult;
import org.cytobeam.join.TableCount;
import org.cytobeam.model.ChunkDescriptor;
import org.cytobeam.model.Column;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.ImageSlice;
import org.cytobeam.model.KeyColumns;
import org.cytobeam.model.Problem;
import org.cytobeam.model.Range;
import org.cytobeam.model.Reading;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.SourceTable;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.TableNumber;
import org.cytobeam.model.UnreadableColumn;
import org.cytobeam.plan.LeftOutRows;
import org.cytobeam.plan.PlanSlice;
import org.cytobeam.plan.RowGroupPlan;
import org.cytobeam.plan.SourceNumber;
import org.cytobeam.plan.Survey;
import org.cytobeam.read.PartitionBatch;
import org.cytobeam.read.TableChunks;
import org.cytobeam.schema.JoinLink;
import org.cytobeam.schema.JoinPlan;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.OutputColumn;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.OutputTable;
import org.cytobeam.schema.TableSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record that crosses a worker comes back as it was. */
class RecordCoderTest {
  private static final SourceTable TABLE =
      new SourceTable(
          new SourceFile("a", "f", "/x", "csv", "cells", "cells", -1, Long.MAX_VALUE),
          "a/é\uD83D\uDD2C_",
          "cells",
          "per_cells",
          "t",
          "Cells",
          false);
  private static final ChunkDescriptor CHUNK =
      new ChunkDescriptor(
          Long.MAX_VALUE,
          3,
          1,
          TABLE,
          List.of(
              new ImageSlice(0, TableNumber.of("0aff"), -7, List.of(new Range(5, 9)), 2),
              new ImageSlice(1, TableNumber.of(Long.MIN_VALUE), 1L << 40, List.of(), 0)),
          2,
          1L << 33);
  private static final Problem PROBLEM =
      new Problem(Problem.Kind.REJECTED_ROWS, "s", "f", "t", "line 2: \"odd\"\n", 4);
  private static final TableIndex INDEX =
      new TableIndex(
          TABLE,
          List.of(new Column("", ColumnType.NULL), new Column("b", ColumnType.TIMESTAMP_UTC)),
          new KeyColumns("TableNumber", "", "ObjectNumber"),
          List.of(new ImageRun(TableNumber.ABSENT, 1, List.of(new Range(-4, 8)), 12, 96)),
          14,
          2,
          0xFFFFFFFFL,
          List.of(PROBLEM));
  private static final OutputColumn COLUMN =
      new OutputColumn("A", ColumnType.FLOAT, OutputColumn.Origin.QUERY, "", 300);

  /** What the coders of the pipeline are made for. */
  static Stream<Record> travellers() {
    return Stream.of(
        new FileBatch(List.of(new SourceFile("s", "f", "p", "sqlite", "", "", Long.MIN_VALUE))),
        INDEX,
        new Survey(
            List.of(INDEX, INDEX),
            List.of(new SourceNumber("s", 0xFFFFFFFFL)),
            List.of(new LeftOutRows("cells", 7)),
            List.of(PROBLEM)),
        new PlanSlice(
            List.of(new RowGroupPlan(0, List.of(CHUNK), 5), new RowGroupPlan(1, List.of(), 0))),
        new PlannedWork(1, 2, 3, 4, 5),
        new TableChunks("cells", List.of(CHUNK, CHUNK), List.of()),
        new OutputSchema(
            List.of(
                new TableSchema(
                    "cells",
                    "per_cells",
                    List.of(new Column("a", ColumnType.BINARY)),
                    List.of("A"),
                    new KeyColumns("", "a", ""))),
            List.of(new OutputTable("", List.of(COLUMN))),
            new JoinPlan(
                JoinPlan.Kind.KEYS,
                "cytoplasm",
                "ObjectNumber",
                List.of(new JoinLink("cytoplasm", "Parent_Cells", "cells", "ObjectNumber")),
                JoinPolicy.FULL,
                List.of("image"),
                ""),
            List.of(PROBLEM)),
        new RowGroupResult(
            9,
            List.of(new Part("cells", "/tmp/p", 3)),
            List.of(new TableCount("cells", 9, 4, 3, 2)),
            List.of(new UnreadableColumn("s", "cells", "Area", 1)),
            List.of(
                new KeyFault(
                    KeyFault.Kind.PARENT_UNKNOWN,
                    "s",
                    "cells",
                    "Parent_Nuclei",
                    "nuclei",
                    2,
                    "'3x'",
                    "image 1")),
            6,
            Reading.NONE));
  }

  @ParameterizedTest
  @MethodSource("travellers")
  void everyTravellerComesBackAndIsEncodedTheSameWayAgain(Record value) throws Exception {
    RecordCoder<Record> coder = coder(value);
    byte[] bytes = CoderUtils.encodeToByteArray(coder, value);
    Record decoded = CoderUtils.decodeFromByteArray(coder, bytes);
    assertThat(decoded).isEqualTo(value);
    assertThat(CoderUtils.encodeToByteArray(coder, decoded)).isEqualTo(bytes);
    assertThat(coder.structuralValue(decoded)).isEqualTo(coder.structuralValue(value));
    coder.verifyDeterministic();
  }

  @Test
  void recordsWithBytesAreComparedByTheirContentsInAnyDepth() throws Exception {
    RecordCoder<TableChunks> coder = RecordCoder.of(TableChunks.class);
    TableChunks value = new TableChunks("cells", List.of(), List.of(batch(1, 2)));
    TableChunks same = new TableChunks("cells", List.of(), List.of(batch(1, 2)));
    TableChunks other = new TableChunks("cells", List.of(), List.of(batch(1, 3)));
    assertThat(coder.structuralValue(value))
        .isEqualTo(coder.structuralValue(same))
        .isNotEqualTo(coder.structuralValue(other));
    TableChunks decoded =
        CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, value));
    assertThat(decoded.batches().get(0).arrow()).containsExactly(1, 2);
    assertThat(decoded.batches().get(0).unreadable())
        .containsExactly(new UnreadableColumn("s", "cells", "a", 2));
  }

  @Test
  void anotherVersionIsRefused() throws Exception {
    RecordCoder<Range> coder = RecordCoder.of(Range.class);
    byte[] bytes = CoderUtils.encodeToByteArray(coder, new Range(1, 2));
    assertThat(bytes).containsExactly(1, 2, 4);
    bytes[0] = 2;
    assertThatThrownBy(() -> coder.decode(new ByteArrayInputStream(bytes)))
        .isInstanceOf(CoderException.class)
        .hasMessage("Range was written with format 2, not 1");
  }

  @Test
  void aMissingComponentIsRefusedByName() {
    assertThatThrownBy(
            () ->
                CoderUtils.encodeToByteArray(
                    RecordCoder.of(Part.class), new Part("cells", null, 1)))
        .isInstanceOf(CoderException.class)
        .hasMessage("Part.path must not be null");
  }

  @Test
  void aMissingElementOfAListIsRefused() {
    assertThatThrownBy(
            () ->
                CoderUtils.encodeToByteArray(
                    RecordCoder.of(FileBatch.class),
                    new FileBatch(Arrays.asList((SourceFile) null))))
        .isInstanceOf(CoderException.class)
        .hasMessage("a list must not hold null: [null]");
  }

  @Test
  void aRecordThatIsCutOffIsAnError() throws Exception {
    RecordCoder<Part> coder = RecordCoder.of(Part.class);
    byte[] bytes = CoderUtils.encodeToByteArray(coder, new Part("cells", "/x", 1));
    for (int length = 0; length < bytes.length; length++) {
      byte[] start = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> coder.decode(new ByteArrayInputStream(start)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aTypeWithoutEncodingIsRefusedWhenTheGraphIsBuilt() {
    record WithObject(Object anything) {}
    assertThatThrownBy(() -> RecordCoder.of(WithObject.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no encoding for a component of type class java.lang.Object");
  }

  @Test
  void aCoderThatTravelledStillEncodes() throws Exception {
    RecordCoder<Range> coder = RecordCoder.of(Range.class);
    RecordCoder<Range> travelled = SerializableUtils.clone(coder);
    assertThat(travelled).isEqualTo(coder).hasSameHashCodeAs(coder);
    assertThat(CoderUtils.encodeToByteArray(travelled, new Range(-3, 300)))
        .isEqualTo(CoderUtils.encodeToByteArray(coder, new Range(-3, 300)));
    assertThat(coder).isNotEqualTo(RecordCoder.of(Part.class));
  }

  @Property
  void anyNumbersComeBack(@ForAll long rows, @ForAll int partition, @ForAll boolean keyed)
      throws Exception {
    SourceTable table =
        SourceTable.alone(
            new SourceFile("s", "", "p", "csv", "", "", rows, ~rows), "t", "g", keyed);
    ChunkDescriptor chunk =
        new ChunkDescriptor(rows, partition, ~partition, table, List.of(), ~rows, rows);
    RecordCoder<ChunkDescriptor> coder = RecordCoder.of(ChunkDescriptor.class);
    assertThat(CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, chunk)))
        .isEqualTo(chunk);
  }

  private static PartitionBatch batch(int... bytes) {
    byte[] arrow = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      arrow[i] = (byte) bytes[i];
    }
    return new PartitionBatch(
        0, arrow, List.of(new UnreadableColumn("s", "cells", "a", 2)), new Reading(7, 2));
  }

  @SuppressWarnings("unchecked")
  private static RecordCoder<Record> coder(Record value) {
    return (RecordCoder<Record>) (RecordCoder<?>) RecordCoder.of(value.getClass());
  }
}
