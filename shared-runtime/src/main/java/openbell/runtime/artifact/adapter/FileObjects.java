package openbell.runtime.artifact.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import org.jspecify.annotations.Nullable;

/// Objects as files. What is acknowledged survives a power cut: content and folders are synced.
final class FileObjects implements ObjectSpace {

  /// A folder that was just found empty may be removed by a sweep before a file is made in it.
  private static final int TRIES = 3;

  private final Path root;
  private final FileWalk walk;

  // Names of drafts, different for every process and store.
  private final AtomicLong drafts = new AtomicLong();
  private final String mark =
      ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());

  FileObjects(Path root) {
    this.root = root.toAbsolutePath().normalize();
    this.walk = new FileWalk(this.root);
  }

  /// Without drafts: nobody reads a file of an attempt before the manifest names it, and that is
  /// written when all of this is safe. Folders are synced once, after the files: by then most file
  /// systems have written them already.
  @Override
  public boolean putNew(Map<String, byte[]> objects) {
    boolean ours = true;
    Set<Path> changed = new LinkedHashSet<>();
    try {
      for (Map.Entry<String, byte[]> object : objects.entrySet()) {
        ours &= create(path(object.getKey()), object.getValue(), changed);
      }
      for (Path folder : changed) {
        sync(folder);
      }
      return ours;
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /// @return false when the name is taken by other bytes
  private boolean create(Path file, byte[] bytes, Set<Path> changed) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        write(file, bytes);
        changed.add(parent(file));
        return true;
      } catch (FileAlreadyExistsException _) {
        changed.add(parent(file));
        return holds(file, bytes);
      } catch (NoSuchFileException e) {
        if (tries == TRIES) {
          throw e;
        }
        make(parent(file), changed);
      }
    }
  }

  /// Compared to the last byte, so that a copy that went bad is mended by whoever has it whole.
  @Override
  public void keep(String key, byte[] bytes) {
    Path file = path(key);
    try {
      if (!holds(file, bytes)) {
        replace(file, bytes);
        sync(parent(file));
      }
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private static boolean holds(Path file, byte[] bytes) throws IOException {
    try {
      return Files.size(file) == bytes.length && Arrays.equals(Files.readAllBytes(file), bytes);
    } catch (NoSuchFileException _) {
      return false;
    }
  }

  private void replace(Path file, byte[] bytes) throws IOException {
    Path draft = draft(file, bytes);
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  /// A hard link is the one way to give a complete file its name only if the name is free.
  @Override
  public boolean putIfAbsent(String key, byte[] bytes) {
    Path file = path(key);
    try {
      Path draft = draft(file, bytes);
      try {
        Files.createLink(file, draft);
        sync(parent(file));
        return true;
      } catch (FileAlreadyExistsException _) {
        return false;
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public Optional<byte[]> get(String key, int limit) {
    try (InputStream in = Files.newInputStream(path(key))) {
      return Optional.of(in.readNBytes(limit + 1));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void delete(Collection<String> keys) {
    try {
      for (String key : keys) {
        Path file = path(key);
        Files.deleteIfExists(file);
        deleteIfEmpty(parent(file));
      }
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /// Folders mean nothing: an empty one goes, and then the one that held it.
  private void deleteIfEmpty(Path folder) throws IOException {
    try {
      Path empty = folder;
      while (!empty.equals(root)) {
        Files.deleteIfExists(empty);
        empty = parent(empty);
      }
    } catch (DirectoryNotEmptyException _) {
      // Other files are still there.
    }
  }

  @Override
  public Page list(String prefix, @Nullable String after, int limit) {
    try {
      return walk.list(prefix, after == null ? "" : after, limit);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public int sweepDrafts(Instant olderThan) {
    try {
      return walk.sweepDrafts(olderThan);
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private Path draft(Path file, byte[] bytes) throws IOException {
    Path folder = parent(file);
    for (int tries = 1; ; tries++) {
      Path draft = folder.resolve(FileWalk.DRAFT + mark + "-" + drafts.incrementAndGet() + ".tmp");
      try {
        write(draft, bytes);
        return draft;
      } catch (NoSuchFileException e) {
        if (tries == TRIES) {
          throw e;
        }
        Set<Path> changed = new LinkedHashSet<>();
        make(folder, changed);
        for (Path one : changed) {
          sync(one);
        }
      }
    }
  }

  /// Makes a file that is not there; what is not whole does not stay.
  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      try {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(true);
      } catch (IOException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    }
  }

  /// Makes a folder and those that hold it.
  ///
  /// @param changed gets the folders that have a new entry, which are to be synced
  private void make(Path folder, Set<Path> changed) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (folder.equals(root)) {
      Files.createDirectories(root);
      return;
    }
    make(parent(folder), changed);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException _) {
      // Another attempt was faster, and may not have synced it yet.
    }
    changed.add(parent(folder));
  }

  // Every path here lies below the root, so it has a parent.
  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  // Keys are checked by the protocol; this is the second fence.
  private Path path(String key) {
    Path file = root.resolve(key).normalize();
    if (!file.startsWith(root) || file.equals(root)) {
      throw new IllegalArgumentException("a key leaves the store: " + key);
    }
    return file;
  }

  private static FailureException unavailable(IOException cause) {
    return new FailureException(
        new Failure(
            FailureReason.STORE_UNAVAILABLE,
            "The artifact folder refused: " + cause.getClass().getSimpleName() + "."),
        cause);
  }
}
