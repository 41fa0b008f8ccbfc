package org.cytobeam.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.cytobeam.plan.TableNumberRule;
import org.cytobeam.schema.JoinSpec;
import org.cytobeam.schema.SchemaSettings;

/**
 * What decided the table, told in the report and in the file itself: CytoBeam's version and the
 * options that change the table; never a runner, a path, a time or a size of memory.
 */
final class Choices {
  private Choices() {}

  static Map<String, Object> of(
      Preset preset, SchemaSettings schema, ConvertOptions options, TableNumberRule rule) {
    Map<String, Object> choices = new LinkedHashMap<>();
    choices.put("version", Version.NUMBER);
    choices.put("preset", preset.name());
    choices.put("tables", new ArrayList<>(schema.wanted().tags()));
    choices.put("identifyingColumns", new ArrayList<>(schema.identifyingColumns()));
    choices.put("naming", lower(schema.naming()));
    choices.put("schema", schema.union() ? "union" : "intersection");
    choices.put("floatType", lower(schema.floatType()));
    choices.put("integerType", lower(schema.integerType()));
    choices.put("tableNumbers", lower(rule));
    choices.put("dropNull", options.dropNull);
    if (!options.source.exclude.isEmpty()) {
      choices.put(
          "exclude", options.source.exclude.stream().flatMap(OptionValues::patterns).toList());
    }
    if (schema.joined()) {
      addJoin(choices, schema.join());
      if (schema.join().isSql()) {
        choices.put("joinScope", lower(schema.scope()));
      }
    }
    return choices;
  }

  private static void addJoin(Map<String, Object> choices, JoinSpec join) {
    if (join.isSql()) {
      choices.put("sql", join.sql());
    } else {
      choices.put("joinPolicy", lower(join.policy()));
      choices.put("anchor", join.anchor());
      choices.put("imageColumns", new ArrayList<>(join.imageColumns()));
      choices.put("imagePatterns", new ArrayList<>(join.imagePatterns()));
    }
  }

  /** The key-value metadata of every Parquet file. */
  static Map<String, String> metadata(Map<String, Object> choices) {
    Map<String, Object> options = new LinkedHashMap<>(choices);
    options.remove("version");
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("data-producer", Version.PRODUCER);
    metadata.put("data-producer-version", Version.NUMBER);
    try {
      metadata.put("cytobeam-options", new ObjectMapper().writeValueAsString(options));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings are always JSON", e);
    }
    return metadata;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
