package openbell.scheduler.live;

/// Whoever watches, at the other end of a connection. Neither call waits nor fails.
public interface Ear {
  void hear(Frame frame);

  /// Nothing can follow.
  void end();
}
