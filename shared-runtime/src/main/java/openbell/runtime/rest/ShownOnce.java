package openbell.runtime.rest;

/// An answer with a secret in it, which is never stored.
public interface ShownOnce {

  /// The same answer as it is given to whoever asks again with the same `Idempotency-Key`.
  Object withoutSecret();
}
