package org.cytobeam.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Says whose a temporary folder is, in a file {@code owner.json} of it that the run keeps locked. A
 * lock ends with its process, however that ends, so a killed run is told from a live one also where
 * its process number has been given to another.
 *
 * <p>Where a disk has no locks, the process number and its start time are asked instead.
 */
public final class RunOwner implements AutoCloseable {
  static final String FILE = "owner.json";

  /** Whether a run still uses its folder. */
  public enum State {
    LIVE,
    ENDED,
    /** Of another machine, or not marked (yet): nobody here can tell. */
    UNKNOWN
  }

  /**
   * What the file says.
   *
   * @param host the machine's name
   * @param boot Linux's name for this start of the machine, which all its containers share
   * @param started when the process began
   * @param locked whether the file could be locked
   * @param destination the name of the output beside the folder; empty for other folders
   */
  record Mark(
      String host, String boot, long pid, String started, boolean locked, String destination) {
    static Mark of(String destination, boolean locked) {
      ProcessHandle self = ProcessHandle.current();
      return new Mark(hostName(), bootId(), self.pid(), startOf(self), locked, destination);
    }

    /** Of a folder whose file nobody holds locked. */
    private State stateWithoutLock() {
      boolean here = host.equals(hostName());
      if (locked) {
        return here || !boot.isEmpty() && boot.equals(bootId()) ? State.ENDED : State.UNKNOWN;
      }
      if (!here) {
        return State.UNKNOWN;
      }
      // The same process number may be another process by now.
      boolean running = ProcessHandle.of(pid).filter(p -> startOf(p).equals(started)).isPresent();
      return running ? State.LIVE : State.ENDED;
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Opening and closing a file of our own would end its lock: POSIX has it so. No file is opened
   * but by who holds this set.
   */
  private static final Set<Path> OWN = new HashSet<>();

  private final Path file;
  private final FileChannel channel;

  private RunOwner(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Marks a folder, which exists, as this run's until it is closed.
   *
   * @param destination the name of the output beside the folder, or empty
   */
  static RunOwner claim(Path folder, String destination) throws IOException {
    Path file = key(folder);
    synchronized (OWN) {
      RunOwner owner = new RunOwner(file, mark(file, destination));
      OWN.add(file);
      return owner;
    }
  }

  private static FileChannel mark(Path file, String destination) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      // Locked before anything is in it, so what can be read and locked has been left behind.
      Mark mark = Mark.of(destination, lock(channel));
      channel.write(ByteBuffer.wrap(JSON.writeValueAsBytes(mark)));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Another process that asks holds a lock too, for an instant, which is waited for. */
  private static boolean lock(FileChannel channel) {
    try {
      return channel.lock() != null;
    } catch (IOException noLocksHere) {
      return false;
    }
  }

  /** What is known of a folder's owner; empty if it has no readable mark. */
  static Optional<Mark> of(Path folder) {
    Path file = key(folder);
    synchronized (OWN) {
      if (OWN.contains(file) || !Files.isRegularFile(file)) {
        return Optional.empty();
      }
      try {
        return Optional.of(JSON.readValue(Files.readAllBytes(file), Mark.class));
      } catch (IOException unreadable) {
        return Optional.empty();
      }
    }
  }

  /** Whether a run uses a folder. */
  static State stateOf(Path folder) {
    Path file = key(folder);
    synchronized (OWN) {
      try {
        if (OWN.contains(file) || isLocked(file)) {
          return State.LIVE;
        }
      } catch (IOException cannotAsk) {
        return State.UNKNOWN;
      }
    }
    return of(folder).map(Mark::stateWithoutLock).orElse(State.UNKNOWN);
  }

  /** A shared lock is enough to ask, and needs no right to write. */
  private static boolean isLocked(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true);
      return lock == null;
    } catch (OverlappingFileLockException ours) {
      return true;
    } catch (NoSuchFileException unmarked) {
      return false;
    }
  }

  /** The folder that is marked. */
  Path folder() {
    return file.getParent();
  }

  /** The run has ended. */
  @Override
  public void close() throws IOException {
    synchronized (OWN) {
      channel.close();
      OWN.remove(file);
    }
  }

  private static Path key(Path folder) {
    return folder.toAbsolutePath().normalize().resolve(FILE);
  }

  private static String startOf(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> start.truncatedTo(ChronoUnit.SECONDS))
        .map(Instant::toString)
        .orElse("");
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  private static String bootId() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException notLinux) {
      return "";
    }
  }
}
