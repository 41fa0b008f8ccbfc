package org.cytobeam.coder;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.CoderException;

/** How a record's components are written and read, looked up once a record type. */
final class RecordLayout<T extends Record> {
  private final Class<T> type;
  private final RecordComponent[] components;
  private final Field[] fields;
  private final Constructor<T> constructor;
  private final boolean holdsBytes;

  private RecordLayout(Class<T> type) {
    this.type = type;
    this.components = type.getRecordComponents();
    this.fields = new Field[components.length];
    for (int i = 0; i < components.length; i++) {
      components[i].getAccessor().setAccessible(true);
      fields[i] = field(components[i].getGenericType());
    }
    this.constructor = constructor(type, components);
    this.holdsBytes =
        Arrays.stream(components).anyMatch(component -> holdsBytes(component.getGenericType()));
  }

  static <T extends Record> RecordLayout<T> of(Class<T> type) {
    return new RecordLayout<>(type);
  }

  /** Whether a byte array is anywhere in the record. */
  boolean holdsBytes() {
    return holdsBytes;
  }

  void write(Object value, DataOutputStream out) throws IOException {
    try {
      for (int i = 0; i < fields.length; i++) {
        Object component = components[i].getAccessor().invoke(value);
        if (component == null) {
          throw new CoderException(
              type.getSimpleName() + "." + components[i].getName() + " must not be null");
        }
        fields[i].write(component, out);
      }
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IOException("cannot read the components of " + type.getSimpleName(), e);
    }
  }

  T read(DataInputStream in) throws IOException {
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      values[i] = fields[i].read(in);
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IOException("cannot rebuild a " + type.getSimpleName(), e);
    }
  }

  private static <T> Constructor<T> constructor(Class<T> type, RecordComponent[] components) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<T> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical;
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type + " has no canonical constructor", e);
    }
  }

  /** One component's encoding. */
  private interface Field {
    void write(Object value, DataOutputStream out) throws IOException;

    Object read(DataInputStream in) throws IOException;
  }

  /** Writes a value; a lambda's half of a {@link Field}. */
  private interface Writer {
    void write(Object value, DataOutputStream out) throws IOException;
  }

  /** Reads a value; the other half. */
  private interface Reader {
    Object read(DataInputStream in) throws IOException;
  }

  private static boolean holdsBytes(Type type) {
    if (type instanceof ParameterizedType list) {
      return holdsBytes(list.getActualTypeArguments()[0]);
    }
    Class<?> raw = (Class<?>) type;
    return raw == byte[].class || (raw.isRecord() && of(raw.asSubclass(Record.class)).holdsBytes());
  }

  private static Field field(Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      return listField(field(list.getActualTypeArguments()[0]));
    }
    Class<?> raw = (Class<?>) type;
    if (raw == int.class || raw == long.class) {
      boolean isInt = raw == int.class;
      return of(
          (v, out) -> writeLong(((Number) v).longValue(), out),
          in -> {
            long value = readLong(in);
            return isInt ? (Object) Math.toIntExact(value) : (Object) value;
          });
    } else if (raw == boolean.class) {
      return of((v, out) -> out.writeBoolean((Boolean) v), DataInputStream::readBoolean);
    } else if (raw == double.class) {
      return of((v, out) -> out.writeDouble((Double) v), DataInputStream::readDouble);
    } else if (raw == String.class) {
      return of(
          (v, out) -> writeBytes(((String) v).getBytes(StandardCharsets.UTF_8), out),
          in -> new String(readBytes(in), StandardCharsets.UTF_8));
    } else if (raw == byte[].class) {
      return of((v, out) -> writeBytes((byte[]) v, out), RecordLayout::readBytes);
    } else if (raw.isEnum()) {
      Object[] constants = raw.getEnumConstants();
      return of(
          (v, out) -> out.writeByte(((Enum<?>) v).ordinal()),
          in -> constants[in.readUnsignedByte()]);
    } else if (raw.isRecord()) {
      RecordLayout<?> nested = of(raw.asSubclass(Record.class));
      return of(nested::write, nested::read);
    }
    throw new IllegalArgumentException("no encoding for a component of type " + type);
  }

  private static Field of(Writer writer, Reader reader) {
    return new Field() {
      @Override
      public void write(Object value, DataOutputStream out) throws IOException {
        writer.write(value, out);
      }

      @Override
      public Object read(DataInputStream in) throws IOException {
        return reader.read(in);
      }
    };
  }

  private static Field listField(Field element) {
    return of(
        (v, out) -> {
          List<?> list = (List<?>) v;
          writeLong(list.size(), out);
          for (Object item : list) {
            if (item == null) {
              throw new CoderException("a list must not hold null: " + list);
            }
            element.write(item, out);
          }
        },
        in -> {
          int size = Math.toIntExact(readLong(in));
          List<Object> list = new ArrayList<>(Math.min(size, 1 << 16));
          for (int i = 0; i < size; i++) {
            list.add(element.read(in));
          }
          return List.copyOf(list);
        });
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    writeLong(bytes.length, out);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[Math.toIntExact(readLong(in))];
    in.readFully(bytes);
    return bytes;
  }

  /** Zig-zag and base 128: small numbers of either sign take one byte. */
  private static void writeLong(long value, DataOutputStream out) throws IOException {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  private static long readLong(DataInputStream in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = in.readUnsignedByte();
      value |= (long) (b & 0x7F) << shift;
      if ((b & 0x80) == 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new IOException("a number is longer than 64 bits");
  }
}
