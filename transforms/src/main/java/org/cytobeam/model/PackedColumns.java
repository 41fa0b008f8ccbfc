package org.cytobeam.model;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The columns of a table as two strings, for indexes that travel by the thousand: a plate of 3,456
 * site folders names each of its 10,000 columns 3,456 times. Equal names are held once a worker,
 * and decoding them is copying bytes.
 *
 * @param names each followed by U+0000, which no format allows in a name
 * @param types one character a column, its type's place in {@link ColumnType}
 */
public record PackedColumns(String names, String types) {
  private static final char END = '\0';
  private static final ColumnType[] TYPES = ColumnType.values();
  private static final Map<String, SoftReference<Names>> KNOWN = new WeakHashMap<>();

  public PackedColumns {
    names = known(names).packed();
  }

  public static PackedColumns of(List<Column> columns) {
    StringBuilder names = new StringBuilder();
    StringBuilder types = new StringBuilder();
    for (Column column : columns) {
      names.append(column.name()).append(END);
      types.append((char) ('A' + column.type().ordinal()));
    }
    return new PackedColumns(names.toString(), types.toString());
  }

  public int size() {
    return types.length();
  }

  /** The names one by one, split once for all equal columns. */
  public List<String> split() {
    return Collections.unmodifiableList(known(names).split());
  }

  public List<Column> unpack() {
    List<String> split = known(names).split();
    List<Column> columns = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      columns.add(new Column(split.get(i), TYPES[types.charAt(i) - 'A']));
    }
    return columns;
  }

  /** Held weakly: as the key by whoever holds the names, the split form as long as memory lasts. */
  private static Names known(String packed) {
    synchronized (KNOWN) {
      SoftReference<Names> reference = KNOWN.get(packed);
      Names names = reference == null ? null : reference.get();
      if (names == null) {
        names = Names.of(packed);
        KNOWN.put(packed, new SoftReference<>(names));
      }
      return names;
    }
  }

  /** Names in both forms. */
  private record Names(String packed, List<String> split) {
    static Names of(String packed) {
      List<String> split = new ArrayList<>();
      for (int start = 0; start < packed.length(); ) {
        int end = packed.indexOf(END, start);
        split.add(packed.substring(start, end));
        start = end + 1;
      }
      return new Names(packed, split);
    }
  }
}
