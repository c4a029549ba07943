package openbell.bench.api;

/// How events get into the API.
final class Carriers {
  private Carriers() {}

  /// What workers use, on that Redis.
  static EventFeed feed(String redisUri) {
    return _ -> {
      throw new IllegalStateException("no carrier of events on " + redisUri);
    };
  }
}
