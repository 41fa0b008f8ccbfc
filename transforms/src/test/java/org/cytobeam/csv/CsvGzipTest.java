package org.cytobeam.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.cytobeam.format.TableFormats;
import org.cytobeam.model.ImageRun;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.TableIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compressed files: told by their first bytes, read in any order, broken ones named. */
class CsvGzipTest {
  private static final String TEXT = text();

  private CsvFixture csv;

  @BeforeEach
  void useFolder(@TempDir Path folder) {
    csv = new CsvFixture(folder);
  }

  private static String text() {
    StringBuilder text = new StringBuilder("ImageNumber,ObjectNumber,Area\n");
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      text.append(1 + i / 100).append(',').append(i % 100).append(',').append(random.nextDouble());
      text.append('\n');
    }
    return text.toString();
  }

  private static byte[] packed(String text) throws IOException {
    return CsvDialectTest.packed(text);
  }

  /** Readers share what is unpacked where it is known when the file was changed. */
  private static SourceFile shared(SourceFile file) {
    return new SourceFile(
        file.source(),
        file.folder(),
        file.path(),
        file.format(),
        file.tag(),
        file.group(),
        file.sizeBytes(),
        1);
  }

  @Test
  void severalMembersAreOneText() throws IOException {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    for (int i = 0; i < TEXT.length(); i += 10_000) {
      members.writeBytes(packed(TEXT.substring(i, Math.min(TEXT.length(), i + 10_000))));
    }
    TableIndex whole = csv.indexCells(TEXT);
    List<List<Object>> rows = csv.read(whole);
    // The name does not matter: it is told by its first bytes.
    TableIndex index = csv.index(csv.write("Nuclei.csv", "cells", members.toByteArray()));
    assertThat(index.runs()).isEqualTo(whole.runs());
    assertThat(csv.read(index)).isEqualTo(rows);
  }

  @Test
  void theChecksumIsThatOfTheText() throws IOException {
    CRC32 crc = new CRC32();
    crc.update(TEXT.getBytes(UTF_8));
    SourceFile file = csv.write("Image.csv.gz", "image", packed(TEXT));
    assertThat(csv.index(file).checksum()).isEqualTo(crc.getValue());
  }

  @Test
  void chunksAreReadInAnyOrderByManyThreadsFromManyFiles() throws IOException {
    List<List<Object>> expected = csv.read(csv.indexCells(TEXT));
    List<TableIndex> indexes = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      indexes.add(csv.index(shared(csv.write(i + "_Cells.csv.gz", "cells", packed(TEXT)))));
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, 9 * 30).boxed().toList());
    Collections.shuffle(order, new Random(3));
    order.parallelStream()
        .forEach(
            i -> {
              TableIndex index = indexes.get(i % 9);
              List<ImageRun> run = List.of(index.runs().get(i / 9));
              try {
                assertThat(csv.read(index, index.columns(), run))
                    .isEqualTo(expected.subList(i / 9 * 100, i / 9 * 100 + 100));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
  }

  @Test
  void copiesLieWhereTheyShouldAndAreGivenUpAtTheEnd() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "Linux lists the files that are open");
    TableIndex index = csv.index(shared(csv.write("Cells.csv.gz", "cells", packed(TEXT))));
    assertThat(openCopies()).isEmpty();
    csv.read(index);
    assertThat(openCopies()).hasSize(1).allMatch(file -> file.endsWith(".csv (deleted)"));
    assertThat(csv.unpacked()).as("a copy has no name").isEmptyDirectory();
    TableFormats.forget(csv.unpacked().resolveSibling("another run's"));
    assertThat(openCopies()).hasSize(1);
    TableFormats.forget(csv.unpacked());
    assertThat(openCopies()).isEmpty();
    assertThat(csv.read(index)).as("who comes later unpacks again").hasSize(3000);
    TableFormats.forget(csv.unpacked());
  }

  private List<String> openCopies() throws IOException {
    List<String> copies = new ArrayList<>();
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path file : open) {
        try {
          copies.add(Files.readSymbolicLink(file).toString());
        } catch (NoSuchFileException closedMeanwhile) {
          continue;
        }
      }
    }
    return copies.stream().filter(file -> file.startsWith(csv.unpacked().toString())).toList();
  }

  /** Nobody is to be told to leave a sound file out. */
  @Test
  void aTemporaryFolderThatTakesNothingIsNotTheFilesFault() throws IOException {
    TableIndex index = csv.index(csv.write("Cells.csv.gz", "cells", packed(TEXT)));
    Files.writeString(csv.unpacked(), "a file");
    assertThatThrownBy(() -> csv.read(index))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot unpack to " + csv.unpacked());
  }

  @Test
  void anInterruptedReaderHarmsNoOther() throws Exception {
    TableIndex index = csv.index(shared(csv.write("Cells.csv.gz", "cells", packed(TEXT))));
    Thread interrupted =
        new Thread(
            () -> {
              Thread.currentThread().interrupt();
              assertThatThrownBy(() -> csv.read(index)).isInstanceOf(IOException.class);
            });
    csv.read(index);
    interrupted.start();
    interrupted.join();
    assertThat(csv.read(index)).hasSize(3000);
  }

  @Test
  void aFileCutAnywhereIsQuarantined() throws IOException {
    byte[] whole = packed("ImageNumber,Area\n1,2\n1,3\n2,4\n");
    for (int length = 2; length < whole.length; length++) {
      String message = csv.problem(Arrays.copyOf(whole, length));
      assertThat(message).as("%d bytes", length).startsWith("its gzip data is ");
    }
  }

  @Test
  void damageAndGarbageAreQuarantined() throws IOException {
    byte[] damaged = packed(TEXT);
    damaged[damaged.length / 2] ^= 0x55;
    assertThat(csv.problem(damaged))
        .matches(
            "(its gzip data is damaged( behind \\d+ bytes of text)?: get the file once more|line \\d+ .*)");
    byte[] badSum = packed("ImageNumber\n1\n");
    badSum[badSum.length - 8] ^= 1;
    assertThat(csv.problem(badSum)).isEqualTo("its gzip data is damaged: get the file once more");
    byte[] sound = packed("ImageNumber\n1\n");
    byte[] garbage = Arrays.copyOf(sound, sound.length + 3);
    assertThat(csv.problem(garbage)).startsWith("its gzip data is ");
  }

  @Test
  void aFileThatChangedIsNotReadAsItWas() throws IOException {
    TableIndex index = csv.index(csv.write("Cells.csv.gz", "cells", packed(TEXT)));
    assertThat(csv.read(index)).hasSize(3000);
    Path path = Path.of(index.table().path());
    Files.write(path, packed(TEXT.replace("\n7,", "\n77,")));
    assertThatThrownBy(() -> csv.read(index))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(path + " changed while it was read: it had ");
  }

  @Test
  void anEmptyTextIsAnEmptyTable() throws IOException {
    TableIndex index = csv.index(csv.write("Cells.csv.gz", "cells", packed("")));
    assertThat(index.problems().get(0).message()).startsWith("the file is empty");
    assertThat(index.rows()).isZero();
  }
}
