package org.cytobeam.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineVisitor;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.cytobeam.find.FindSourceTables;
import org.cytobeam.find.SourceQuery;
import org.cytobeam.format.TableNames;
import org.cytobeam.index.IndexSourceTables;
import org.cytobeam.model.TableIndex;
import org.cytobeam.pipeline.ConvertMeasurements;
import org.cytobeam.pipeline.ConvertOptions;
import org.cytobeam.testkit.CsvPlate;
import org.cytobeam.testkit.ExpectedJoin;
import org.cytobeam.testkit.ExpectedNames;
import org.cytobeam.testkit.ParquetRows;
import org.cytobeam.testkit.Plate;
import org.cytobeam.testkit.Plate.Numbering;
import org.cytobeam.testkit.PlateSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The conversion and its steps as transforms in somebody else's pipeline. */
public abstract class PipelineContract extends RunnerContract {
  private static final TableNames WANTED =
      new TableNames(List.of("image"), List.of("cells", "nuclei", "cytoplasm"));

  private Plate plate;

  @BeforeEach
  void writePlate() throws Exception {
    plate = Plate.of(PlateSpec.small());
    CsvPlate.write(plate, in("plate"));
  }

  @Test
  void theConversionIsATransformAmongOthers() throws Exception {
    Pipeline pipeline = Pipeline.create(pipelineOptions());
    PCollection<String> reports =
        pipeline
            .apply("Convert the plate", conversion(in("plate")))
            .apply(
                "Shout",
                MapElements.into(TypeDescriptors.strings()).via((String s) -> s.toUpperCase()));
    assertHolds(reports, Report.pathOf(out("joined.parquet")).toString().toUpperCase());
    pipeline.run().waitUntilFinish();
    assertTable(
        ExpectedJoin.of(ExpectedNames.CELLPROFILER_CSV).add("", plate),
        ParquetRows.read(out("joined.parquet")));
    assertThat(names(out(""))).containsExactly("joined.parquet", "joined.parquet.report.json");
  }

  @Test
  void stepsAreTransformsOfTheirOwn() throws Exception {
    Pipeline pipeline = Pipeline.create(pipelineOptions());
    PCollection<TableIndex> indexes =
        pipeline
            .apply("Find", FindSourceTables.matching(query(in("plate"))))
            .apply("Index", IndexSourceTables.of(WANTED));
    PCollection<String> described =
        indexes.apply(
            "Describe",
            MapElements.into(TypeDescriptors.strings())
                .via((TableIndex i) -> i.table().tag() + " " + i.runs().size() + " " + i.rows()));
    assertHolds(described, "image 4 4", "cells 4 20", "nuclei 4 20", "cytoplasm 4 20");
    pipeline.run().waitUntilFinish();
  }

  @Test
  void theGraphIsTheSameForOneSourceAndForMany() throws Exception {
    Files.createDirectories(in("many"));
    CsvPlate.writeSites(
        Plate.of(PlateSpec.small().withImages(200).withCells(1, 0).withFeatures(4)),
        in("many"),
        Numbering.KEPT);
    List<String> one = transforms(in("plate"));
    assertThat(one).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    assertThat(transforms(in("many"))).isEqualTo(one);
  }

  private static void assertHolds(PCollection<String> collection, String... expected) {
    PAssert.that(collection)
        .satisfies(
            elements -> {
              assertThat(elements).containsExactlyInAnyOrder(expected);
              return null;
            });
  }

  private ConvertMeasurements conversion(Path source) throws Exception {
    return ConvertMeasurements.of(
        "" + source, "" + out("joined.parquet"), new ConvertOptions(), pipelineOptions());
  }

  private static SourceQuery query(Path folder) {
    return new SourceQuery(folder.toString(), WANTED, "");
  }

  private List<String> transforms(Path source) throws Exception {
    Pipeline pipeline = Pipeline.create(pipelineOptions());
    pipeline.apply("Convert", conversion(source));
    List<String> names = new ArrayList<>();
    pipeline.traverseTopologically(
        new PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            names.add(node.getFullName());
          }
        });
    return names;
  }
}
