package org.cytobeam.pipeline;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cytobeam.model.UserError;

/** The presets that come with CytoBeam, each from a JSON file of its name beside this class. */
public final class Presets {
  private static final List<String> NAMES =
      List.of(
          "cellprofiler_csv",
          "cellprofiler_sqlite",
          "cellprofiler_sqlite_pycytominer",
          "cellprofiler_sqlite_cpg0016_jump",
          "cell-health-cellprofiler-to-cytominer-database",
          "in-carta");

  private static final Map<String, Preset> ALL = load();

  private Presets() {}

  /** The names, in the order in which they are shown. */
  public static List<String> names() {
    return NAMES;
  }

  /** All presets, in the order of {@link #names}. */
  public static List<Preset> all() {
    return List.copyOf(ALL.values());
  }

  /**
   * The preset of a name.
   *
   * @throws UserError if there is none, naming those there are and the nearest of them
   */
  public static Preset named(String name) {
    Preset preset = ALL.get(name);
    if (preset != null) {
      return preset;
    }
    if (name.equals("deepprofiler")) {
      throw new UserError(
          UserError.Kind.USAGE,
          "Preset 'deepprofiler' is not available yet: CytoBeam cannot read .npz files. The presets"
              + " are "
              + String.join(", ", NAMES));
    }
    String nearest = NearestName.among(NAMES, name);
    throw new UserError(
        UserError.Kind.USAGE,
        "There is no preset '"
            + name
            + "'; did you mean '"
            + nearest
            + "'? The presets are "
            + String.join(", ", NAMES));
  }

  private static Map<String, Preset> load() {
    ObjectMapper mapper =
        new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    Map<String, Preset> presets = new LinkedHashMap<>();
    for (String name : NAMES) {
      presets.put(name, load(mapper, "presets/" + name + ".json"));
    }
    return Collections.unmodifiableMap(presets);
  }

  private static Preset load(ObjectMapper mapper, String resource) {
    try (InputStream json = Presets.class.getResourceAsStream(resource)) {
      if (json == null) {
        throw new IllegalStateException(resource + " is missing beside " + Presets.class);
      }
      return mapper.readValue(json, Preset.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
