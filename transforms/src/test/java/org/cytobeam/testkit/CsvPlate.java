package org.cytobeam.testkit;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.cytobeam.testkit.Plate.Numbering;

/**
 * Writes plates as CellProfiler's ExportToSpreadsheet does: {@code Cells.csv}, {@code Nuclei.csv},
 * {@code Cytoplasm.csv}, {@code Image.csv} (columns in ASCII order, ImageNumber among them) and
 * {@code Experiment.csv}. A missing value is an empty field, NaN is {@code nan}.
 */
public final class CsvPlate {
  private CsvPlate() {}

  /** One folder for the whole plate; memory is one image. */
  public static void write(Plate plate, Path folder) throws IOException {
    plate.requireNoTableNumbers("A CellProfiler CSV export");
    Files.createDirectories(folder);
    writeExperiment(folder);
    try (Writers writers = new Writers(plate, folder)) {
      for (int i = 0; i < plate.imageCount(); i++) {
        writers.write(plate.image(i));
      }
    }
  }

  /**
   * One folder an image, {@code site_0001} and so on. An image without a row has an {@code
   * Image.csv} of its header only, an image without objects such object files.
   *
   * @return the folders, in the order of images
   */
  public static List<Path> writeSites(Plate plate, Path folder, Numbering numbering)
      throws IOException {
    List<Path> sites = new ArrayList<>();
    for (int i = 0; i < plate.imageCount(); i++) {
      Path site = folder.resolve(String.format(Locale.ROOT, "site_%04d", i + 1));
      write(plate.site(i, numbering), site);
      sites.add(site);
    }
    return sites;
  }

  /** The CRC-32 of a folder's {@code Image.csv}, which serves as its TableNumber. */
  public static long tableNumber(Path folder) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(Files.readAllBytes(folder.resolve("Image.csv")));
    return crc.getValue();
  }

  private static void writeExperiment(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("Experiment.csv"),
        "Key,Value\nCellProfiler_Version,4.2.6\n"
            + "Pipeline_Pipeline,\"CellProfiler Pipeline: http://www.cellprofiler.org\n"
            + "Version:5\nLoadData:[module_num:1|notes:['a \"\"quoted\"\" word, a comma']]\n\"\n"
            + "Run_Timestamp,2024-03-01T12:00:00\n");
  }

  /** The open files of one folder. */
  private static final class Writers implements Closeable {
    private final Map<Compartment, BufferedWriter> objects = new EnumMap<>(Compartment.class);
    private final BufferedWriter image;
    private final List<PlateColumn> imageColumns;

    private Writers(Plate plate, Path folder) throws IOException {
      imageColumns = plate.imageColumns();
      image = Files.newBufferedWriter(folder.resolve("Image.csv"), StandardCharsets.UTF_8);
      Map<String, Object> names = new TreeMap<>();
      names.put("ImageNumber", "ImageNumber");
      imageColumns.forEach(column -> names.put(column.name(), column.name()));
      line(image, names.values());
      for (Compartment compartment : Compartment.values()) {
        Path file = folder.resolve(compartment.stem() + ".csv");
        BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        objects.put(compartment, writer);
        List<Object> header = new ArrayList<>(List.of("ImageNumber", "ObjectNumber"));
        compartment.columns(plate.features()).forEach(column -> header.add(column.name()));
        line(writer, header);
      }
    }

    private void write(PlateImage plateImage) throws IOException {
      if (plateImage.hasRow()) {
        Map<String, Object> row = new TreeMap<>();
        row.put("ImageNumber", plateImage.imageNumber());
        for (int i = 0; i < imageColumns.size(); i++) {
          row.put(imageColumns.get(i).name(), plateImage.values().get(i));
        }
        line(image, row.values());
      }
      for (Compartment compartment : Compartment.values()) {
        for (PlateRow row : plateImage.rows(compartment)) {
          List<Object> values = new ArrayList<>();
          values.add(plateImage.imageNumber());
          values.add(row.number());
          values.addAll(compartment.values(row));
          line(objects.get(compartment), values);
        }
      }
    }

    private static void line(BufferedWriter writer, Iterable<Object> values) throws IOException {
      String separator = "";
      for (Object value : values) {
        writer.write(separator);
        writer.write(field(value));
        separator = ",";
      }
      writer.write('\n');
    }

    private static String field(Object value) {
      if (value == null) {
        return "";
      }
      if (value instanceof Double number && number.isNaN()) {
        return "nan";
      }
      String text = value.toString();
      boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
      return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void close() throws IOException {
      for (BufferedWriter writer : objects.values()) {
        writer.close();
      }
      image.close();
    }
  }
}
