package org.cytobeam.model;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The columns of a table as two strings, for indexes that travel by the thousand: a plate of 3,456
 * site folders names each of its 10,000 columns 3,456 times. Equal names are held once a worker,
 * and an index is decoded by copying some kilobytes.
 *
 * @param names the names, deflated (see {@link DeflatedNames})
 * @param types one character a column, its type's place in {@link ColumnType} after {@code A}
 */
public record PackedColumns(String names, String types) {
  private static final ColumnType[] TYPES = ColumnType.values();
  private static final Map<String, SoftReference<DeflatedNames>> BY_DEFLATED = new WeakHashMap<>();
  private static final Map<List<String>, SoftReference<DeflatedNames>> BY_NAMES =
      new WeakHashMap<>();

  public PackedColumns {
    names = known(names).deflated();
  }

  public static PackedColumns of(List<Column> columns) {
    StringBuilder types = new StringBuilder();
    columns.forEach(column -> types.append((char) ('A' + column.type().ordinal())));
    List<String> names = columns.stream().map(Column::name).toList();
    return new PackedColumns(known(names).deflated(), types.toString());
  }

  public int size() {
    return types.length();
  }

  /** The names one by one, inflated once for all equal columns. */
  public List<String> nameList() {
    return known(names).names();
  }

  /** The type of the column at a position. */
  public ColumnType typeOf(int column) {
    return TYPES[types.charAt(column) - 'A'];
  }

  public List<Column> unpack() {
    List<String> list = nameList();
    List<Column> columns = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      columns.add(new Column(list.get(i), typeOf(i)));
    }
    return columns;
  }

  private static DeflatedNames known(String deflated) {
    synchronized (BY_DEFLATED) {
      SoftReference<DeflatedNames> reference = BY_DEFLATED.get(deflated);
      DeflatedNames known = reference == null ? null : reference.get();
      return known == null ? remember(DeflatedNames.inflate(deflated)) : known;
    }
  }

  private static DeflatedNames known(List<String> names) {
    synchronized (BY_DEFLATED) {
      SoftReference<DeflatedNames> reference = BY_NAMES.get(names);
      DeflatedNames known = reference == null ? null : reference.get();
      return known == null ? remember(DeflatedNames.deflate(names)) : known;
    }
  }

  private static DeflatedNames remember(DeflatedNames names) {
    BY_DEFLATED.put(names.deflated(), new SoftReference<>(names));
    BY_NAMES.put(names.names(), new SoftReference<>(names));
    return names;
  }
}
