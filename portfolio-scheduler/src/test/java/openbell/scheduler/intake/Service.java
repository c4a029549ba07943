package openbell.scheduler.intake;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The scheduler with its timers off, two owners, and the sample bars.
public final class Service implements QuarkusTestProfile {
  /// Credential of the owner `bob`; requests without one are `ada`.
  static final String BOB = "Bearer ob_live_bobs0001_" + "b".repeat(32);

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "openbell.security.local-owner", "ada",
        "openbell.security.bootstrap-key", BOB.substring("Bearer ".length()),
        "openbell.security.bootstrap-owner", "bob",
        "openbell.security.requests-per-minute", "100000",
        "openbell.scheduler.tick-every", "off",
        "openbell.scheduler.reconcile-every", "off",
        "openbell.scheduler.instruments", root().resolve("sample-data/bars").toString(),
        "openbell.artifact.directory", temporary());
  }

  static Path root() {
    return Path.of(System.getProperty("openbell.root", "..")).toAbsolutePath().normalize();
  }

  static String sample(String name) {
    try {
      return Files.readString(root().resolve("sample-data/portfolios").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String temporary() {
    try {
      return Files.createTempDirectory("openbell-artifacts").toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
