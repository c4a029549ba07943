package openbell.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The mails that the file channel wrote.
final class Mailbox {
  private Mailbox() {}

  static long count(Path directory) {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".eml")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
