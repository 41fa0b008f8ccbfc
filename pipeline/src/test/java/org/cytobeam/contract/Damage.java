package org.cytobeam.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** What may be done to a sound file. */
@FunctionalInterface
interface Damage {
  void to(Path file) throws Exception;

  static Damage changed(UnaryOperator<byte[]> change) {
    return file -> Files.write(file, change.apply(Files.readAllBytes(file)));
  }

  /** Only this share of it is left. */
  static Damage cut(double share) {
    return changed(bytes -> Arrays.copyOf(bytes, (int) (bytes.length * share)));
  }

  /** Bytes from a position to another, or the end, are something else. */
  static Damage overwritten(int from, int to) {
    return changed(
        bytes -> {
          Arrays.fill(bytes, from, Math.min(to, bytes.length), (byte) 0xEE);
          return bytes;
        });
  }

  /** It holds this text, a byte a character, and nothing else. */
  static Damage content(String text) {
    return changed(bytes -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** This text, a byte a character, comes behind its last line. */
  static Damage appended(String text) {
    return changed(
        bytes ->
            (new String(bytes, StandardCharsets.ISO_8859_1) + text)
                .getBytes(StandardCharsets.ISO_8859_1));
  }

  static Damage lines(Consumer<List<String>> change) {
    return file -> {
      List<String> lines = new ArrayList<>(Files.readAllLines(file));
      change.accept(lines);
      Files.write(file, lines);
    };
  }

  static Damage headerOnly() {
    return lines(lines -> lines.subList(1, lines.size()).clear());
  }

  /** It is compressed, and then damaged. */
  static Damage gzipped(Damage damage) {
    return file -> {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(Files.readAllBytes(file));
      }
      Path gzip = file.resolveSibling(file.getFileName() + ".gz");
      Files.write(gzip, packed.toByteArray());
      Files.delete(file);
      damage.to(gzip);
    };
  }

  static Damage sql(String... statements) {
    return file -> {
      try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
          Statement work = connection.createStatement()) {
        for (String statement : statements) {
          work.executeUpdate(statement);
        }
      }
    };
  }
}
