package org.cytobeam.sqlite.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in a sound database its numbers and values lie, so that each can be damaged on purpose.
 * Written from the description of the format, with nothing of the reader in it.
 */
final class PageFields {
  /** What lies somewhere. */
  enum Kind {
    PAGE_TYPE,
    CELL_COUNT,
    CONTENT_START,
    CELL_POINTER,
    CHILD,
    KEY,
    PAYLOAD_BYTES,
    ROWID,
    RECORD_HEADER,
    /** Values of a row, on the page of the row. */
    BODY,
    OVERFLOW_PAGE
  }

  /** A place in the file. */
  record Field(Kind kind, int at, int length) {}

  private final ByteBuffer file;
  private final int pageBytes;
  private final int usable;
  private final List<Field> fields = new ArrayList<>();
  private int at;

  private PageFields(byte[] file) {
    this.file = ByteBuffer.wrap(file);
    this.pageBytes = GeneratedDatabase.pageBytes(file);
    this.usable = pageBytes - (file[20] & 0xff);
  }

  /** All fields of all pages of tables. */
  static List<Field> of(byte[] file) {
    PageFields pages = new PageFields(file);
    for (int page = 1; page <= file.length / pages.pageBytes; page++) {
      pages.page(page);
    }
    return pages.fields;
  }

  private void page(int number) {
    int start = (number - 1) * pageBytes;
    int header = start + (number == 1 ? 100 : 0);
    int type = file.get(header);
    int cells = Short.toUnsignedInt(file.getShort(header + 3));
    int pointers = header + (type == 5 ? 12 : 8);
    if (type != 5 && type != 13 || pointers + 2 * cells > start + usable) {
      return;
    }
    int before = fields.size();
    add(Kind.PAGE_TYPE, header, 1);
    add(Kind.CELL_COUNT, header + 3, 2);
    add(Kind.CONTENT_START, header + 5, 2);
    if (type == 5) {
      add(Kind.CHILD, header + 8, 4);
    }
    for (int i = 0; i < cells; i++) {
      add(Kind.CELL_POINTER, pointers + 2 * i, 2);
      at = start + Short.toUnsignedInt(file.getShort(pointers + 2 * i));
      boolean isSound = at + 13 < start + pageBytes || at + 4 <= start + usable;
      if (!isSound || !(type == 5 ? interior() : leaf(start + usable))) {
        // An overflow page that looks like a page of a tree.
        fields.subList(before, fields.size()).clear();
        return;
      }
    }
  }

  private boolean interior() {
    add(Kind.CHILD, at, 4);
    at += 4;
    varint(Kind.KEY);
    return true;
  }

  private boolean leaf(int end) {
    long total = varint(Kind.PAYLOAD_BYTES);
    varint(Kind.ROWID);
    int payload = at;
    long local = total;
    if (total > usable - 35) {
      int min = (usable - 12) * 32 / 255 - 23;
      long rest = min + (total - min) % (usable - 4);
      local = rest <= usable - 35 ? rest : min;
    }
    if (total < 2 || payload + local + (local < total ? 4 : 0) > end) {
      return false;
    }
    int header = (int) Math.min(varint(null), local);
    add(Kind.RECORD_HEADER, payload, header);
    if (local > header) {
      add(Kind.BODY, payload + header, (int) local - header);
    }
    if (local < total) {
      add(Kind.OVERFLOW_PAGE, (int) (payload + local), 4);
    }
    return true;
  }

  private long varint(Kind kind) {
    int start = at;
    long value = 0;
    for (int i = 0; i < 9 && at < file.capacity(); i++) {
      int b = file.get(at++);
      value = i == 8 ? value << 8 | b & 0xff : value << 7 | b & 0x7f;
      if (b >= 0) {
        break;
      }
    }
    if (kind != null) {
      add(kind, start, at - start);
    }
    return value;
  }

  private void add(Kind kind, int start, int length) {
    fields.add(new Field(kind, start, length));
  }
}
