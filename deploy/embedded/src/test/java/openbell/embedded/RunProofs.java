package openbell.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Asks a running Openbell to prove what it did.
final class RunProofs {
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final String SESSION = "XNYS&session=" + Options.DEFAULT_SESSION;
  private static final String WISH =
      "{\"market\":\"XNYS\",\"session\":\"%s\"}".formatted(Options.DEFAULT_SESSION);

  private final Jvm openbell;

  RunProofs(Jvm openbell) {
    this.openbell = openbell;
  }

  /// Every run of the sample session, done again from what it recorded, gives the same bytes, and
  /// nobody hears about it.
  void assertTheSessionRepeats(int runs) throws IOException {
    assertThat(openbell.post("/api/v1/replays", WISH).statusCode()).isEqualTo(202);
    await()
        .atMost(LONGEST)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(verdicts()).hasSize(runs).containsOnly("verified"));
  }

  private List<String> verdicts() throws IOException {
    return json("/api/v1/replays?limit=100&market=" + SESSION).getList("items.verdict");
  }

  /// Every stored object of a run is what was stored, and says so.
  void assertARunIsVerified() throws IOException {
    JsonPath verified = json("/api/v1/runs/" + aRun() + "/verify");
    assertThat(verified.getString("verdict")).isEqualTo("verified");
    assertThat(verified.getList("objects.verdict")).containsOnly("same").hasSizeGreaterThan(7);
    assertThat(verified.getList("repetition.files.verdict")).containsOnly("same").hasSize(6);
  }

  /// One byte of one file is changed on disk: it is found, and no other file is accused.
  void assertAFlippedByteIsFound(Path artifacts) throws IOException {
    String run = aRun();
    Path file = find(artifacts, run, "equity.csv");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    JsonPath damaged = json("/api/v1/runs/" + run + "/verify");
    assertThat(damaged.getString("verdict")).isEqualTo("damaged");
    assertThat(damaged.getList("objects.findAll { it.verdict != 'same' }.name"))
        .isEqualTo(List.of("equity.csv"));
    assertThat(openbell.get("/api/v1/runs/" + run + "/artifacts/equity.csv").statusCode())
        .isGreaterThanOrEqualTo(500);
  }

  private String aRun() throws IOException {
    return json("/api/v1/runs?limit=1").getString("items[0].id");
  }

  private JsonPath json(String path) throws IOException {
    var answer = openbell.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonPath.from(answer.body());
  }

  private static Path find(Path folder, String run, String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
      return files
          .filter(file -> file.endsWith(name) && file.toString().contains(run))
          .findFirst()
          .orElseThrow();
    }
  }
}
