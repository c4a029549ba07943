package openbell.runtime.access;

import java.time.Instant;
import openbell.model.portfolio.Owner;
import org.jspecify.annotations.Nullable;

/// First answers to requests that brought an `Idempotency-Key`, so that asking again is asking
/// once.
public interface AnswerBook {

  /// Begins a request, or says what became of the one with the same key.
  ///
  /// @param request SHA-256 over method, path and body
  Claim claim(Owner owner, String key, byte[] request);

  /// Keeps the answer of a request that was begun.
  void keep(Owner owner, String key, Answer answer);

  /// Gives a key back whose request did nothing.
  void release(Owner owner, String key);

  /// Removes answers that are older.
  ///
  /// @return how many
  int forget(Instant before);

  /// What is known of a key.
  sealed interface Claim {
    /// Nothing: the request is to be answered, and its answer kept.
    record Fresh() implements Claim {}

    /// It was answered.
    record Answered(Answer answer) implements Claim {}

    /// It came with another request.
    record OtherRequest() implements Claim {}

    /// It is being answered.
    record Running() implements Claim {}
  }

  /// An answer as it can be given again.
  ///
  /// @param type content type; null without a body
  record Answer(
      int status,
      @Nullable String type,
      @Nullable String location,
      @Nullable String etag,
      byte[] body) {}
}
