package openbell.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import openbell.cli.ValidateCommand.Verdict;
import openbell.model.strategy.Finding;
import openbell.model.strategy.Finding.Severity;
import openbell.model.strategy.StrategyCheck;
import picocli.CommandLine.Help.Ansi;

/// Findings for people: a line for each document, and under it what is wrong, where, and what to
/// do.
final class VerdictFormat {
  private static final int CODE_COLUMNS = 12;

  private final Ansi colours;

  /// @param colours on for a terminal
  VerdictFormat(Ansi colours) {
    this.colours = colours;
  }

  String text(List<Verdict> verdicts) {
    StringBuilder out = new StringBuilder();
    for (Verdict verdict : verdicts) {
      out.append(plain(verdict.file())).append(": ").append(summary(verdict)).append('\n');
      runs(verdict, out);
      verdict.findings().forEach(finding -> finding(verdict, finding, out));
    }
    if (verdicts.stream().anyMatch(Verdict::legal)) {
      out.append("\nNot checked without bars: ")
          .append(String.join(", ", StrategyCheck.HISTORY_CODES))
          .append(" (")
          .append(StrategyCheck.NEEDS_HISTORY.hint())
          .append(")\n");
    }
    return out.toString();
  }

  private void finding(Verdict verdict, Finding finding, StringBuilder out) {
    String head = word(finding) + " " + finding.code();
    out.append("\n  ").append(coloured(finding, head));
    out.append(" ".repeat(Math.max(1, CODE_COLUMNS - head.length())));
    out.append(plain(finding.message())).append('\n');
    row("at", place(verdict, finding), out);
    verdict.text().piece(finding.pointer()).ifPresent(piece -> row("reads", plain(piece), out));
    if (!finding.hint().isEmpty()) {
      row("fix", plain(finding.hint()), out);
    }
  }

  private static void runs(Verdict verdict, StringBuilder out) {
    NextRuns next = verdict.next();
    if (next != null) {
      String head = "next runs";
      for (String line : next.lines()) {
        out.append("  ").append(head).append(" ".repeat(CODE_COLUMNS - head.length()));
        out.append(line).append('\n');
        head = "";
      }
    }
  }

  private static void row(String what, String text, StringBuilder out) {
    out.append("    ").append(what).append(" ".repeat(CODE_COLUMNS - 2 - what.length()));
    out.append(text).append('\n');
  }

  /// `file:line`, which editors and terminals can follow, and the pointer.
  private static String place(Verdict verdict, Finding finding) {
    Optional<Integer> line = verdict.text().line(finding.pointer());
    String where = line.map(number -> plain(verdict.file()) + ":" + number + "  ").orElse("");
    return where + (finding.pointer().isEmpty() ? "the whole document" : plain(finding.pointer()));
  }

  private String coloured(Finding finding, String text) {
    String style =
        switch (finding.severity()) {
          case ERROR -> "fg(red),bold";
          case WARNING -> "fg(yellow),bold";
          case INFO -> "fg(cyan)";
        };
    return colours.string("@|" + style + " " + text + "|@");
  }

  private static String summary(Verdict verdict) {
    String counts =
        String.join(
            ", ",
            Stream.of(Severity.values())
                .map(severity -> count(verdict, severity))
                .filter(text -> !text.isEmpty())
                .toList());
    if (counts.isEmpty()) {
      return "ok";
    }
    return (verdict.legal() ? "ok, " : "refused, ") + counts;
  }

  private static String count(Verdict verdict, Severity severity) {
    long count = verdict.findings().stream().filter(f -> f.severity() == severity).count();
    String word =
        switch (severity) {
          case ERROR -> "error";
          case WARNING -> "warning";
          case INFO -> "remark";
        };
    return count == 0 ? "" : count + " " + word + (count == 1 ? "" : "s");
  }

  static String word(Finding finding) {
    return finding.severity().name().toLowerCase(Locale.ROOT);
  }

  /// Text of a document on one line, without anything a terminal would obey.
  private static String plain(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
