package org.cytobeam.sqlite.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import org.cytobeam.sqlite.file.PageFields.Field;
import org.cytobeam.sqlite.file.PageFields.Kind;

/** Damages a copy of a sound database in random ways. */
final class Damage {
  private final Random random;
  private final List<Field> fields;
  private final StringJoiner what = new StringJoiner(", ");
  private final int pageBytes;
  private byte[] file;

  private Damage(byte[] sound, List<Field> fields, Random random) {
    this.file = sound.clone();
    this.fields = fields;
    this.random = random;
    this.pageBytes = GeneratedDatabase.pageBytes(sound);
  }

  /** A damaged file, and what was done to it. */
  record Damaged(byte[] file, String what) {}

  /** Anything at all. */
  static Damaged any(byte[] sound, List<Field> fields, Random random) {
    Damage damage = new Damage(sound, fields, random);
    for (int i = random.nextInt(8) == 0 ? 1 + random.nextInt(4) : 1; i > 0; i--) {
      damage.anywhere();
    }
    return new Damaged(damage.file, damage.what.toString());
  }

  /** Values only: no row, no length and no type is touched, and no definition. */
  static Damaged values(byte[] sound, List<Field> fields, Random random) {
    Damage damage = new Damage(sound, fields, random);
    List<Field> bodies =
        fields.stream().filter(f -> f.kind() == Kind.BODY && f.at() >= damage.pageBytes).toList();
    Field body = bodies.get(random.nextInt(bodies.size()));
    damage.overwrite(body.at() + random.nextInt(body.length()), 1, "a value");
    return new Damaged(damage.file, damage.what.toString());
  }

  private void anywhere() {
    int pages = Math.max(1, file.length / pageBytes);
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> {
        for (int i = random.nextInt(4); i >= 0 && file.length > 0; i--) {
          int at = random.nextInt(file.length);
          file[at] ^= (byte) (1 << random.nextInt(8));
          what.add("bit flipped at byte " + at);
        }
      }
      case 3, 4 -> overwrite(random.nextInt(Math.max(1, file.length)), random.nextInt(64), "bytes");
      case 5 -> {
        boolean wholePages = random.nextBoolean();
        int size = wholePages ? random.nextInt(pages) * pageBytes : random.nextInt(file.length + 1);
        file = Arrays.copyOf(file, size);
        what.add("cut to " + size + " bytes");
      }
      case 6, 7 -> {
        int one = random.nextInt(pages) * pageBytes;
        int other = random.nextInt(pages) * pageBytes;
        boolean isSwap = random.nextBoolean();
        if (Math.max(one, other) + pageBytes <= file.length) {
          byte[] kept = Arrays.copyOfRange(file, other, other + pageBytes);
          System.arraycopy(file, one, file, other, pageBytes);
          if (isSwap) {
            System.arraycopy(kept, 0, file, one, pageBytes);
          }
          what.add((isSwap ? "pages swapped at " : "page copied from ") + one + " and " + other);
        }
      }
      case 8 -> overwrite(16 + random.nextInt(84), 1 + random.nextInt(4), "header");
      case 9 -> {
        file = Arrays.copyOf(file, file.length + 1 + random.nextInt(2 * pageBytes));
        what.add("made longer");
      }
      default -> {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        List<Field> some = fields.stream().filter(f -> f.kind() == kind).toList();
        if (!some.isEmpty()) {
          field(some.get(random.nextInt(some.size())));
        }
      }
    }
  }

  private void field(Field field) {
    if (field.at() + Math.max(field.length(), 9) > file.length) {
      return;
    }
    int own = field.at() / pageBytes + 1;
    int pages = file.length / pageBytes;
    what.add(field.kind() + " at byte " + field.at());
    switch (field.kind()) {
      case PAGE_TYPE -> file[field.at()] = anyByte(2, 5, 10, 13, 0, random.nextInt(256));
      case CHILD, OVERFLOW_PAGE ->
          ByteBuffer.wrap(file)
              .putInt(
                  field.at(),
                  any(own, 1, 0, pages, pages + 1, -1, 1 + random.nextInt(Math.max(1, pages))));
      case CELL_COUNT, CONTENT_START, CELL_POINTER ->
          ByteBuffer.wrap(file)
              .putShort(
                  field.at(),
                  (short) any(0, 1, 0xffff, random.nextInt(pageBytes), random.nextInt(512)));
      case KEY, PAYLOAD_BYTES, ROWID -> varint(field.at());
      case RECORD_HEADER -> {
        if (random.nextBoolean()) {
          varint(field.at() + random.nextInt(field.length()));
        } else {
          overwrite(field.at() + random.nextInt(field.length()), 1, "header of a record");
        }
      }
      case BODY -> overwrite(field.at() + random.nextInt(field.length()), 1, "a value");
      default -> throw new AssertionError(field);
    }
  }

  /** Writes a number over what is there, which is often longer than what was. */
  private void varint(int at) {
    long value =
        switch (random.nextInt(6)) {
          case 0 -> random.nextInt(128);
          case 1 -> (1L << random.nextInt(64)) - random.nextInt(2);
          case 2 -> Integer.MAX_VALUE - 5L + random.nextInt(30);
          case 3 -> Long.MAX_VALUE - random.nextInt(30);
          case 4 -> random.nextInt(2 * file.length);
          default -> random.nextLong();
        };
    int bytes = 1;
    while (bytes < 9 && value >>> 7 * bytes != 0) {
      bytes++;
    }
    for (int i = 0; i < bytes && at + i < file.length; i++) {
      boolean isLast = i == bytes - 1;
      int shift = bytes < 9 ? 7 * (bytes - 1 - i) : isLast ? 0 : 8 + 7 * (7 - i);
      long part = value >>> shift;
      file[at + i] = (byte) (bytes == 9 && isLast ? part : isLast ? part & 0x7f : part | 0x80);
    }
  }

  private void overwrite(int at, int length, String name) {
    int kind = random.nextInt(3);
    for (int i = at; i < Math.min(at + length, file.length); i++) {
      file[i] = kind == 0 ? 0 : kind == 1 ? -1 : (byte) random.nextInt(256);
    }
    what.add("%s at byte %d, %d long".formatted(name, at, length));
  }

  private int any(int... values) {
    return values[random.nextInt(values.length)];
  }

  private byte anyByte(int... values) {
    return (byte) any(values);
  }
}
