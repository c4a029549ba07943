package openbell.runtime.queue.adapter;

import java.util.function.UnaryOperator;

/// The scripts of a queue.
///
/// @param turnover ends leases and claims; a claim alone ends none
/// @param settle ends leases only
record RedisScripts(
    RedisScript enqueue,
    RedisScript turnover,
    RedisScript settle,
    RedisScript heartbeat,
    RedisScript tick,
    RedisScript depth,
    RedisScript replay,
    RedisScript cancel,
    RedisScript drain,
    RedisScript rest,
    RedisScript find,
    RedisScript peek) {

  private static final RedisScripts AS_WRITTEN = changed(UnaryOperator.identity());

  static RedisScripts asWritten() {
    return AS_WRITTEN;
  }

  /// The scripts after a change to their texts, for tests that take a rule out.
  static RedisScripts changed(UnaryOperator<String> change) {
    return new RedisScripts(
        of(change, "door", "enqueue"),
        of(change, "upkeep", "door", "settle", "resting", "turnover"),
        of(change, "settle", "settled"),
        of(change, "heartbeat"),
        of(change, "upkeep", "door", "resting", "tick", "depth"),
        of(change, "depth"),
        of(change, "replay"),
        of(change, "cancel"),
        of(change, "drain"),
        of(change, "resting", "rest"),
        of(change, "view", "find"),
        of(change, "view", "peek"));
  }

  private static RedisScript of(UnaryOperator<String> change, String... names) {
    StringBuilder text = new StringBuilder(RedisScript.read("prelude"));
    for (String name : names) {
      text.append(RedisScript.read(name));
    }
    return RedisScript.of(change.apply(text.toString()));
  }
}
