package openbell.scheduler.live;

/// Writes events as JSON.
@FunctionalInterface
public interface EventText {

  /// One JSON object with the members of all parts.
  String of(Object... parts);
}
