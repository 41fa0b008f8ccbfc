package org.cytobeam.coder;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * Encodes a record component by component, in order, after one version byte.
 *
 * <p>Components may be primitives, strings, byte arrays, enums, records, and lists of these; null
 * is not allowed, which keeps the encoding deterministic and the records honest. The version is
 * that of the whole format: a reader refuses another one instead of guessing.
 *
 * @param <T> the record
 */
public final class RecordCoder<T extends Record> extends CustomCoder<T> {
  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  private final Class<T> type;
  private transient volatile RecordLayout<T> layout;

  private RecordCoder(Class<T> type) {
    this.type = type;
    this.layout = RecordLayout.of(type);
  }

  public static <T extends Record> RecordCoder<T> of(Class<T> type) {
    return new RecordCoder<>(type);
  }

  @Override
  public void encode(T value, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeByte(VERSION);
    layout().write(value, data);
    data.flush();
  }

  @Override
  public T decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int version = data.readUnsignedByte();
    if (version != VERSION) {
      throw new CoderException(
          type.getSimpleName() + " was written with format " + version + ", not " + VERSION);
    }
    return layout().read(data);
  }

  @Override
  public void verifyDeterministic() {
    // Lists keep their order and every other component has one encoding.
  }

  /** Arrays are equal only to themselves, so records that hold some are compared encoded. */
  @Override
  public boolean consistentWithEquals() {
    return !layout().holdsBytes();
  }

  @Override
  public List<? extends org.apache.beam.sdk.coders.Coder<?>> getCoderArguments() {
    return List.of();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordCoder<?> that && type.equals(that.type);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type);
  }

  @Override
  public String toString() {
    return "RecordCoder(" + type.getSimpleName() + ")";
  }

  private RecordLayout<T> layout() {
    if (layout == null) {
      layout = RecordLayout.of(type);
    }
    return layout;
  }
}
