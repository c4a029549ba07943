package openbell.worker.market;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;

/// A source that failed, and until when it is not asked for the symbol again.
///
/// @param failure its detail is a clause about the source, e.g. "the source does not answer"
record Refusal(Failure failure, Instant until) {
  private static final int PARTS = 3;

  byte[] bytes() {
    String text = until.toEpochMilli() + "\n" + failure.reason().name() + "\n" + failure.detail();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Empty when the value is not of this form: another version wrote it.
  static Optional<Refusal> read(byte[] value) {
    String[] parts = new String(value, StandardCharsets.UTF_8).split("\n", PARTS);
    try {
      return parts.length < PARTS
          ? Optional.empty()
          : Optional.of(
              new Refusal(
                  new Failure(FailureReason.valueOf(parts[1]), parts[2]),
                  Instant.ofEpochMilli(Long.parseLong(parts[0]))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
