package openbell.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/// One thing that `doctor` looked at.
///
/// @param what it is about
/// @param finding what was seen
/// @param fix what to do about it; empty when there is nothing to do
record Check(String what, Level level, String finding, String fix) {
  /// How it looks.
  enum Level {
    OK,
    /// It works, and it will not for ever, or not as somebody expects.
    WARNING,
    PROBLEM,
    /// It could not be looked at, because of something else.
    SKIPPED
  }

  static Check ok(String what, String finding) {
    return new Check(what, Level.OK, finding, "");
  }

  static Check warning(String what, String finding, String fix) {
    return new Check(what, Level.WARNING, finding, fix);
  }

  static Check problem(String what, String finding, String fix) {
    return new Check(what, Level.PROBLEM, finding, fix);
  }

  static Check skipped(String what, String why) {
    return new Check(what, Level.SKIPPED, why, "");
  }

  ObjectNode json() {
    return OpenbellService.JSON
        .createObjectNode()
        .put("what", what)
        .put("level", level.name())
        .put("finding", finding)
        .put("fix", fix);
  }

  String text() {
    String line = "%-8s %-10s %s".formatted(level.name().toLowerCase(Locale.ROOT), what, finding);
    return TextTable.plain(line)
        + (fix.isEmpty() ? "" : "%n%19s do  %s".formatted("", TextTable.plain(fix)));
  }
}
