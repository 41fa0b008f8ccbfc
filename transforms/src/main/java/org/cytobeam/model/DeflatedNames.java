package org.cytobeam.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A table's column names in both forms. Names of features share most of their letters: 2,000 of
 * them shrink from 90 KB to some 10 KB.
 *
 * @param deflated the names in UTF-8, each followed by a zero byte, which no format allows in a
 *     name; deflated, one character (ISO 8859-1) a byte
 */
record DeflatedNames(String deflated, List<String> names) {

  static DeflatedNames deflate(List<String> names) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      for (String name : names) {
        out.write(name.getBytes(StandardCharsets.UTF_8));
        out.write(0);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DeflatedNames(bytes.toString(StandardCharsets.ISO_8859_1), List.copyOf(names));
  }

  static DeflatedNames inflate(String deflated) {
    byte[] bytes = deflated.getBytes(StandardCharsets.ISO_8859_1);
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> names = new ArrayList<>();
      for (int start = 0; start < all.length(); ) {
        int end = all.indexOf('\0', start);
        names.add(all.substring(start, end));
        start = end + 1;
      }
      return new DeflatedNames(deflated, List.copyOf(names));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
