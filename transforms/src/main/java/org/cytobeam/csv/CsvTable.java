package org.cytobeam.csv;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One table of a CSV file: the columns that are its own, and which of the file's rows are.
 *
 * <p>Of a file with two header rows each object is a table. Row by row the objects stand side by
 * side by nothing but their numbers, and the shorter ones are filled up with {@code nan} or nothing
 * (CellProfiler's {@code exporttospreadsheet.py}, {@code make_object_file}).
 */
final class CsvTable {
  private static final String IMAGE = "Image";
  private static final String OBJECT_NUMBER = "ObjectNumber";
  private static final String OWN_NUMBER = "Number_Object_Number";

  private final String object;
  private final List<String> names;
  private final List<String> repeated;
  private final int[] places;
  private final int[] evidence;

  private CsvTable(String object, List<String> names, int[] places, int[] evidence) {
    this.object = object;
    DistinctNames distinct = DistinctNames.of(names, places);
    this.names = distinct.names();
    this.repeated = distinct.repeated();
    this.places = places;
    this.evidence = evidence;
  }

  /** The table of an ordinary file: every column, every row. */
  static CsvTable whole(List<String> names) {
    int[] places = new int[names.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    return new CsvTable("", names, places, new int[0]);
  }

  /** Whether these are the two header rows of a file of several objects. */
  static boolean isCombined(List<String> owners, List<String> features) {
    if (owners.size() != features.size() || owners.contains("")) {
      return false;
    }
    for (int i = 0; i < owners.size(); i++) {
      if (isImage(owners.get(i)) && features.get(i).equalsIgnoreCase("ImageNumber")) {
        return !objects(owners).isEmpty();
      }
    }
    return false;
  }

  /** The objects of a file, in its order. */
  static List<String> objects(List<String> owners) {
    Set<String> objects = new LinkedHashSet<>(owners);
    objects.removeIf(CsvTable::isImage);
    return List.copyOf(objects);
  }

  /** The table of one object: the image's columns, the row's number, and its own. */
  static CsvTable of(String object, List<String> owners, List<String> features) {
    int shared = sharedNumber(object, owners, features);
    List<Integer> places = new ArrayList<>();
    List<Integer> own = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < owners.size(); i++) {
      boolean isOwn = owners.get(i).equals(object) && i != shared;
      if (isOwn || i == shared || isImage(owners.get(i))) {
        places.add(i);
        names.add(features.get(i));
      }
      if (isOwn) {
        own.add(i);
      }
    }
    List<Integer> numbers =
        own.stream().filter(i -> features.get(i).equalsIgnoreCase(OWN_NUMBER)).toList();
    return new CsvTable(object, names, ints(places), ints(numbers.isEmpty() ? own : numbers));
  }

  /** CellProfiler numbers the rows once, under the first object's name; -1 if each has its own. */
  private static int sharedNumber(String object, List<String> owners, List<String> features) {
    int first = -1;
    for (int i = 0; i < owners.size(); i++) {
      if (features.get(i).equalsIgnoreCase(OBJECT_NUMBER)) {
        if (first >= 0 && owners.get(i).equals(object)) {
          return -1;
        }
        first = first < 0 ? i : first;
      }
    }
    return first;
  }

  private static boolean isImage(String owner) {
    return owner.equalsIgnoreCase(IMAGE);
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The object whose table it is, as the header spells it; empty for the table of a whole file. */
  String object() {
    return object;
  }

  List<String> names() {
    return names;
  }

  /** The columns whose names the header had before, as {@code Area (now Area_1)}. */
  List<String> repeated() {
    return repeated;
  }

  /** Where its columns stand in the file. */
  int[] places() {
    return places;
  }

  /** Where that column stands in the file, -1 if the name is empty. */
  int place(String name) {
    int index = names.indexOf(name);
    return index < 0 ? -1 : places[index];
  }

  /** Whether the record is a row of it: whether its object exists there. */
  boolean holds(CsvRecords record) {
    for (int place : evidence) {
      if (!isMissing(record, place)) {
        return true;
      }
    }
    return evidence.length == 0;
  }

  private static boolean isMissing(CsvRecords record, int place) {
    int length = record.length(place);
    if (length != 3) {
      return length == 0;
    }
    byte[] bytes = record.bytes();
    int start = record.start(place);
    return (bytes[start] | 0x20) == 'n'
        && (bytes[start + 1] | 0x20) == 'a'
        && (bytes[start + 2] | 0x20) == 'n';
  }
}
