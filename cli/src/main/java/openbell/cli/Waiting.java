package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Asks again until an answer is complete, and says from time to time that it does.
final class Waiting {
  private static final Duration STEP = Duration.ofMillis(500);
  private static final Duration TOLD = Duration.ofSeconds(5);

  private final ServiceOptions options;
  private final Duration most;

  /// @param seconds the longest wait
  Waiting(ServiceOptions options, int seconds) {
    if (seconds < 0) {
      throw options.wrong("--wait is a number of seconds, 0 or more");
    }
    this.options = options;
    this.most = Duration.ofSeconds(seconds);
  }

  /// @param incomplete an answer that is worth another question
  /// @param what is waited for, for the person
  /// @return the last answer, complete or not
  JsonNode until(Supplier<JsonNode> ask, Predicate<JsonNode> incomplete, String what) {
    long begun = System.nanoTime();
    Duration told = Duration.ZERO;
    JsonNode answer = ask.get();
    while (incomplete.test(answer)) {
      Duration passed = Duration.ofNanos(System.nanoTime() - begun);
      if (passed.compareTo(most) >= 0) {
        return answer;
      }
      if (passed.compareTo(told.plus(TOLD)) >= 0) {
        options.aside("Waiting for " + what + " for " + passed.toSeconds() + " s.");
        told = passed;
      }
      pause();
      answer = ask.get();
    }
    return answer;
  }

  private static void pause() {
    try {
      Thread.sleep(STEP);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw VerbFailure.stopped();
    }
  }
}
