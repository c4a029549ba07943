package openbell.runtime.artifact.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;

/// Objects as files. What is acknowledged survives a power cut: content and folders are synced.
final class FileObjects implements ObjectSpace {
  private final Path root;

  FileObjects(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public void putAll(Map<String, byte[]> objects) {
    try {
      Set<Path> folders = new LinkedHashSet<>();
      for (Map.Entry<String, byte[]> object : objects.entrySet()) {
        Path file = path(object.getKey());
        folders.add(folderOf(file));
        Path draft = draft(file, object.getValue());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      }
      for (Path folder : folders) {
        sync(folder);
      }
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  /// A hard link is the one way to give a complete file its name only if the name is free.
  @Override
  public boolean putIfAbsent(String key, byte[] bytes) {
    Path file = path(key);
    try {
      Path folder = folderOf(file);
      Path draft = draft(file, bytes);
      try {
        Files.createLink(file, draft);
        sync(folder);
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

  private static void deleteIfEmpty(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException _) {
      // Other files of the attempt are still there.
    }
  }

  /// Makes the folder of a file; a new folder's name is synced into its parent.
  private Path folderOf(Path file) throws IOException {
    Path folder = parent(file);
    make(folder);
    return folder;
  }

  private void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (folder.equals(root)) {
      Files.createDirectories(root);
      return;
    }
    make(parent(folder));
    try {
      Files.createDirectory(folder);
      sync(parent(folder));
    } catch (FileAlreadyExistsException _) {
      // Another attempt was faster.
    }
  }

  private static Path draft(Path file, byte[] bytes) throws IOException {
    Path draft = Files.createTempFile(parent(file), ".draft-", null);
    try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
    return draft;
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
