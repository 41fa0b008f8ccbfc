package org.cytobeam.pipeline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cytobeam.find.Exclusion;
import org.cytobeam.model.ColumnType;
import org.cytobeam.model.UserError;

/** Reads the values of options; every refusal says what was given and what is allowed. */
final class OptionValues {
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,15})\\s*([KMGT]?)I?B?", Pattern.CASE_INSENSITIVE);
  private static final Map<String, ColumnType> FLOATS =
      Map.of("float32", ColumnType.FLOAT, "float64", ColumnType.DOUBLE, "float", ColumnType.FLOAT);
  private static final Map<String, ColumnType> INTEGERS =
      Map.of("int8", ColumnType.INT8, "int32", ColumnType.INT32, "int64", ColumnType.INT64);

  private OptionValues() {}

  /** Names separated by commas, blanks around them ignored. */
  static List<String> names(String value) {
    return Arrays.stream(value.split(",")).map(String::strip).filter(n -> !n.isEmpty()).toList();
  }

  /** Globs separated by commas; those inside braces belong to the glob. */
  static Stream<String> patterns(String value) {
    return Arrays.stream(value.split(",(?![^{]*})")).map(String::strip).filter(p -> !p.isEmpty());
  }

  /** The files that {@code --exclude} means. */
  static Exclusion exclusion(List<String> values) {
    return new Exclusion(values.stream().flatMap(OptionValues::patterns).toList());
  }

  /** Table names: case does not count. */
  static List<String> tags(String value) {
    return names(value).stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
  }

  static <E extends Enum<E>> E choice(String option, String value, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(value)) {
        return constant;
      }
    }
    String allowed =
        Arrays.stream(type.getEnumConstants())
            .map(c -> c.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw usage("%s is '%s'; it may be %s".formatted(option, value, allowed));
  }

  static String oneOf(String option, String value, String... allowed) {
    if (!List.of(allowed).contains(value)) {
      throw usage("%s is '%s'; it may be %s".formatted(option, value, String.join(", ", allowed)));
    }
    return value;
  }

  /** The two families of CytoTable's cast map, {@code float} and {@code integer}. */
  static Map<String, ColumnType> casts(String value) {
    Map<String, ColumnType> casts = new LinkedHashMap<>();
    for (String entry : names(value)) {
      String[] parts = entry.split("=", 2);
      Map<String, ColumnType> allowed =
          switch (parts[0].strip()) {
            case "float" -> FLOATS;
            case "integer" -> INTEGERS;
            default -> throw castUsage(entry);
          };
      ColumnType type = parts.length == 2 ? allowed.get(parts[1].strip()) : null;
      if (type == null) {
        throw castUsage(entry);
      }
      casts.put(parts[0].strip(), type);
    }
    return casts;
  }

  /** A size such as {@code 512M} or {@code 2G}, in bytes. */
  static long bytes(String option, String value) {
    Matcher matcher = SIZE.matcher(value.strip());
    if (!matcher.matches()) {
      throw badSize(option, value);
    }
    int power = " KMGT".indexOf((matcher.group(2) + " ").toUpperCase(Locale.ROOT).charAt(0));
    try {
      return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * power));
    } catch (ArithmeticException tooLarge) {
      throw badSize(option, value);
    }
  }

  private static UserError badSize(String option, String value) {
    return usage("%s is '%s'; write a size such as 512M or 2G".formatted(option, value));
  }

  /** A number of things, or 0 for one that was not given. */
  static <N extends Number> N count(String option, N value) {
    if (value.longValue() < 0) {
      throw usage("%s is %s; it may be 1 or more".formatted(option, value));
    }
    return value;
  }

  static UserError usage(String message) {
    return new UserError(UserError.Kind.USAGE, message);
  }

  private static UserError castUsage(String entry) {
    return usage(
        "--data-type-cast-map has '%s'; it may have float=float32|float64|float and integer=int8|int32|int64"
            .formatted(entry));
  }
}
