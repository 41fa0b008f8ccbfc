package org.cytobeam.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.cytobeam.model.JoinScope;
import org.cytobeam.model.UserError;
import org.cytobeam.schema.JoinPolicy;
import org.cytobeam.schema.JoinSpec;

/** What the options say of the join, and what it comes to with a preset. */
final class JoinChoice {
  private final JoinOptions options;

  JoinChoice(JoinOptions options) {
    this.options = options;
  }

  /**
   * Whether the user's SQL was given.
   *
   * @throws UserError if it is empty, most likely for a shell variable that is not set
   */
  boolean hasSql() {
    if (options.joins != null && options.joins.isBlank()) {
      throw OptionValues.usage("--joins is empty; give SQL, or the path of a file with it");
    }
    return options.joins != null;
  }

  /** Whether tables are joined at all. */
  boolean isJoined(Preset preset) {
    return !options.noJoin && (preset.isJoined() || hasSql());
  }

  JoinScope scope() {
    return OptionValues.choice("--join-scope", options.joinScope, JoinScope.class);
  }

  /** Refuses a scope that nothing would heed. */
  void checkScope(boolean joined) {
    if (scope() != JoinScope.IMAGE && !(joined && hasSql())) {
      throw OptionValues.usage(
          "--join-scope %s is for SQL given with --joins; other joins never need another image"
              .formatted(options.joinScope));
    }
  }

  /**
   * The join.
   *
   * @param otherTables whether the tables are others than the preset's
   */
  JoinSpec spec(Preset preset, boolean otherTables) {
    if (hasSql()) {
      return JoinSpec.ofSql(sql());
    }
    JoinSpec spec =
        otherTables || !options.anchor.isEmpty()
            ? preset.join().withTables(options.anchor.toLowerCase(Locale.ROOT), List.of())
            : preset.join();
    if (!options.joinPolicy.isEmpty()) {
      spec =
          spec.withPolicy(
              OptionValues.choice("--join-policy", options.joinPolicy, JoinPolicy.class));
    }
    return switch (options.imageColumns) {
      case "" -> spec;
      case "filenames" -> spec.withImageColumns(spec.imageColumns(), List.of("^Image_FileName_"));
      case "all" -> spec.withImageColumns(List.of(), List.of(""));
      case "none" -> spec.withImageColumns(List.of(), List.of());
      default -> spec.withImageColumns(List.of(), List.of(options.imageColumns));
    };
  }

  private String sql() {
    String given = options.joins.strip();
    if (given.toLowerCase(Locale.ROOT).endsWith(".sql") && given.lines().count() == 1) {
      try {
        return Files.readString(Path.of(given));
      } catch (NoSuchFileException e) {
        throw new UserError("there is no SQL file " + given, e);
      } catch (IOException | InvalidPathException e) {
        throw new UserError("cannot read the SQL file " + given + ": " + e.getMessage(), e);
      }
    }
    return given;
  }
}
