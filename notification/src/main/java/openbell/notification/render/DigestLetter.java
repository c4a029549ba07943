package openbell.notification.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import openbell.model.message.DigestRequested;
import openbell.model.message.NoticeRequested;
import openbell.model.message.NotificationRequested;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalReport;
import openbell.model.signal.SignalReport.Holding;
import openbell.notification.render.DigestModel.Block;
import openbell.notification.render.DigestModel.PortfolioMove;
import openbell.notification.render.DigestModel.Quiet;
import openbell.notification.render.DigestModel.Silent;

/// Writes one letter over all portfolios of a reader: every change first, then a block for each
/// portfolio that has one, then the quiet ones in a line each. Pure.
final class DigestLetter {

  /// Changes in the list at the top.
  private static final int MOST_CHANGES = 40;

  /// Symbols that a quiet portfolio names.
  private static final int MOST_HELD = 4;

  private final MailLinks links;
  private final ReaderLetter readers;

  DigestLetter(MailLinks links) {
    this.links = links;
    this.readers = new ReaderLetter(links);
  }

  /// @param items what was found of the digest's reports, in its order
  /// @param notices of its portfolios that have no signal
  DigestModel write(
      DigestRequested digest, List<NotificationRequested> items, List<NoticeRequested> notices) {
    Words words = Words.of(digest.recipient().language());
    List<Signal> changes =
        items.stream().flatMap(item -> item.report().changes().stream()).toList();
    List<NotificationRequested> changed = items.stream().filter(DigestLetter::isChanged).toList();
    String day = words.day(digest.session().date());
    String portfolios = words.count("portfolios", items.size());
    String told =
        changes.isEmpty()
            ? words.say("digest.quiet", portfolios)
            : words.say(
                "digest.changes",
                words.count("changes", changes.size()),
                Integer.toString(changed.size()),
                portfolios);
    String summary = summary(told, items.size(), notices.size(), words);
    int missing = digest.items().size() - items.size() - notices.size();
    return new DigestModel(
        words.tag(),
        words.say("subject.digest", summary, day),
        changes.isEmpty()
            ? words.say("preview.quiet")
            : words.say("sentence", SubjectLine.named(changes, words)),
        words.weekday(digest.session().date()),
        words.say("digest.kicker"),
        List.of(),
        verdict(items, changes, words),
        items.isEmpty() ? "warn" : Moves.tone(changes),
        words.say("sentence", summary),
        moves(changed, words),
        Moves.more(changes.size() - MOST_CHANGES, words),
        changed.stream().map(item -> block(item, words)).toList(),
        items.stream().filter(item -> !isChanged(item)).map(item -> quiet(item, words)).toList(),
        notices.stream().map(DigestLetter::silent).toList(),
        missing > 0 ? words.count("digest.missing", missing) : "",
        readers.foot(digest, words, words.say("digest.why")),
        ReaderLetter.isTextOnly(digest));
  }

  /// A portfolio without a signal is not one without a change: the two are counted apart.
  private static String summary(String told, int items, int notices, Words words) {
    if (notices == 0) {
      return told;
    }
    return items == 0
        ? words.say("digest.none", words.count("portfolios", notices))
        : words.say("digest.some", told, Integer.toString(notices));
  }

  private static String verdict(
      List<NotificationRequested> items, List<Signal> changes, Words words) {
    if (items.isEmpty()) {
      return words.say("noSignal.title");
    }
    return changes.isEmpty() ? words.say("verdict.quiet") : words.count("changes", changes.size());
  }

  private static Silent silent(NoticeRequested notice) {
    return new Silent(Plain.line(notice.portfolioName()), Plain.sentence(notice.detail()));
  }

  private static boolean isChanged(NotificationRequested item) {
    return !item.report().changes().isEmpty();
  }

  private static List<PortfolioMove> moves(List<NotificationRequested> changed, Words words) {
    return changed.stream()
        .flatMap(
            item -> {
              String name = Plain.line(item.report().portfolioName());
              return item.report().changes().stream()
                  .map(signal -> new PortfolioMove(Moves.move(signal, words), name));
            })
        .limit(MOST_CHANGES)
        .toList();
  }

  private Block block(NotificationRequested item, Words words) {
    SignalReport report = item.report();
    String plan =
        item.plan() == null || item.plan().trades().isEmpty()
            ? ""
            : words.say("digest.plan", ReaderLetter.summary(item.plan(), words));
    return new Block(
        Plain.line(report.portfolioName()),
        String.join(" · ", Remarks.badges(item, words)),
        value(report, words),
        change(report),
        tone(report),
        reasons(report, words),
        plan,
        Remarks.notes(report),
        links.run(item.run().runId()));
  }

  private static List<String> reasons(SignalReport report, Words words) {
    List<String> reasons = new ArrayList<>();
    for (Signal change : report.changes()) {
      String why = Reasoning.decisive(change.traces(), words);
      if (!why.isEmpty() && reasons.size() < Letter.MOST_EXPLAINED) {
        reasons.add(words.say("digest.reason", Plain.line(change.symbol()), why));
      }
    }
    return reasons;
  }

  private Quiet quiet(NotificationRequested item, Words words) {
    SignalReport report = item.report();
    return new Quiet(
        Plain.line(report.portfolioName()),
        holds(report, words),
        value(report, words),
        change(report),
        tone(report),
        links.run(item.run().runId()));
  }

  private static String holds(SignalReport report, Words words) {
    List<String> held =
        report.positions().stream()
            .filter(holding -> holding.since() != null)
            .map(Holding::symbol)
            .map(symbol -> Plain.line(symbol, SubjectLine.LONGEST_SYMBOL))
            .toList();
    if (held.isEmpty()) {
      return words.say("digest.empty");
    }
    int more = held.size() - MOST_HELD;
    List<String> named =
        more > 0
            ? Stream.concat(held.stream().limit(MOST_HELD), Stream.of(words.say("more", more)))
                .toList()
            : held;
    return words.say("digest.holds", words.list(named));
  }

  private static String value(SignalReport report, Words words) {
    return words.money(report.equity().doubleValue(), report.currency());
  }

  private static String change(SignalReport report) {
    return report.equityChangePercent() == null
        ? ""
        : Formats.change(report.equityChangePercent().doubleValue());
  }

  private static String tone(SignalReport report) {
    return report.equityChangePercent() == null
        ? "plain"
        : Performance.tone(report.equityChangePercent().doubleValue());
  }
}
