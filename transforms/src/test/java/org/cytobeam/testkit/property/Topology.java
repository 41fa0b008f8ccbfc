package org.cytobeam.testkit.property;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which objects a plate has, and which of them name which others as parents. */
enum Topology {
  USUAL(List.of("Cells", "Nuclei", "Cytoplasm"), Map.of("Cytoplasm", "Cells Nuclei")),
  ONE(List.of("Nuclei"), Map.of()),
  PAIR(List.of("Cells", "Nuclei"), Map.of("Cells", "Nuclei")),
  CELLS_KNOW_NUCLEI(
      List.of("Cells", "Nuclei", "Cytoplasm"),
      Map.of("Cells", "Nuclei", "Cytoplasm", "Cells Nuclei")),
  CHAIN(List.of("Nuclei", "Cells", "Cytoplasm"), Map.of("Cells", "Nuclei", "Cytoplasm", "Cells")),
  OTHER_OBJECTS(List.of("Nuclei", "PH3"), Map.of("PH3", "Nuclei")),
  SECOND_SEGMENTATION(
      List.of("Nuclei_Cellpose3", "Cells_Cellpose3"),
      Map.of("Cells_Cellpose3", "Nuclei_Cellpose3")),
  FOUR(
      List.of("Cells", "Cytoplasm", "Nuclei", "Speckles"),
      Map.of("Speckles", "Cytoplasm", "Cytoplasm", "Cells Nuclei")),
  AMBIGUOUS(List.of("Cells", "Nuclei"), Map.of("Cells", "Nuclei", "Nuclei", "Cells")),
  UNRELATED(List.of("Cells", "Nuclei"), Map.of());

  private final List<String> objects;
  private final Map<String, String> parents;

  Topology(List<String> objects, Map<String, String> parents) {
    this.objects = objects;
    this.parents = parents;
  }

  List<String> objects() {
    return objects;
  }

  List<String> parents(String object) {
    return Stream.of(parents.getOrDefault(object, "").split(" "))
        .filter(p -> !p.isEmpty())
        .toList();
  }

  /** Whether these are cells, nuclei and cytoplasm, or some of them, and so need not be named. */
  boolean isStandard() {
    return OracleOptions.STANDARD.containsAll(objects);
  }
}
