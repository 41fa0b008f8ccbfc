package org.cytobeam.testkit.property;

import java.util.List;

/** What a random column holds; the simplest value first. */
enum ColumnKind {
  WHOLE(
      "1", "0", "-3", "42", "", "9007199254740993", "9223372036854775807", "-9223372036854775808"),
  REAL(
      "0.5",
      "7",
      "-1.25e-3",
      "nan",
      "",
      "inf",
      "-inf",
      "NaN",
      "-0.0",
      "1E400",
      "4.9E-324",
      "3.",
      " .1"),
  HUGE("9223372036854775808", "1", "123456789012345678901234567890", "", "-9223372036854775809"),
  TEXT(
      "A01",
      "",
      "007",
      "NA",
      "a,b",
      "say \"hi\"",
      "line\nbreak",
      "a\tb;c",
      "\r\n",
      "ü漢😀",
      " x ",
      "null"),
  NUMBERLIKE("007", "+5", "1", "0x1F", "1_000", "1e", "-", ".", "5 5"),
  TRUTH("true", "F", "no", "", "YES"),
  DAY("2024-01-02", "2024/2/3", "", "0099-12-31", "2024-02-29"),
  HOUR("08:00", "", "23:59:59.5", "7:08:09.123456"),
  MOMENT("2024-01-02 03:04:05", "", "1960-02-03T04:05:06.123456", "2024/1/2 03:04"),
  INSTANT("2024-01-02T03:04:05Z", "", "1960-02-03 04:05:06.5+02:00", "2024-01-02 03:04:05-0330"),
  NOT_A_DAY("2023-02-29", "2024-01-02", "24:00", "01/02/2024"),
  NOTHING("");

  private final List<String> values;

  ColumnKind(String... values) {
    this.values = List.of(values);
  }

  String value(int code) {
    return values.get(Math.floorMod(code, values.size()));
  }
}
