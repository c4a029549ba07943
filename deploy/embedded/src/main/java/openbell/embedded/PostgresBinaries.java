package openbell.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL: those that came with the build, else those of this machine.
///
/// @param directory where `initdb` and `pg_ctl` are
record PostgresBinaries(Path directory) {

  /// Unpacks the programs once per version.
  static PostgresBinaries unpack(Path into) {
    Optional<byte[]> archive = archive();
    if (archive.isEmpty()) {
      return installed();
    }
    Path home = into.resolve("postgres-" + digest(archive.get()));
    if (!Files.exists(home)) {
      unpack(archive.get(), home);
    }
    return new PostgresBinaries(home.resolve("bin"));
  }

  String command(String name) {
    return directory.resolve(name).toString();
  }

  private static Optional<byte[]> archive() {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch");
    String architecture = machine.equals("amd64") ? "x86_64" : machine.toLowerCase(Locale.ROOT);
    try (InputStream packed =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture)) {
      return Optional.of(packed.readAllBytes());
    } catch (IOException | IllegalStateException e) {
      // No archive for this kind of machine.
      return Optional.empty();
    }
  }

  private static PostgresBinaries installed() {
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).map(Path::of);
    Stream<Path> usual =
        Stream.of("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt")
            .map(Path::of)
            .flatMap(PostgresBinaries::children)
            .map(child -> child.resolve("bin"));
    return Stream.concat(onPath, usual)
        .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
        .filter(bin -> Files.isExecutable(bin.resolve("pg_ctl")))
        .findFirst()
        .map(PostgresBinaries::new)
        .orElseThrow(
            () ->
                new StartFailure(
                    "No PostgreSQL comes with Openbell for %s on %s. Install PostgreSQL 14 or newer (its initdb and pg_ctl are enough) and start again."
                        .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))));
  }

  private static Stream<Path> children(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Stream.empty();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList().reversed().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void unpack(byte[] archive, Path home) {
    Path fresh = home.resolveSibling(home.getFileName() + ".new");
    PlainUser.removeTree(fresh);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, fresh);
      }
      Files.move(fresh, home);
    } catch (IOException e) {
      throw new StartFailure("Cannot unpack PostgreSQL to " + home, e);
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("entry outside of the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.resolveSibling("x").getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & 0100) != 0) {
      Set<PosixFilePermission> rights = EnumSet.copyOf(Files.getPosixFilePermissions(target));
      rights.add(PosixFilePermission.OWNER_EXECUTE);
      rights.add(PosixFilePermission.GROUP_EXECUTE);
      rights.add(PosixFilePermission.OTHERS_EXECUTE);
      Files.setPosixFilePermissions(target, rights);
    }
  }
}
