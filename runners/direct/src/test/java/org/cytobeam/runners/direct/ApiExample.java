package org.cytobeam.runners.direct;

import java.io.IOException;
import org.cytobeam.pipeline.Conversion;
import org.cytobeam.pipeline.ConversionResult;
import org.cytobeam.pipeline.ConvertOptions;

/** The README's example of the Java API, as it stands there. */
final class ApiExample {
  private ApiExample() {}

  public static void main(String[] arguments) throws IOException {
    // README begins
    ConversionResult result =
        Conversion.of("examples/plate", "plate.parquet", new ConvertOptions().imageColumns("all"))
            .run();
    System.out.println(result.output() + " has " + result.rows() + " rows; " + result.report());
    // README ends
  }
}
