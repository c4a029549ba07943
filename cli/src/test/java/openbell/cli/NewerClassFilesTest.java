package openbell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class NewerClassFilesTest {
  private static final int VERSION_AT = 7;

  @TempDir private Path dir;

  @Test
  void aLibraryOfJavaFiveIsReadAndVerifiedLikeANewOne() throws Exception {
    // Given: picocli, as it is published
    Path published = published();
    Path written = dir.resolve("picocli.jar");

    // When
    boolean done = NewerClassFiles.rewrite(published, written);

    // Then: nothing in it is old, and the JVM verifies and runs it
    assertThat(done).isTrue();
    assertThat(oldest(written)).isGreaterThanOrEqualTo(50);
    try (URLClassLoader loader =
        new URLClassLoader(
            new URL[] {written.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> loaded = Class.forName("picocli.CommandLine", true, loader);
      assertThat(loaded.getField("VERSION").get(null)).isEqualTo(CommandLine.VERSION);
    }
    // And: once is enough
    assertThat(NewerClassFiles.rewrite(written, dir.resolve("again.jar"))).isFalse();
    assertThat(dir.resolve("again.jar")).doesNotExist();
  }

  private static Path published() throws URISyntaxException {
    return Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static int oldest(Path jar) throws IOException {
    int oldest = Integer.MAX_VALUE;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.getName().endsWith(".class")) {
          try (InputStream in = zip.getInputStream(entry)) {
            oldest = Math.min(oldest, in.readNBytes(VERSION_AT + 1)[VERSION_AT]);
          }
        }
      }
    }
    return oldest;
  }
}
