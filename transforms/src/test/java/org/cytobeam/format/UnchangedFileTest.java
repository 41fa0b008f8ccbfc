package org.cytobeam.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.cytobeam.model.SourceFile;
import org.cytobeam.model.UserError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnchangedFileTest {
  private static final long LISTED_MILLIS = 1_700_000_000_123L;

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void writeFile() throws IOException {
    path = Files.writeString(folder.resolve("Cells.csv"), "a,b\n1,2\n");
    Files.setLastModifiedTime(path, FileTime.fromMillis(LISTED_MILLIS));
  }

  @Test
  void whatIsReadOfAnUnchangedFileIsGiven() throws IOException {
    assertThat(UnchangedFile.read(file(LISTED_MILLIS), () -> Files.readString(path)))
        .isEqualTo("a,b\n1,2\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), path);
    SourceFile linked = new SourceFile("", "", link.toString(), "csv", "", "", 8, LISTED_MILLIS);
    assertThat(UnchangedFile.read(linked, () -> "read")).isEqualTo("read");
  }

  @Test
  void aLinkThatLedNowhereWhenItWasListedIsLeftToItsFormat() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.csv"), folder.resolve("nowhere"));
    SourceFile linked = new SourceFile("", "", link.toString(), "csv", "", "", 0, LISTED_MILLIS);
    assertThat(UnchangedFile.read(linked, () -> "told")).isEqualTo("told");
    SourceFile ledToAFile = new SourceFile("", "", link.toString(), "csv", "", "", 8);
    assertThatThrownBy(() -> UnchangedFile.read(ledToAFile, () -> "told"))
        .hasMessageContaining("it is gone");
  }

  @Test
  void aFileOfTheSameSizeThatWasWrittenAnewIsRefused() throws IOException {
    Files.writeString(path, "a,b\n3,4\n");
    Files.setLastModifiedTime(path, FileTime.fromMillis(LISTED_MILLIS + 60_000));
    assertThatThrownBy(() -> UnchangedFile.read(file(LISTED_MILLIS), () -> "read"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            path
                + " changed during the run: it was last changed at 2023-11-14T22:14:20Z; run again"
                + " when nothing writes to it");
  }

  @Test
  void aChangeWhileItIsReadIsNoticed() {
    assertThatThrownBy(
            () ->
                UnchangedFile.read(
                    file(LISTED_MILLIS), () -> Files.writeString(path, "a,b\n1,2\n3,4\n")))
        .hasMessage(
            path
                + " changed during the run: it had 8 bytes, it has 12; run again when nothing"
                + " writes to it");
  }

  @Test
  void aFailureBecauseOfAChangeIsToldAsTheChange() {
    assertThatThrownBy(
            () ->
                UnchangedFile.read(
                    file(LISTED_MILLIS),
                    () -> {
                      Files.delete(path);
                      throw new IOException("half a record");
                    }))
        .hasMessage(
            path + " changed during the run: it is gone; run again when nothing writes to it");
  }

  @Test
  void whenItChangedNeedNotBeKnown() {
    assertThat(UnchangedFile.read(file(0), () -> "read")).isEqualTo("read");
  }

  @Test
  void damageNamesTheWayToGoOnWithoutTheFile() {
    assertThatThrownBy(
            () ->
                UnchangedFile.read(
                    file(LISTED_MILLIS),
                    () -> {
                      throw new IOException(path + " cannot be read: it is damaged");
                    }))
        .isInstanceOf(UserError.class)
        .hasMessage(
            path
                + " cannot be read: it is damaged; to go on without this file: --exclude"
                + " 'site7/Cells.csv'");
  }

  private SourceFile file(long modifiedMillis) {
    return new SourceFile(
        "site7/", "site7/", path.toString(), "csv", "cells", "cells", 8, modifiedMillis);
  }
}
