package openbell.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Files that say how something is written, for ever. `-Dopenbell.write=true` writes those that are
/// missing; existing ones of the wire are never overwritten.
final class Golden {
  private static final Path ROOT = Path.of(System.getProperty("openbell.root", ".."));
  private static final Path WIRE = ROOT.resolve("shared-model/src/test/resources/wire");

  private Golden() {}

  static byte[] read(String name) {
    try {
      return Files.readAllBytes(WIRE.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Every form in which a message was ever written, the newest last: `x.v1.json`, `x.v1-2.json`, …
  static List<String> forms(String message) {
    try (Stream<Path> files = Files.list(WIRE)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(message + ".v"))
          .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void check(String name, byte[] actual) {
    Path file = WIRE.resolve(name);
    if (Boolean.getBoolean("openbell.write") && read(name).length == 0) {
      write(file, actual);
    }
    assertThat(new String(actual, StandardCharsets.UTF_8))
        .as("%s; a new form is a new file with a new version", name)
        .isEqualTo(new String(read(name), StandardCharsets.UTF_8));
  }

  /// Compares a generated document of the project, which may be written anew.
  static void checkDocument(String path, String actual) {
    Path file = ROOT.resolve(path);
    if (Boolean.getBoolean("openbell.write")) {
      write(file, actual.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(actual)
        .as("%s is out of date: run this test with -Dopenbell.write=true", path)
        .isEqualTo(Files.exists(file) ? text(file) : "");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
