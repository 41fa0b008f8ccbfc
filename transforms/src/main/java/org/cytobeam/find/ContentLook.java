package org.cytobeam.find;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.cytobeam.format.TableFormat;
import org.cytobeam.format.TableFormats;
import org.cytobeam.format.TableNames;
import org.cytobeam.model.UserError;

/**
 * Looks into files whose names do not say what they hold, as few as will do: a folder may have a
 * hundred thousand images, and opening a file on object storage takes a request.
 */
final class ContentLook {
  private static final int HEAD_BYTES = 512;

  /** How many files are opened in a row without finding anything. */
  static final int LOOKS = 500;

  /** How many files of one name are opened to learn what those of that name are. */
  private static final int LOOKS_A_NAME = 4;

  private static final Set<String> OF_NO_TABLE =
      Set.of(
          ("tif tiff png jpg jpeg bmp gif svg avi mp4 mov czi nd2 lif lsm oib oif vsi dcm c01 dib flex"
                  + " npz npy parquet feather arrow h5 hdf5 h5ad mat pkl rds rdata"
                  + " json xml yaml yml toml ini cfg html htm md rst log pdf doc docx xls xlsx ppt"
                  + " pptx py pyc r ipynb sh bat java jar cppipe cpproj cpa properties"
                  + " zip tar tgz bz2 xz 7z rar zst")
              .split(" "));

  private final SourceListing listing;
  private final Map<String, Integer> looksByName = new HashMap<>();
  private final Map<String, Boolean> combinedByName = new HashMap<>();
  private int looksLeft = LOOKS;
  private int notLookedAt;

  ContentLook(SourceListing listing) {
    this.listing = listing;
  }

  /** Whether a file might be anything, by its name. */
  static boolean isOpen(FoundFile file) {
    String name = file.name().toLowerCase(Locale.ROOT);
    String path = "/" + file.relative();
    String suffix = name.substring(name.lastIndexOf('.') + 1);
    boolean packed = suffix.equals("gz");
    return !packed && !path.contains("/.") && !OF_NO_TABLE.contains(suffix);
  }

  /** The format of a file that might be anything, if it is a database. */
  Optional<TableFormat> database(FoundFile file) {
    if (file.sizeBytes() < HEAD_BYTES / 32 || !mayLook()) {
      return Optional.empty();
    }
    Optional<TableFormat> format =
        TableFormats.recognise(listing.head(file), "").filter(f -> f.name().equals("sqlite"));
    format.ifPresent(f -> looksLeft = LOOKS);
    return format;
  }

  /**
   * Whether a text file holds several objects, some of them wanted. Files of one name are alike, as
   * in a plate of thousands of site folders, but the first of them may be damaged.
   *
   * @param missed whether objects are missing beside it, so that it is looked into although others
   *     of its name held none
   */
  boolean isCombined(FoundFile file, TableNames wanted, boolean missed) {
    Boolean known = combinedByName.get(file.name());
    if (known != null && (known || !missed)) {
      return known;
    }
    if (!mayLook()) {
      return false;
    }
    boolean combined = tellsOfWanted(file, wanted);
    int looks = looksByName.merge(file.name(), 1, Integer::sum);
    if (combined || looks >= LOOKS_A_NAME) {
      combinedByName.put(file.name(), combined);
      looksLeft = combined ? LOOKS : looksLeft;
    }
    return combined;
  }

  private boolean tellsOfWanted(FoundFile file, TableNames wanted) {
    try {
      return listing.tableNames(file.inFormat("csv", "", "", "")).stream()
          .filter(name -> !name.equals(file.stem()))
          .flatMap(name -> wanted.match(name).stream())
          .anyMatch(match -> match.prefix().isEmpty());
    } catch (IOException e) {
      // Nothing says that it would be wanted.
      return false;
    }
  }

  private boolean mayLook() {
    if (looksLeft == 0) {
      notLookedAt++;
      return false;
    }
    looksLeft--;
    return true;
  }

  /** How many files were left alone because nothing had been found in those before them. */
  int notLookedAt() {
    return notLookedAt;
  }

  /** Opens a file and reads its first bytes. */
  static byte[] head(FoundFile file) {
    try (ReadableByteChannel channel =
        FileSystems.open(FileSystems.matchNewResource(file.path(), false))) {
      ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES);
      while (head.hasRemaining() && channel.read(head) >= 0) {
        continue;
      }
      return Arrays.copyOf(head.array(), head.position());
    } catch (IOException e) {
      throw unreadable(file.path(), e);
    }
  }

  /** Many exceptions of files have nothing but the path for a message. */
  static UserError unreadable(String path, IOException e) {
    String message = String.valueOf(e.getMessage());
    String reason =
        e instanceof AccessDeniedException || message.contains("Permission denied")
            ? "permission denied"
            : e instanceof NoSuchFileException
                ? "it is not there"
                : message.equals(path) ? e.getClass().getSimpleName() : message;
    return new UserError("cannot read %s: %s".formatted(path, reason), e);
  }
}
