package openbell.scheduler.live;

/// One event as it goes to those who watch; the same for all of them.
///
/// @param event `snapshot`, `progress`, `counts` or `end`; empty for a sign of life
/// @param seq of the line, to go on from; 0 for none
/// @param data JSON; empty for none
public record Frame(String event, long seq, String data) {
  static final Frame ALIVE = new Frame("", 0, "");
  static final Frame END = new Frame("end", 0, "{}");
}
