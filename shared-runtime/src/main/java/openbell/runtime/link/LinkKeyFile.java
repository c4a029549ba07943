package openbell.runtime.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Supplier;

/// Keys in a file that its owner alone may read: made with one random key when it is missing, so
/// that a laptop needs no configuration and its links outlive a restart.
public final class LinkKeyFile {
  private LinkKeyFile() {}

  /// @param secret makes a new secret
  public static List<LinkKey> read(Path file, Supplier<String> secret) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      if (!Files.exists(file)) {
        create(file);
      }
      // Two services that start together must not make two secrets.
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        if (channel.size() == 0) {
          channel.write(
              StandardCharsets.US_ASCII.encode("local:" + secret.get() + System.lineSeparator()));
          channel.force(true);
        }
        return LinkKey.parse(Files.readString(file).strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the file of the link keys cannot be used: " + file, e);
    }
  }

  private static void create(Path file) throws IOException {
    FileAttribute<?>[] mine =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createFile(file, mine);
    } catch (java.nio.file.FileAlreadyExistsException _) {
      // Another service was faster; the lock sorts it out.
    }
  }
}
