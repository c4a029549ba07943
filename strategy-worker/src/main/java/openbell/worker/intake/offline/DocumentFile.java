package openbell.worker.intake.offline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import openbell.model.strategy.EngineLimits;

/// Files as the reader names them, and what is said when they are not what they should be.
final class DocumentFile {
  private DocumentFile() {}

  /// The bytes of a document; one more than is allowed is enough to refuse it.
  static byte[] read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder: name a file in it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(EngineLimits.DOCUMENT_BYTES + 1);
    }
  }

  /// A directory that must be there.
  static Path directory(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      throw new NoSuchFileException(directory.toString());
    }
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
    return directory;
  }

  /// Makes sure that a file can be written before minutes are spent on what is in it.
  static void requireWritable(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder: name a file in it");
    }
    Path parent = file.toAbsolutePath().getParent();
    Path folder = directory(parent == null ? file : parent);
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new AccessDeniedException(file.toString());
    }
  }

  /// What is wrong, in the reader's words.
  static String sentence(IOException e) {
    return switch (e) {
      case NoSuchFileException gone ->
          gone.getFile() + " does not exist: check the name and the folder you are in";
      case NotDirectoryException file -> file.getFile() + " is not a folder";
      case FileAlreadyExistsException taken -> taken.getFile() + " is a file, not a folder";
      case AccessDeniedException denied ->
          denied.getFile() + " may not be read or written: check its permissions";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + " " + other.getReason();
      default -> "a file cannot be read or written: check that there is room on the disk";
    };
  }
}
