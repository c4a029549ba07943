package openbell.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The compose file and its images, read as text: there is no container engine here.
class ComposeFileTest {
  private static final Set<String> STORES = Set.of("postgres", "redis", "objects", "mail");
  private static final Set<String> SERVICES =
      Set.of(
          "portfolio-scheduler",
          "strategy-worker",
          "trade-signal",
          "notification",
          "machine-manager");
  private static final Pattern SECRET = Pattern.compile("\\$\\{[A-Z_]+:\\?set [A-Z_]+ in .env}");

  private static String text = "";
  private static Map<String, Map<String, Object>> parts = new LinkedHashMap<>();

  @BeforeAll
  static void parse() throws IOException {
    text = Files.readString(Jvm.ROOT.resolve("docker-compose.yml"));
    Map<?, ?> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
    map(root.get("services")).forEach((name, part) -> parts.put(name, map(part)));
  }

  @Test
  void hasTheStoresAndTheFiveServices() {
    // When
    Set<String> names = parts.keySet();
    // Then
    assertThat(names).containsAll(STORES).containsAll(SERVICES);
  }

  @Test
  void everythingThatKeepsRunningTellsItsHealth() {
    for (String name : parts.keySet()) {
      if (!name.equals("bucket")) {
        assertThat(map(part(name).get("healthcheck"))).as(name).containsKey("test");
      }
    }
  }

  @Test
  void servicesWaitForHealthyStoresAndForTheBucket() {
    for (String name : SERVICES) {
      Map<String, Object> waits = map(part(name).get("depends_on"));
      assertThat(map(waits.get("postgres"))).as(name).containsEntry("condition", "service_healthy");
      assertThat(map(waits.get("redis"))).as(name).containsEntry("condition", "service_healthy");
      assertThat(map(waits.get("bucket")))
          .as(name)
          .containsEntry("condition", "service_completed_successfully");
    }
  }

  @Test
  void everyConditionNamesAPartThatExists() {
    parts.forEach(
        (name, part) -> {
          if (part.containsKey("depends_on")) {
            assertThat(parts.keySet()).as(name).containsAll(map(part.get("depends_on")).keySet());
          }
        });
  }

  @Test
  void imagesArePinnedAndNameNoRegistry() {
    parts.forEach(
        (name, part) -> {
          if (part.get("image") instanceof String image) {
            assertPinned(name, image);
          }
        });
  }

  @Test
  void secretsComeFromTheEnvironmentAndAreRequired() {
    // Given every line that sets a password, a secret or a key
    List<String> lines =
        text.lines()
            .filter(line -> line.matches(".*(PASSWORD|SECRET|AUTH|BOOTSTRAP)\\w*: .*"))
            .toList();
    // Then
    assertThat(lines).hasSizeGreaterThan(5).allMatch(line -> SECRET.matcher(line).find());
  }

  @Test
  void portsAreOpenOnTheLoopbackAddressOnly() {
    parts.forEach(
        (name, part) -> {
          if (part.get("ports") instanceof List<?> ports) {
            assertThat(ports).as(name).allMatch(port -> port.toString().startsWith("127.0.0.1:"));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "portfolio-scheduler",
        "strategy-worker",
        "trade-signal",
        "notification",
        "machine-manager"
      })
  void imagesAreBuiltInStagesAndDoNotRunAsRoot(String service) throws IOException {
    // Given
    String dockerfile = Objects.toString(map(part(service).get("build")).get("dockerfile"));
    Path file = Jvm.ROOT.resolve(dockerfile);
    // When
    List<String> lines = Files.readAllLines(file);
    // Then
    List<String> stages = lines.stream().filter(line -> line.startsWith("FROM ")).toList();
    assertThat(stages).hasSize(2);
    stages.forEach(stage -> assertPinned(service, stage.split(" ", -1)[1]));
    int last = lines.lastIndexOf(stages.getLast());
    List<String> user =
        lines.subList(last, lines.size()).stream()
            .filter(line -> line.startsWith("USER "))
            .toList();
    assertThat(user).hasSize(1).noneMatch(line -> line.matches("USER (root|0)(:.*)?"));
    for (String line : lines.subList(last, lines.size())) {
      if (line.startsWith("COPY ") && !line.contains("--from=")) {
        String source = line.replaceAll("--\\S+ ", "").split(" ", -1)[1];
        assertThat(Jvm.ROOT.resolve(source)).as(line).exists();
      }
    }
  }

  private static void assertPinned(String name, String image) {
    assertThat(image).as(name).matches("[a-z0-9-]+(/[a-z0-9-]+)?:[\\w.-]*\\d[\\w.-]*");
    assertThat(image).as(name).doesNotEndWith(":latest");
  }

  private static Map<String, Object> part(String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }

  private static Map<String, Object> map(Object value) {
    Map<String, Object> result = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((key, entry) -> result.put(key.toString(), entry));
    return result;
  }
}
