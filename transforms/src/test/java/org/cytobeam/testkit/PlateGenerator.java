package org.cytobeam.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import org.cytobeam.testkit.PlateColumn.Kind;
import org.cytobeam.testkit.PlateSpec.ObjectNumbers;

/** Makes a spec's images; image {@code i} depends on the spec and on {@code i} alone. */
final class PlateGenerator {
  /** A nucleus number that no image reaches: a parent that does not exist. */
  private static final long NO_SUCH_NUCLEUS = 1_000_000;

  private static final List<String> MEASURES =
      List.of("Intensity_Mean", "Texture_Contrast", "Granularity", "Correlation_K", "Zernike");
  private static final List<String> CHANNELS = List.of("DNA", "ER", "AGP", "Mito", "RNA");

  private final PlateSpec spec;
  private final List<PlateColumn> features;
  private final List<PlateColumn> imageColumns;
  private final BitSet empty = new BitSet();
  private final BitSet withoutRow = new BitSet();

  PlateGenerator(PlateSpec spec) {
    this.spec = spec;
    this.features = nameFeatures(spec.features());
    this.imageColumns = nameImageColumns(spec.imageFeatures());
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < spec.images(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(spec.seed()));
    order.subList(0, spec.emptyImages()).forEach(empty::set);
    order
        .subList(spec.emptyImages(), spec.emptyImages() + spec.imagesWithoutRow())
        .forEach(withoutRow::set);
  }

  List<PlateColumn> features() {
    return features;
  }

  List<PlateColumn> imageColumns() {
    return imageColumns;
  }

  PlateImage image(int index) {
    SplittableRandom random = randomFor(index);
    int spread = spec.cellSpread();
    int cells = spec.cellsPerImage() + random.nextInt(-spread, spread + 1);
    Objects objects = empty.get(index) ? new Objects() : objects(cells, random);
    int tableIndex = index / spec.imagesPerTableNumber();
    return new PlateImage(
        tableNumber(tableIndex),
        index % spec.imagesPerTableNumber() + 1L,
        withoutRow.get(index) ? null : imageValues(index, objects.cells.size(), random),
        objects.cells,
        objects.nuclei,
        objects.cytoplasm);
  }

  /** The rows of one image. */
  private static final class Objects {
    private final List<PlateRow> cells = new ArrayList<>();
    private final List<PlateRow> nuclei = new ArrayList<>();
    private final List<PlateRow> cytoplasm = new ArrayList<>();

    private void sort() {
      for (List<PlateRow> rows : List.of(cells, nuclei, cytoplasm)) {
        rows.sort(Comparator.comparingLong(PlateRow::number));
      }
    }
  }

  /** Whole cells come first, then cells without nucleus, then cytoplasm without cell. */
  private Objects objects(int cells, SplittableRandom random) {
    int whole = Math.max(0, cells - spec.cellsWithoutNucleus());
    int cytoplasm = cells + spec.cytoplasmWithoutCell();
    int nuclei = whole + spec.cytoplasmWithoutCell() + spec.extraNuclei();
    long[] cellNumbers = numbers(cells, random);
    long[] nucleusNumbers = numbers(nuclei, random);
    long[] cytoplasmNumbers = numbers(cytoplasm, random);

    Objects objects = new Objects();
    for (int i = 0; i < cytoplasm; i++) {
      long nucleus;
      if (i < whole) {
        nucleus = nucleusNumbers[i];
      } else if (i < cells) {
        nucleus = (i - whole) % 2 == 0 ? 0 : NO_SUCH_NUCLEUS;
      } else {
        nucleus = nucleusNumbers[whole + i - cells];
      }
      long cell = i < cells ? cellNumbers[i] : 0;
      if (cell != 0) {
        objects.cells.add(new PlateRow(cell, 0, nucleus, featureValues(random)));
      }
      objects.cytoplasm.add(
          new PlateRow(cytoplasmNumbers[i], cell, nucleus, featureValues(random)));
    }
    for (long number : nucleusNumbers) {
      objects.nuclei.add(new PlateRow(number, 0, 0, featureValues(random)));
    }
    objects.sort();
    return objects;
  }

  private long[] numbers(int count, SplittableRandom random) {
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      int other = spec.objectNumbers() == ObjectNumbers.ALIGNED ? i : random.nextInt(i + 1);
      numbers[i] = numbers[other];
      numbers[other] = i + 1;
    }
    return numbers;
  }

  private List<Object> featureValues(SplittableRandom random) {
    Object[] values = new Object[features.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = featureValue(i, random);
    }
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  private Object featureValue(int feature, SplittableRandom random) {
    double chance = random.nextDouble();
    Kind kind = features.get(feature).kind();
    if (chance < spec.missing()) {
      return null;
    }
    if (kind == Kind.INTEGER) {
      return (long) random.nextInt(-3, 4);
    }
    if (chance < spec.missing() + spec.notANumber()) {
      return Double.NaN;
    }
    if (kind == Kind.WHOLE) {
      return (double) random.nextInt(5_000);
    }
    return (random.nextDouble() - 0.25) * SCALES[feature % SCALES.length];
  }

  private static final double[] SCALES = {1, 1e-7, 1e3, 0.02, 1e6, 40, 1};

  private List<Object> imageValues(int index, int cells, SplittableRandom random) {
    int well = index % 384;
    char row = (char) ('A' + well / 24);
    String name = String.format(Locale.ROOT, "%c%02d", row, well % 24 + 1);
    List<Object> values = new ArrayList<>();
    values.add((double) cells);
    values.add(name + "_s" + (index / 384 + 1) + ", DNA.tif");
    values.add("/images/plate " + spec.seed());
    values.add("BR" + (117_000 + spec.seed()));
    values.add((long) (row - 'A' + 1));
    values.add(index / 384 + 1L);
    values.add(name);
    for (int i = 0; i < spec.imageFeatures(); i++) {
      values.add(random.nextDouble());
    }
    return Collections.unmodifiableList(values);
  }

  private Object tableNumber(int tableIndex) {
    long number = mix(spec.seed() + tableIndex) >>> 32;
    return switch (spec.tableNumbers()) {
      case NONE -> null;
      case INTEGERS -> number;
      case TEXT -> String.format(Locale.ROOT, "%08x%08x", number, number * 31 & 0xffffffffL);
    };
  }

  private SplittableRandom randomFor(int index) {
    return new SplittableRandom(mix(mix(spec.seed()) + index));
  }

  /** The finaliser of MurmurHash3: neighbouring seeds must not give related streams. */
  private static long mix(long value) {
    long mixed = (value + 0x9e3779b97f4a7c15L ^ value >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }

  private static List<PlateColumn> nameFeatures(int count) {
    List<PlateColumn> features = new ArrayList<>(count);
    features.add(PlateColumn.whole("AreaShape_Area"));
    features.add(PlateColumn.integer("AreaShape_EulerNumber"));
    features.add(PlateColumn.real("Location_Center_X"));
    features.add(PlateColumn.real("Location_Center_Y"));
    for (int i = 4; i < count; i++) {
      String measure = MEASURES.get(i % MEASURES.size());
      String channel = CHANNELS.get(i / MEASURES.size() % CHANNELS.size());
      String name = measure + "_" + channel + "_" + i;
      features.add(i % 16 == 8 ? PlateColumn.whole(name) : PlateColumn.real(name));
    }
    return features;
  }

  private static List<PlateColumn> nameImageColumns(int imageFeatures) {
    List<PlateColumn> columns = new ArrayList<>();
    columns.add(PlateColumn.whole("Count_Cells"));
    columns.add(PlateColumn.text("FileName_DNA"));
    columns.add(PlateColumn.text("PathName_DNA"));
    columns.add(PlateColumn.text("Metadata_Plate"));
    columns.add(PlateColumn.integer("Metadata_Row"));
    columns.add(PlateColumn.integer("Metadata_Site"));
    columns.add(PlateColumn.text("Metadata_Well"));
    for (int i = 0; i < imageFeatures; i++) {
      columns.add(PlateColumn.real("ImageQuality_FocusScore_" + i));
    }
    return columns;
  }
}
