package org.cytobeam.sqlite.file;

/** How a database stores its texts. */
enum TextEncoding {
  UTF_8,
  UTF_16LE,
  UTF_16BE
}
