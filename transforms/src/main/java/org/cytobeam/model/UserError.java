package org.cytobeam.model;

/**
 * A mistake or a condition that a person can fix: shown as one message without a stack trace, and
 * mapped to an exit code of its own.
 *
 * <p>The message says what was given, what is allowed, and the file, table and column concerned.
 */
public class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of mistake it is; the command line maps each to its exit code. */
  public enum Kind {
    /** Something about the input or the machine that a person can fix. */
    FIXABLE,
    /** The destination exists and {@code --overwrite} was not given. */
    DESTINATION_EXISTS,
    /** The command or its options make no sense. */
    USAGE
  }

  private final Kind kind;

  public UserError(String message) {
    this(Kind.FIXABLE, message, null);
  }

  public UserError(String message, Throwable cause) {
    this(Kind.FIXABLE, message, cause);
  }

  public UserError(Kind kind, String message) {
    this(kind, message, null);
  }

  public UserError(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** The first {@code UserError} in the chain of causes, or null. */
  public static UserError in(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof UserError error) {
        return error;
      }
    }
    return null;
  }
}
