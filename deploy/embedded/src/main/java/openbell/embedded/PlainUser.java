package openbell.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// PostgreSQL refuses to run as root. Where Openbell runs as root, these words before a command
/// make
/// it somebody else.
final class PlainUser {
  private static final String NOBODY = "65534";
  private static final List<String> NAMESPACE = List.of("unshare", "-U");
  private static final List<String> OTHER_USER =
      List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

  private PlainUser() {}

  static List<String> prefix(VarDirectory var) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    Command probe = new Command(var.log("postgres-control"), Duration.ofSeconds(10));
    // A user namespace changes who we seem to be, not who owns the files.
    for (List<String> prefix : List.of(NAMESPACE, OTHER_USER)) {
      if (probe.exitCode(Stream.concat(prefix.stream(), Stream.of("true")).toList(), Map.of())
          == 0) {
        return prefix;
      }
    }
    throw new StartFailure(
        "PostgreSQL does not run as root, and neither 'unshare -U' nor 'setpriv' works here. "
            + "Run ./openbell up as a normal user.");
  }

  /// Makes a directory that only the command with this prefix may use.
  static void ownedDirectory(Path directory, List<String> prefix) {
    try {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      if (prefix.equals(OTHER_USER)) {
        Files.setAttribute(directory, "unix:uid", Integer.valueOf(NOBODY));
        Files.setAttribute(directory, "unix:gid", Integer.valueOf(NOBODY));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void removeTree(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
