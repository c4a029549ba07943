package openbell.notification.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.run.RunRef;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;
import openbell.model.signal.SignalReport.Holding;
import openbell.notification.render.LetterModel.Change;
import openbell.notification.render.LetterModel.Explanation;
import openbell.notification.render.LetterModel.Line;
import openbell.notification.render.LetterModel.Position;
import openbell.notification.render.LetterModel.Provenance;

/// Writes the letter of a notification: what changed first, then why, then how things stand, and at
/// the end how anyone can check it. Pure: the same notification is the same letter.
public final class Letter {

  /// Symbols explained one by one.
  static final int MOST_EXPLAINED = 4;

  /// Rows of the table of positions.
  static final int MOST_POSITIONS = 25;

  private static final int SHORT_HASH = 12;

  /// Pixels that a nested rule is moved to the right.
  private static final int STEP = 18;

  private final MailLinks links;

  public Letter(MailLinks links) {
    this.links = links;
  }

  public LetterModel write(NotificationRequested request, Optional<Curve> curve) {
    SignalReport report = request.report();
    RunRef run = request.run();
    List<Signal> changes = report.changes();
    List<Position> positions = positions(report);
    return new LetterModel(
        SubjectLine.of(request),
        preview(report),
        report.portfolioName(),
        Formats.weekday(run.session().date()) + " · " + run.session().market(),
        verdict(changes),
        tone(changes),
        comparison(report),
        changes.stream().map(change -> change(change, run)).toList(),
        explanations(report),
        Performance.figures(report),
        positions.subList(0, Math.min(MOST_POSITIONS, positions.size())),
        Math.max(0, positions.size() - MOST_POSITIONS),
        curve
            .filter(Curve::isDrawable)
            .map(c -> Performance.chart(c, report.currency()))
            .orElse(null),
        report.notes(),
        provenance(request),
        why(request));
  }

  private static String verdict(List<Signal> changes) {
    if (changes.isEmpty()) {
      return "No change";
    }
    Signal first = changes.getFirst();
    return changes.size() == 1
        ? capital(SubjectLine.word(first.action())) + " " + first.symbol()
        : SubjectLine.count(changes);
  }

  private static String tone(List<Signal> changes) {
    long buys = changes.stream().filter(change -> isBuy(change.action())).count();
    if (changes.isEmpty()) {
      return "calm";
    }
    return buys == changes.size() ? "buy" : buys == 0 ? "sell" : "mixed";
  }

  private static String preview(SignalReport report) {
    String what =
        report.changes().isEmpty()
            ? "Nothing to do today."
            : SubjectLine.named(report.changes()) + ".";
    return what
        + " Value "
        + Formats.money(report.equity().doubleValue(), report.currency())
        + (report.equityChangePercent() == null
            ? "."
            : ", " + Formats.change(report.equityChangePercent().doubleValue()) + ".");
  }

  private static String comparison(SignalReport report) {
    if (report.previousSession() == null) {
      return "First report of this portfolio.";
    }
    return "Compared with the report on " + Formats.day(report.previousSession()) + ".";
  }

  private static Change change(Signal signal, RunRef run) {
    String fill =
        run.asOf().isBefore(run.session().date())
            ? "the open of " + Formats.day(run.session().date())
            : "the next open";
    return new Change(
        signal.symbol(),
        signal.name().equals(signal.symbol()) ? "" : signal.name(),
        SubjectLine.word(signal.action()),
        isBuy(signal.action()) ? "buy" : "sell",
        headline(signal.action()),
        Formats.weight(signal.fromWeight()),
        Formats.weight(signal.toWeight()),
        "Decided on the close of %s, %s. The simulation fills at %s."
            .formatted(Formats.day(run.asOf()), Formats.price(signal.close()), fill));
  }

  private static String headline(SignalAction action) {
    return switch (action) {
      case ENTER -> "Open a position";
      case EXIT -> "Close the position";
      case INCREASE -> "Add to the position";
      case REDUCE -> "Sell part of the position";
      case HOLD -> "Keep the position";
      case FLAT -> "Stay out";
    };
  }

  /// On a day with changes, why they came; on a quiet day, how far the rules are from turning.
  private static List<Explanation> explanations(SignalReport report) {
    List<Explanation> explanations = new ArrayList<>();
    for (Signal change : report.changes()) {
      String word = capital(SubjectLine.word(change.action())).toLowerCase(Locale.ROOT);
      explain("Why " + word + " " + change.symbol(), change.traces(), explanations);
    }
    if (report.changes().isEmpty()) {
      for (Holding holding : report.positions()) {
        String word = holding.action() == SignalAction.FLAT ? "Why stay out of " : "Why hold ";
        explain(word + holding.symbol(), holding.traces(), explanations);
      }
    }
    return explanations.subList(0, Math.min(MOST_EXPLAINED, explanations.size()));
  }

  private static void explain(String title, List<RuleTrace> traces, List<Explanation> to) {
    if (!traces.isEmpty()) {
      List<Line> lines =
          Reasoning.of(traces).stream()
              .map(
                  line ->
                      new Line(
                          line.depth() * STEP, line.mark(), line.text(), "  ".repeat(line.depth())))
              .toList();
      to.add(new Explanation(title, lines));
    }
  }

  /// Held ones first, the rest in declared order.
  private static List<Position> positions(SignalReport report) {
    List<Position> held = new ArrayList<>();
    List<Position> others = new ArrayList<>();
    for (Holding holding : report.positions()) {
      (holding.since() == null ? others : held).add(position(holding));
    }
    held.addAll(others);
    return held;
  }

  private static Position position(Holding holding) {
    double profit = holding.pnlPercent() == null ? 0 : holding.pnlPercent().doubleValue();
    return new Position(
        holding.symbol(),
        holding.name().equals(holding.symbol()) ? "" : holding.name(),
        capital(SubjectLine.word(holding.action())),
        switch (holding.action()) {
          case ENTER, INCREASE -> "buy";
          case EXIT, REDUCE -> "sell";
          case HOLD -> "hold";
          case FLAT -> "empty";
        },
        Formats.weight(holding.weight()),
        Formats.price(holding.close()),
        holding.since() == null ? "" : Formats.day(holding.since()),
        holding.pnlPercent() == null ? "" : Formats.change(profit),
        Performance.tone(profit));
  }

  private Provenance provenance(NotificationRequested request) {
    SignalReport report = request.report();
    String runId = request.run().runId().value();
    return new Provenance(
        runId,
        links.run(request.run().runId()),
        Formats.day(request.run().asOf()),
        cut(report.configHash()),
        cut(report.dataHash()),
        report.engineVersion(),
        cut(report.artifact().sha256()));
  }

  private static String why(NotificationRequested request) {
    return "You get this because the portfolio “%s” names this address, %s. To stop, ask the owner to take it off the portfolio’s recipients."
        .formatted(request.report().portfolioName(), often(request.recipient().when()));
  }

  private static String often(Preference preference) {
    return switch (preference) {
      case EVERY_SESSION -> "for every session";
      case ON_CHANGE -> "for sessions with a change";
      case DAILY_DIGEST -> "for every session (daily)";
      case WEEKLY -> "once a week";
    };
  }

  private static boolean isBuy(SignalAction action) {
    return action == SignalAction.ENTER || action == SignalAction.INCREASE;
  }

  private static String capital(String word) {
    return word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String cut(String hash) {
    return hash.substring(0, Math.min(SHORT_HASH, hash.length()));
  }
}
