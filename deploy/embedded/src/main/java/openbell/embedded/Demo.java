package openbell.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// Submits the sample portfolios and fires the market open of a past session, through the same HTTP
/// interface as anybody. A second start repeats the same requests, which changes nothing.
final class Demo {
  private static final int MOST_LOOKS = 300;
  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Options options;
  private final Site site;

  Demo(Options options, Site site) {
    this.options = options;
    this.site = site;
  }

  void run() {
    List<Path> samples = samples();
    if (samples.isEmpty() || !options.ownSamples()) {
      Terminal.say("No demo: the sample portfolios belong to the sample data.");
      return;
    }
    try {
      long before = mails();
      long refused = samples.stream().filter(sample -> !submit(sample)).count();
      Terminal.say(
          "Submitted %d sample portfolios%s."
              .formatted(
                  samples.size() - refused, refused == 0 ? "" : ", %d refused".formatted(refused)));
      if (fire()) {
        awaitMails(before, samples.size() - refused);
      }
    } catch (UncheckedIOException e) {
      Terminal.problem("the demo stopped: " + e.getMessage());
    }
  }

  private List<Path> samples() {
    Path directory = options.root().resolve("sample-data/portfolios");
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean submit(Path sample) {
    try {
      String key = "sample-" + sample.getFileName();
      Site.Answer answer = site.post("/api/v1/portfolios", key, Files.readAllBytes(sample));
      if (!answer.good()) {
        Terminal.problem(
            "%s was refused with %d: %s"
                .formatted(sample.getFileName(), answer.status(), answer.body()));
      }
      return answer.good();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean fire() {
    String session = options.demoSession().toString();
    String body = "{\"market\":\"XNYS\",\"session\":\"%s\"}".formatted(session);
    try {
      Site.Answer answer =
          site.post(
              "/api/v1/market-opens", "demo-" + session, body.getBytes(StandardCharsets.UTF_8));
      Terminal.say(
          answer.good()
              ? "Fired the market open of %s.".formatted(session)
              : "The market open of %s was refused with %d: %s"
                  .formatted(session, answer.status(), answer.body()));
      return answer.good();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // On a second start every mail is there already.
  private void awaitMails(long before, long expected) {
    long seen = before;
    for (int look = 0; look < MOST_LOOKS && seen < expected; look++) {
      LockSupport.parkNanos(BETWEEN_LOOKS);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      long now = mails();
      if (now != seen) {
        Terminal.say("  %d of %d mails".formatted(now, expected));
        seen = now;
      }
    }
    if (seen < expected) {
      Terminal.problem("%d mails of %d so far; the rest may follow".formatted(seen, expected));
    }
  }

  private long mails() {
    return Mailbox.count(options.var().resolve("mailbox"));
  }
}
