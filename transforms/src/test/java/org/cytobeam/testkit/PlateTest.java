package org.cytobeam.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.cytobeam.testkit.Plate.Numbering;
import org.cytobeam.testkit.PlateSpec.ObjectNumbers;
import org.cytobeam.testkit.PlateSpec.TableNumbers;
import org.junit.jupiter.api.Test;

class PlateTest {
  @Test
  void isTheSameForTheSameSpecAndAnotherForAnotherSeed() {
    PlateSpec spec = PlateSpec.irregular();
    assertThat(Plate.of(spec).images()).isEqualTo(Plate.of(spec).images());
    assertThat(Plate.of(spec.withSeed(2)).images()).isNotEqualTo(Plate.of(spec).images());
  }

  @Test
  void regularPlateHasOneToOneToOne() {
    Plate plate = Plate.of(PlateSpec.small());
    assertThat(plate.images()).hasSize(4);
    for (PlateImage image : plate.images()) {
      assertThat(image.cells()).extracting(PlateRow::number).containsExactly(1L, 2L, 3L, 4L, 5L);
      assertThat(image.cytoplasm())
          .allMatch(row -> row.number() == row.parentCells() && row.number() == row.parentNuclei());
      assertThat(image.nuclei()).hasSize(5);
    }
  }

  @Test
  void irregularitiesAreThereInTheirNumbers() {
    Plate plate =
        Plate.of(
            PlateSpec.small()
                .withImages(6)
                .withCells(10, 0)
                .withCellsWithoutNucleus(3)
                .withExtraNuclei(4)
                .withCytoplasmWithoutCell(2)
                .withEmptyImages(1)
                .withImagesWithoutRow(2)
                .withObjectNumbers(ObjectNumbers.SHUFFLED));
    List<PlateImage> full = plate.images().stream().filter(i -> !i.cells().isEmpty()).toList();
    assertThat(full).hasSize(5);
    assertThat(plate.images().stream().filter(PlateImage::hasRow)).hasSize(4);
    for (PlateImage image : full) {
      Set<Long> nuclei = new HashSet<>(image.nuclei().stream().map(PlateRow::number).toList());
      assertThat(image.nuclei()).hasSize(7 + 2 + 4);
      assertThat(image.cytoplasm()).hasSize(12);
      assertThat(image.cytoplasm().stream().filter(r -> r.parentCells() == 0)).hasSize(2);
      assertThat(image.cells().stream().filter(r -> !nuclei.contains(r.parentNuclei()))).hasSize(3);
      assertThat(image.cytoplasm()).anyMatch(row -> row.number() != row.parentCells());
    }
  }

  @Test
  void missingValuesHaveTheirShare() {
    Plate plate = Plate.of(PlateSpec.small().withCells(200, 0).withMissing(0.2, 0.1));
    List<Object> values =
        plate.image(0).cells().stream().flatMap(row -> row.features().stream()).toList();
    double missing = values.stream().filter(Objects::isNull).count();
    double nan = values.stream().filter(v -> v instanceof Double d && d.isNaN()).count();
    assertThat(missing / values.size()).isBetween(0.15, 0.25);
    assertThat(nan / values.size()).isBetween(0.05, 0.12);
  }

  @Test
  void imageNumbersRepeatInEveryTableNumber() {
    PlateSpec spec = PlateSpec.small().withTableNumbers(TableNumbers.INTEGERS, 2);
    List<PlateImage> images = Plate.of(spec).images();
    assertThat(images).extracting(PlateImage::imageNumber).containsExactly(1L, 2L, 1L, 2L);
    assertThat(images.get(0).tableNumber()).isEqualTo(images.get(1).tableNumber());
    assertThat(images.get(0).tableNumber()).isNotEqualTo(images.get(2).tableNumber());
    Plate text = Plate.of(spec.withTableNumbers(TableNumbers.TEXT, 2));
    assertThat(text.image(0).tableNumber()).asString().matches("[0-9a-f]{16}");
  }

  @Test
  void siteIsOneImageOfThePlate() {
    Plate plate = Plate.of(PlateSpec.small());
    assertThat(plate.site(2, Numbering.KEPT).images()).containsExactly(plate.image(2));
    Plate restarted = plate.site(2, Numbering.RESTARTED);
    assertThat(restarted.image(0).imageNumber()).isEqualTo(1);
    assertThat(restarted.image(0).cells()).isEqualTo(plate.image(2).cells());
  }

  @Test
  void refusesSpecsThatCannotBe() {
    assertThatThrownBy(() -> PlateSpec.small().withFeatures(3))
        .hasMessage("features must be at least 4, not 3");
    assertThatThrownBy(() -> PlateSpec.small().withEmptyImages(5))
        .hasMessage("emptyImages + imagesWithoutRow must be 0..images");
  }
}
