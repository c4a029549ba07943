package openbell.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/// Plays scenarios and reports on them: `target/faults.md` has one row per fault of the design,
/// played or not.
final class Faults {
  /// The whole suite, by `-Dopenbell.faults=full`.
  static final String MODE = System.getProperty("openbell.faults", "short");
  static final boolean FULL = MODE.equals("full");

  private static final long SEED = Long.getLong("openbell.seed", System.nanoTime() & 0xFFFFFF);
  private static final Path REPORT = Path.of("target", "faults.md");
  private static final Map<String, String> CATALOGUE = catalogue();
  private static final Map<String, List<String>> PLAYED = new LinkedHashMap<>();
  private static final AtomicInteger PASSED = new AtomicInteger();
  private static final AtomicInteger FAILED = new AtomicInteger();

  private Faults() {}

  /// A scenario; it throws when what it saw is not what must be.
  interface Scenario {
    void play(Story story) throws Exception;
  }

  static void play(String number, Scenario scenario) throws Exception {
    Story story = new Story(SEED);
    long began = System.nanoTime();
    String verdict = "FAILED";
    try {
      scenario.play(story);
      verdict = "pass";
      PASSED.incrementAndGet();
    } catch (Throwable thrown) {
      FAILED.incrementAndGet();
      story.saw("%s", firstLine(thrown));
      throw thrown;
    } finally {
      tell(number, story, verdict, (System.nanoTime() - began) / 1_000_000);
    }
  }

  /// Whether something was played and nothing failed so far.
  static boolean allPassed() {
    return PASSED.get() > 0 && FAILED.get() == 0;
  }

  private static String firstLine(Throwable thrown) {
    return String.valueOf(thrown.getMessage()).strip().lines().findFirst().orElse("");
  }

  private static synchronized void tell(String number, Story story, String verdict, long millis) {
    String[] known = Objects.requireNonNull(CATALOGUE.get(number), number).split("\\|");
    String row =
        "| %s | %s | %s | %s | %s | %.1f | %d |"
            .formatted(
                number,
                known[0],
                escaped(story.injected()),
                escaped(story.seen()),
                verdict,
                millis / 1000.0,
                story.seed());
    PLAYED.computeIfAbsent(number, _ -> new ArrayList<>()).add(row);
    System.out.println(row);
    write();
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }

  private static void write() {
    StringBuilder page = new StringBuilder();
    page.append("# Faults, ").append(MODE).append(" run, seed ").append(SEED).append("\n\n");
    page.append("| fault | what | injected | observed | verdict | s | seed |\n");
    page.append("|---|---|---|---|---|---|---|\n");
    CATALOGUE.forEach(
        (number, entry) -> {
          List<String> rows = PLAYED.get(number);
          if (rows != null) {
            rows.forEach(row -> page.append(row).append('\n'));
          } else {
            String[] known = entry.split("\\|");
            page.append(
                "| %s | %s | | not in this run: %s | | | |\n"
                    .formatted(number, known[0], known[1]));
          }
        });
    try {
      Files.createDirectories(REPORT.getParent());
      Files.writeString(REPORT, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> catalogue() {
    Map<String, String> faults = new LinkedHashMap<>();
    try (InputStream in =
        Objects.requireNonNull(
            Faults.class.getResourceAsStream("/openbell/faults/catalogue.txt"))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("F"))
          .forEach(line -> faults.put(line.substring(0, 3), line.substring(4)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return faults;
  }
}
