package openbell.embedded.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The five services in one process with timers that disturb nobody, and two owners: `ada`, who is
/// at this machine and an operator, and `bob`, who has a key.
public final class House implements QuarkusTestProfile {
  static final String BOB = "Bearer ob_live_bobs0001_" + "b".repeat(32);
  static final Path ROOT =
      Path.of(System.getProperty("openbell.root", "../..")).toAbsolutePath().normalize();

  @Override
  public Map<String, String> getConfigOverrides() {
    Path var = temporary();
    String bars = ROOT.resolve("sample-data/bars").toString();
    Map<String, String> settings = new HashMap<>();
    settings.put("openbell.security.local-owner", "ada");
    settings.put("openbell.security.operators", "ada");
    settings.put("openbell.security.bootstrap-key", BOB.substring("Bearer ".length()));
    settings.put("openbell.security.bootstrap-owner", "bob");
    settings.put("openbell.security.requests-per-minute", "1000000");
    settings.put("openbell.scheduler.tick-every", "off");
    settings.put("openbell.forecast.every", "off");
    settings.put("openbell.keep.every", "off");
    settings.put("openbell.scheduler.instruments", bars);
    settings.put("openbell.worker.bars.directory", bars);
    settings.put("openbell.artifact.directory", var.resolve("artifacts").toString());
    settings.put("openbell.notification.mailbox", var.resolve("mailbox").toString());
    settings.put("openbell.links.key-file", var.resolve("link-keys").toString());
    return settings;
  }

  static String sample(String name) {
    try {
      return Files.readString(ROOT.resolve("sample-data/portfolios").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("openbell-api");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
