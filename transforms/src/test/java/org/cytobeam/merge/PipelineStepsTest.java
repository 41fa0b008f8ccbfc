package org.cytobeam.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.cytobeam.find.FindSourceTables;
import org.cytobeam.find.SourceQuery;
import org.cytobeam.index.IndexSourceTables;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.Problem;
import org.cytobeam.model.Samples;
import org.cytobeam.model.TableIndex;
import org.cytobeam.model.WorkerSettings;
import org.cytobeam.plan.PlanSettings;
import org.cytobeam.plan.PlanSources;
import org.cytobeam.plan.SourceNumber;
import org.cytobeam.plan.Survey;
import org.cytobeam.plan.SurveySources;
import org.cytobeam.plan.TableNumberRule;
import org.cytobeam.read.ReadCellProfilerSource;
import org.cytobeam.read.ReadChunks;
import org.cytobeam.read.TableChunks;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.JoinSpec;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.ResolveSchemas;
import org.cytobeam.schema.SchemaSettings;
import org.cytobeam.testkit.PipelineExtension;
import org.cytobeam.testkit.PipelineExtension.Collected;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Steps 1 to 5 as a pipeline, over two sites and a broken one. */
class PipelineStepsTest {
  private static final List<String> TAGS = Samples.WANTED.tags();
  private static final PlanSettings ONE_IMAGE_A_ROW_GROUP = new PlanSettings(1, 1, 1, 0, false);

  @RegisterExtension final PipelineExtension pipeline = new PipelineExtension();

  @TempDir Path root;

  @BeforeEach
  void writeSites() throws Exception {
    write("site1/Image.csv", "ImageNumber,FileName_DNA\n1,a\n2,b\n");
    write("site1/Cells.csv", "ImageNumber,ObjectNumber,Area\n1,1,0.5\n1,2,nan\n");
    write("site1/Nuclei.csv", "ImageNumber,ObjectNumber,Area\n2,1,5\n");
    write("site2/Image.csv", "ImageNumber,FileName_DNA\n1,c\n");
    write("site2/Cells.csv", "ImageNumber,ObjectNumber,Area\n1,1,text\n");
    write("site3/Image.csv", "ImageNumber,FileName_DNA\n1\n");
    write("site3/Cells.csv", "ImageNumber,ObjectNumber,Area\n1,1,1\n1,2,1\n");
  }

  @Test
  void filesBecomeOneSurvey() {
    Collected<Survey> surveys = pipeline.collect(survey());
    pipeline.run();
    assertThat(surveys.elements()).hasSize(1);
    Survey survey = surveys.elements().get(0);
    assertThat(survey.indexes())
        .extracting(i -> i.table().source() + i.table().tag() + ":" + i.rows())
        .containsExactly(
            "site1/image:2", "site1/cells:2", "site1/nuclei:1", "site2/image:1", "site2/cells:1");
    assertThat(survey.added()).extracting(SourceNumber::source).containsExactly("site1/", "site2/");
    assertThat(survey.problems())
        .extracting(Problem::kind, Problem::source)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Problem.Kind.QUARANTINED, "site3/"),
            org.assertj.core.groups.Tuple.tuple(Problem.Kind.REJECTED_SOURCE, "site3/"));
  }

  @Test
  void aSurveyOfNothingIsStillOne() {
    PCollection<TableIndex> nothing =
        pipeline
            .pipeline()
            .apply(
                org.apache.beam.sdk.transforms.Create.empty(
                    org.cytobeam.coder.RecordCoder.of(TableIndex.class)));
    Collected<Survey> surveys =
        pipeline.collect(
            nothing.apply("Survey", SurveySources.of(Samples.WANTED, TableNumberRule.AUTO)));
    pipeline.run();
    assertThat(surveys.elements())
        .containsExactly(new Survey(List.of(), List.of(), List.of(), List.of()));
  }

  @Test
  void everyRowGroupMeetsOnceWithTheTablesThatItHas() {
    Collected<KV<Long, CoGbkResult>> merged =
        pipeline.collect(chunks(survey()).apply("Merge compartments", MergeCompartments.of(TAGS)));
    pipeline.run();
    assertThat(described(merged))
        .containsExactly(
            "0 image[site1/1] cells[site1/1]",
            "1 image[site1/2] nuclei[site1/2]",
            "2 image[site2/1] cells[site2/1]");
  }

  @Test
  void exchangedValuesMeetTheSameWay() {
    PCollection<Survey> survey = survey();
    PCollectionView<OutputSchema> schema =
        survey
            .apply("Resolve", ResolveSchemas.with(settings(), new WorkerSettings(256L << 20, "")))
            .apply("Schema", View.asSingleton());
    PCollectionTuple chunks = chunks(survey);
    PCollectionTuple read = PCollectionTuple.empty(pipeline.pipeline());
    for (String tag : TAGS) {
      var output = ReadCellProfilerSource.output(tag);
      read =
          read.and(
              output,
              chunks
                  .get(output)
                  .apply(
                      "Read " + tag, ReadChunks.with(schema, new WorkerSettings(256L << 20, ""))));
    }
    Collected<KV<Long, CoGbkResult>> merged =
        pipeline.collect(read.apply("Merge compartments", MergeCompartments.of(TAGS)));
    pipeline.run();
    assertThat(described(merged))
        .containsExactly(
            "0 image[site1/1] cells[site1/1]",
            "1 image[site1/2] nuclei[site1/2]",
            "2 image[site2/1] cells[site2/1]");
    assertThat(
            merged.elements().stream()
                .flatMap(e -> TAGS.stream().flatMap(tag -> values(e.getValue(), tag).stream())))
        .allMatch(chunk -> chunk.batches().size() == 1)
        .hasSize(6);
  }

  private PCollection<Survey> survey() {
    return pipeline
        .pipeline()
        .apply(
            "Find", FindSourceTables.matching(new SourceQuery(root.toString(), Samples.WANTED, "")))
        .apply("Index", IndexSourceTables.of(Samples.WANTED))
        .apply("Survey", SurveySources.of(Samples.WANTED, TableNumberRule.AUTO));
  }

  private static PCollectionTuple chunks(PCollection<Survey> survey) {
    return survey
        .apply("Plan", PlanSources.with(ONE_IMAGE_A_ROW_GROUP))
        .apply("Read", ReadCellProfilerSource.of(TAGS));
  }

  private static SchemaSettings settings() {
    return new SchemaSettings(
        Samples.WANTED,
        List.of("ImageNumber", "ObjectNumber"),
        false,
        JoinSpec.inferred(JoinPolicy.INNER),
        true,
        ColumnType.DOUBLE,
        ColumnType.INT64);
  }

  private static List<String> described(Collected<KV<Long, CoGbkResult>> merged) {
    List<KV<Long, CoGbkResult>> elements = merged.elements();
    elements.sort(Comparator.comparing(KV::getKey));
    List<String> described = new ArrayList<>();
    for (KV<Long, CoGbkResult> element : elements) {
      StringBuilder text = new StringBuilder("" + element.getKey());
      for (String tag : TAGS) {
        for (TableChunks value : values(element.getValue(), tag)) {
          text.append(' ')
              .append(value.tag())
              .append(
                  value.chunks().stream()
                      .map(c -> c.table().source() + c.slices().get(0).imageNumber())
                      .toList());
        }
      }
      described.add(text.toString());
    }
    return described;
  }

  private static List<TableChunks> values(CoGbkResult result, String tag) {
    List<TableChunks> values = new ArrayList<>();
    result.getAll(MergeCompartments.tag(tag)).forEach(values::add);
    return values;
  }

  private void write(String path, String content) throws Exception {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
