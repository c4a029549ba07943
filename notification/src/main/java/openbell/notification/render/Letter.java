package openbell.notification.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openbell.model.message.NotificationRequested;
import openbell.model.run.RunRef;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;
import openbell.model.signal.SignalReport.Holding;
import openbell.notification.render.LetterModel.Change;
import openbell.notification.render.LetterModel.Explanation;
import openbell.notification.render.LetterModel.Position;
import openbell.notification.render.LetterModel.Provenance;
import openbell.notification.render.LetterModel.Row;

/// Writes what all readers of a report are told: what changed first, then why, then how things
/// stand, and at the end how anyone can check it. Pure: the same notification is the same letter.
public final class Letter {

  /// Symbols explained one by one.
  static final int MOST_EXPLAINED = 4;

  /// Changes shown one by one; a universe of thousands may turn on one day.
  static final int MOST_CHANGES = 20;

  /// Rows of the table of positions.
  static final int MOST_POSITIONS = 25;

  private static final int SHORT_HASH = 12;

  private final MailLinks links;

  public Letter(MailLinks links) {
    this.links = links;
  }

  public LetterModel write(NotificationRequested request, Optional<Curve> curve) {
    Words words = Words.of(request.recipient().language());
    SignalReport report = request.report();
    List<Signal> changes = Weeks.isWeekly(request) ? Weeks.changes(request) : report.changes();
    List<Position> positions = positions(report, words);
    int more = positions.size() - MOST_POSITIONS;
    return new LetterModel(
        words.tag(),
        SubjectLine.of(request),
        preview(report, words),
        words.weekday(request.run().session().date()),
        Plain.line(report.portfolioName()),
        Remarks.badges(request, words),
        verdict(request, changes, words),
        Moves.tone(changes),
        comparison(request, words),
        report.changes().stream()
            .limit(MOST_CHANGES)
            .map(change -> change(change, request.run(), words))
            .toList(),
        Moves.more(report.changes().size() - MOST_CHANGES, words),
        Weeks.days(request, words),
        Remarks.notes(report),
        explanations(report, words),
        positions.subList(0, Math.min(MOST_POSITIONS, positions.size())),
        more > 0 ? words.say("positions.more", more) : "",
        Performance.figures(report, words),
        curve
            .filter(Curve::isDrawable)
            .map(c -> Performance.chart(c, report.currency(), words))
            .orElse(null),
        data(request, words),
        provenance(request));
  }

  private static String verdict(NotificationRequested request, List<Signal> changes, Words words) {
    if (Weeks.isWeekly(request)) {
      return words.count("verdict.week", changes.size());
    }
    if (changes.isEmpty()) {
      return words.say("verdict.quiet");
    }
    Signal first = changes.getFirst();
    return changes.size() == 1
        ? words.say(
            "verdict.one", Moves.word(first.action(), words), Plain.line(first.symbol(), 24))
        : words.count("changes", changes.size());
  }

  private static String preview(SignalReport report, Words words) {
    String what =
        report.changes().isEmpty()
            ? words.say("preview.quiet")
            : words.say("sentence", SubjectLine.named(report.changes(), words));
    String value = words.money(report.equity().doubleValue(), report.currency());
    return report.equityChangePercent() == null
        ? words.say("preview.first", what, value)
        : words.say(
            "preview.later",
            what,
            value,
            Formats.change(report.equityChangePercent().doubleValue()));
  }

  private static String comparison(NotificationRequested request, Words words) {
    SignalReport report = request.report();
    if (Weeks.isWeekly(request)) {
      return words.say("comparison.week");
    }
    if (report.previousSession() == null) {
      return words.say("comparison.first");
    }
    return words.say(
        report.changes().isEmpty() ? "comparison.quiet" : "comparison.later",
        words.day(report.previousSession()));
  }

  private static Change change(Signal signal, RunRef run, Words words) {
    String symbol = Plain.line(signal.symbol());
    String fill =
        Opens.fill(run)
            .map(open -> words.say("fill.at", Opens.in(open, words) + Slots.OWN_TIME))
            .orElse(words.say("fill.next"));
    return new Change(
        symbol,
        name(signal.name(), symbol),
        Moves.loud(signal.action(), words),
        Moves.key(signal.action()),
        words.say("headline." + signal.action()),
        Formats.weight(signal.fromWeight()),
        Formats.weight(signal.toWeight()),
        words.say("decided", words.day(run.asOf()), Formats.price(signal.close()), fill));
  }

  private static String name(String name, String symbol) {
    String clean = Plain.line(name);
    return clean.equals(symbol) ? "" : clean;
  }

  /// On a day with changes, why they came; on a quiet day, how far the rules are from turning.
  private static List<Explanation> explanations(SignalReport report, Words words) {
    List<Explanation> explanations = new ArrayList<>();
    for (Signal change : report.changes()) {
      if (!change.traces().isEmpty() && explanations.size() < MOST_EXPLAINED) {
        String title = "why." + Moves.key(change.action());
        explanations.add(
            Reasoning.explain(
                words.say(title, Plain.line(change.symbol())),
                change.traces(),
                change.close().doubleValue(),
                words));
      }
    }
    if (report.changes().isEmpty()) {
      for (Holding holding : report.positions()) {
        if (!holding.traces().isEmpty() && explanations.size() < MOST_EXPLAINED) {
          String title = holding.action() == SignalAction.FLAT ? "why.empty" : "why.hold";
          explanations.add(
              Reasoning.explain(
                  words.say(title, Plain.line(holding.symbol())),
                  holding.traces(),
                  holding.close().doubleValue(),
                  words));
        }
      }
    }
    return explanations;
  }

  /// Held ones first, the rest in declared order.
  private static List<Position> positions(SignalReport report, Words words) {
    List<Position> held = new ArrayList<>();
    List<Position> others = new ArrayList<>();
    for (Holding holding : report.positions()) {
      (holding.since() == null ? others : held).add(position(holding, words));
    }
    held.addAll(others);
    return held;
  }

  private static Position position(Holding holding, Words words) {
    double profit = holding.pnlPercent() == null ? 0 : holding.pnlPercent().doubleValue();
    String symbol = Plain.line(holding.symbol());
    String weight = Formats.weight(holding.weight());
    String close = Formats.price(holding.close());
    String since = holding.since() == null ? "" : words.day(holding.since());
    String gain = holding.pnlPercent() == null ? "" : Formats.change(profit);
    return new Position(
        symbol,
        name(holding.name(), symbol),
        Moves.word(holding.action(), words),
        Moves.key(holding.action()),
        weight,
        close,
        since,
        gain,
        Performance.tone(profit),
        since.isEmpty()
            ? words.say("positions.line", weight, close)
            : words.say("positions.held", weight, close, since, gain));
  }

  private static List<Row> data(NotificationRequested request, Words words) {
    RunRef run = request.run();
    SignalReport report = request.report();
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Row(
            words.say("data.prices"),
            words.say("data.close", words.day(run.asOf()), words.market(run.session().market()))));
    Opens.fill(run)
        .ifPresent(
            open ->
                rows.add(new Row(words.say("data.open"), Opens.in(open, words) + Slots.OWN_TIME)));
    rows.add(
        new Row(
            words.say("data.state"),
            words.say(
                Remarks.isStale(report)
                    ? "data.stale"
                    : Remarks.isRestated(report) ? "data.restated" : "data.good")));
    return rows;
  }

  private Provenance provenance(NotificationRequested request) {
    SignalReport report = request.report();
    return new Provenance(
        request.run().runId().value(),
        links.run(request.run().runId()),
        cut(report.configHash()),
        cut(report.dataHash()),
        Plain.line(report.engineVersion(), 40),
        cut(report.artifact().sha256()));
  }

  private static String cut(String hash) {
    return Plain.line(hash.substring(0, Math.min(SHORT_HASH, hash.length())));
  }
}
