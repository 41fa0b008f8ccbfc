package org.cytobeam.runners.direct;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Local files as {@code counted:///path}, to be read only: counts what is asked of it, as object
 * storage would bill it.
 */
public final class CountedFileSystem extends FileSystem<CountedFileSystem.Id> {
  static final String SCHEME = "counted";
  private static final String ROOT = SCHEME + "://";

  /** What was listed, and which files were opened, since the last {@link #reset}. */
  static final Queue<String> LISTED = new ConcurrentLinkedQueue<>();

  static final Map<String, Integer> OPENED = new ConcurrentHashMap<>();

  static void reset() {
    LISTED.clear();
    OPENED.clear();
  }

  static String of(Path path) {
    return ROOT + path;
  }

  /** Makes it known to Beam. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new CountedFileSystem());
    }
  }

  /** A file or folder by its path. */
  record Id(String path) implements ResourceId {
    @Override
    public ResourceId resolve(String other, ResolveOptions options) {
      return new Id(path.replaceFirst("/$", "") + "/" + other);
    }

    @Override
    public ResourceId getCurrentDirectory() {
      return new Id(path.substring(0, path.lastIndexOf('/') + 1));
    }

    @Override
    public String getScheme() {
      return SCHEME;
    }

    @Override
    public String getFilename() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public boolean isDirectory() {
      return path.endsWith("/");
    }

    @Override
    public String toString() {
      return ROOT + path;
    }
  }

  @Override
  protected List<MatchResult> match(List<String> specs) throws IOException {
    List<MatchResult> results = new ArrayList<>();
    for (String spec : specs) {
      LISTED.add(spec);
      results.add(MatchResult.create(MatchResult.Status.OK, matching(spec)));
    }
    return results;
  }

  private static List<Metadata> matching(String spec) throws IOException {
    String glob = spec.substring(ROOT.length());
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    List<Metadata> found = new ArrayList<>();
    Path root = Path.of(glob.replaceFirst("/[^/]*[*].*", ""));
    if (!Files.exists(root)) {
      return found;
    }
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).filter(matcher::matches).toList()) {
        found.add(
            Metadata.builder()
                .setResourceId(new Id("" + file))
                .setSizeBytes(Files.size(file))
                .setIsReadSeekEfficient(true)
                .build());
      }
    }
    return found;
  }

  @Override
  protected ReadableByteChannel open(Id file) throws IOException {
    OPENED.merge(file.path(), 1, Integer::sum);
    return FileChannel.open(Path.of(file.path()));
  }

  @Override
  protected Id matchNewResource(String spec, boolean isDirectory) {
    return new Id(spec.substring(ROOT.length()));
  }

  @Override
  protected String getScheme() {
    return SCHEME;
  }

  @Override
  protected WritableByteChannel create(Id file, CreateOptions options) {
    throw new UnsupportedOperationException("nothing is written to a source");
  }

  @Override
  protected void copy(List<Id> from, List<Id> to) {
    throw new UnsupportedOperationException("nothing is written to a source");
  }

  @Override
  protected void rename(List<Id> from, List<Id> to, MoveOptions... options) {
    throw new UnsupportedOperationException("nothing is written to a source");
  }

  @Override
  protected void delete(Collection<Id> files) {
    throw new UnsupportedOperationException("nothing is written to a source");
  }
}
