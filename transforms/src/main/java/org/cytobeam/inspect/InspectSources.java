package org.cytobeam.inspect;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.cytobeam.coder.RecordCoder;
import org.cytobeam.plan.PlanSlice;
import org.cytobeam.plan.Survey;
import org.cytobeam.schema.OutputSchema;
import org.cytobeam.schema.SchemaSettings;
import org.cytobeam.storage.Storage;

/**
 * Writes an {@link Inspection} as JSON to a file, and gives its path: happens once, also when the
 * plan is empty.
 */
public final class InspectSources extends PTransform<PCollection<PlanSlice>, PCollection<String>> {
  private static final long serialVersionUID = 1L;

  private final PCollectionView<Survey> survey;
  private final PCollectionView<OutputSchema> schema;
  private final SchemaSettings settings;
  private final String file;

  private InspectSources(
      PCollectionView<Survey> survey,
      PCollectionView<OutputSchema> schema,
      SchemaSettings settings,
      String file) {
    this.survey = survey;
    this.schema = schema;
    this.settings = settings;
    this.file = file;
  }

  /**
   * @param settings those that the schema was resolved with
   * @param file where to write; beside it is what must be unpacked meanwhile
   */
  public static InspectSources to(
      String file,
      PCollectionView<Survey> survey,
      PCollectionView<OutputSchema> schema,
      SchemaSettings settings) {
    return new InspectSources(survey, schema, settings, file);
  }

  @Override
  public PCollection<String> expand(PCollection<PlanSlice> plan) {
    PCollectionView<Iterable<PlannedWork>> work =
        plan.apply("Weigh", ParDo.of(new WeighFn()))
            .setCoder(RecordCoder.of(PlannedWork.class))
            .apply("All work", View.asIterable());
    return plan.getPipeline()
        .apply("Once", Create.of("inspect").withCoder(StringUtf8Coder.of()))
        .apply(
            "Inspect",
            ParDo.of(new InspectFn(survey, schema, work, settings, file))
                .withSideInputs(survey, schema, work));
  }

  /** Of a plan only its sizes are needed. */
  private static final class WeighFn extends DoFn<PlanSlice, PlannedWork> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element PlanSlice slice, OutputReceiver<PlannedWork> out) {
      out.output(PlannedWork.sum(slice.rowGroups()));
    }
  }

  /** Runs the inspector over the side inputs. */
  private static final class InspectFn extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;
    private final PCollectionView<Survey> survey;
    private final PCollectionView<OutputSchema> schema;
    private final PCollectionView<Iterable<PlannedWork>> work;
    private final SchemaSettings settings;
    private final String file;

    InspectFn(
        PCollectionView<Survey> survey,
        PCollectionView<OutputSchema> schema,
        PCollectionView<Iterable<PlannedWork>> work,
        SchemaSettings settings,
        String file) {
      this.survey = survey;
      this.schema = schema;
      this.work = work;
      this.settings = settings;
      this.file = file;
    }

    @ProcessElement
    public void process(ProcessContext context) throws IOException {
      PlannedWork all = PlannedWork.NONE;
      for (PlannedWork slice : context.sideInput(work)) {
        all = all.plus(slice);
      }
      Inspection inspection =
          new Inspector(context.sideInput(survey), context.sideInput(schema), settings)
              .inspect(all, Storage.local(file).toAbsolutePath().getParent());
      try (OutputStream out =
          Channels.newOutputStream(
              FileSystems.create(FileSystems.matchNewResource(file, false), "application/json"))) {
        out.write(new ObjectMapper().writeValueAsBytes(inspection));
      }
      context.output(file);
    }
  }
}
