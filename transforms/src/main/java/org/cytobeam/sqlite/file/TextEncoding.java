package org.cytobeam.sqlite.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** How a database stores its texts. */
enum TextEncoding {
  UTF_8(StandardCharsets.UTF_8),
  UTF_16LE(StandardCharsets.UTF_16LE),
  UTF_16BE(StandardCharsets.UTF_16BE);

  private final Charset charset;

  TextEncoding(Charset charset) {
    this.charset = charset;
  }

  byte[] bytes(String text) {
    return text.getBytes(charset);
  }
}
