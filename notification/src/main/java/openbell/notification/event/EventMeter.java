package openbell.notification.event;

/// Counts events.
public interface EventMeter {

  /// @param what e.g. `bounce`, or why none came of it, e.g. `forged`
  /// @param how e.g. `new`, `known`, `no_row`, `refused`
  void came(String what, String how);
}
