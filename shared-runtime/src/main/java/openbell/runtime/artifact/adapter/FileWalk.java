package openbell.runtime.artifact.adapter;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import openbell.runtime.artifact.StoreUpkeep.Page;
import openbell.runtime.artifact.StoreUpkeep.Stored;
import org.jspecify.annotations.Nullable;

/// Goes through the files of a store in the order of their keys, as a bucket lists them.
///
/// Files come and go meanwhile: one that is gone was never there.
final class FileWalk {

  /// How the name of a file begins that is not complete; no key begins so.
  static final String DRAFT = ".draft-";

  private final Path root;

  FileWalk(Path root) {
    this.root = root;
  }

  Page list(String prefix, String after, int limit) throws IOException {
    List<Stored> found = new ArrayList<>();
    collect(root, "", new Wish(prefix, after, limit + 1), found);
    boolean more = found.size() > limit;
    return new Page(more ? found.subList(0, limit) : found, more);
  }

  private record Wish(String prefix, String after, int most) {

    boolean wants(String key) {
      return key.startsWith(prefix) && key.compareTo(after) > 0;
    }

    /// @param folder the beginning of all its keys, with a slash at the end
    boolean mayBeIn(String folder) {
      boolean below = folder.startsWith(prefix) || prefix.startsWith(folder);
      return below && (after.startsWith(folder) || after.compareTo(folder) <= 0);
    }
  }

  private static void collect(Path folder, String start, Wish wish, List<Stored> found)
      throws IOException {
    for (var entry : sorted(folder, start).entrySet()) {
      String key = entry.getKey();
      if (found.size() >= wish.most()) {
        return;
      }
      if (key.endsWith("/")) {
        if (wish.mayBeIn(key)) {
          collect(entry.getValue(), key, wish, found);
        }
      } else if (wish.wants(key)) {
        add(key, entry.getValue(), found);
      }
    }
  }

  /// A folder's entries by key; folders end in a slash, because their files' keys go on with one.
  private static Map<String, Path> sorted(Path folder, String start) throws IOException {
    Map<String, Path> entries = new TreeMap<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path entry : stream) {
        String name = String.valueOf(entry.getFileName());
        if (!name.startsWith(".")) {
          entries.put(start + name + (Files.isDirectory(entry) ? "/" : ""), entry);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException _) {
      return entries;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  private static void add(String key, Path file, List<Stored> found) throws IOException {
    try {
      BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
      found.add(new Stored(key, facts.size(), facts.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException _) {
      // Gone since the folder was read.
    }
  }

  int sweepDrafts(Instant olderThan) throws IOException {
    if (!Files.isDirectory(root)) {
      return 0;
    }
    Drafts drafts = new Drafts(olderThan);
    Files.walkFileTree(root, drafts);
    return drafts.removed;
  }

  private static final class Drafts extends SimpleFileVisitor<Path> {
    private final Instant olderThan;
    private int removed;

    Drafts(Instant olderThan) {
      this.olderThan = olderThan;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
      boolean draft = String.valueOf(file.getFileName()).startsWith(DRAFT);
      if (draft && facts.lastModifiedTime().toInstant().isBefore(olderThan)) {
        removed += Files.deleteIfExists(file) ? 1 : 0;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      if (e == null || e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }
}
