package openbell.signal.intake;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import openbell.model.market.Session;
import openbell.model.portfolio.PortfolioId;
import openbell.model.signal.Signal;
import openbell.signal.result.SignalEntry;
import org.jspecify.annotations.Nullable;

/// The signals of one session as the page shows them: what to do first, then what went wrong, then
/// what stays as it is.
///
/// @param day the session in words; empty when there is none at all
/// @param wanted `XNYS:2018-05-11`; empty when there is none at all
/// @param days sessions to choose from, newest first
public record SignalsPage(
    String day,
    String wanted,
    List<Day> days,
    List<Row> changed,
    List<Row> troubles,
    List<Row> unchanged) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.UK);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.UK);

  public int portfolios() {
    return changed.size() + troubles.size() + unchanged.size();
  }

  /// How many things there are to do.
  public int changes() {
    return changed.stream().mapToInt(row -> row.changes().size()).sum();
  }

  public int told() {
    return changed.stream().mapToInt(Row::notified).sum()
        + troubles.stream().mapToInt(Row::notified).sum()
        + unchanged.stream().mapToInt(Row::notified).sum();
  }

  /// A session that can be chosen.
  public record Day(String session, String words, String market, boolean chosen) {}

  /// What the session meant for one portfolio.
  ///
  /// @param asked how the run came to be, when not by the schedule; else empty
  /// @param notified how many notifications it caused
  public record Row(
      String portfolio,
      String name,
      String run,
      String asked,
      List<Change> changes,
      String trouble,
      String asOf,
      int notified) {}

  /// What to do in one symbol.
  ///
  /// @param tone `buy` or `sell`
  public record Change(
      String symbol, String tone, String word, String from, String to, String close) {

    static Change of(Signal signal) {
      boolean buys = signal.action().letter().equals("B");
      return new Change(
          signal.symbol(),
          buys ? "buy" : "sell",
          buys ? "Buy" : "Sell",
          percent(signal.fromWeight()),
          percent(signal.toWeight()),
          signal.close().setScale(2, RoundingMode.HALF_EVEN).toPlainString());
    }

    private static String percent(BigDecimal weight) {
      return weight.movePointRight(2).setScale(1, RoundingMode.HALF_EVEN).toPlainString() + " %";
    }
  }

  /// @param shown null when the owner has no signal at all
  /// @param names of portfolios
  static SignalsPage of(
      @Nullable Session shown,
      List<Session> days,
      List<SignalEntry> entries,
      Function<PortfolioId, String> names) {
    List<SignalEntry> newest = newestOfEach(entries);
    Map<Boolean, List<SignalEntry>> sound = new LinkedHashMap<>();
    sound.put(true, newest.stream().filter(SignalsPage::isSignal).toList());
    sound.put(false, newest.stream().filter(entry -> !isSignal(entry)).toList());
    List<Row> signals = rows(sound.getOrDefault(true, List.of()), names);
    return new SignalsPage(
        shown == null ? "" : DAY.format(shown.date()),
        shown == null ? "" : text(shown),
        days.stream()
            .map(
                day ->
                    new Day(text(day), SHORT.format(day.date()), day.market(), day.equals(shown)))
            .toList(),
        signals.stream().filter(row -> !row.changes().isEmpty()).toList(),
        rows(sound.getOrDefault(false, List.of()), names),
        signals.stream().filter(row -> row.changes().isEmpty()).toList());
  }

  private static boolean isSignal(SignalEntry entry) {
    return entry.outcome() == SignalEntry.Outcome.SIGNAL;
  }

  /// A portfolio that was run again shows what it said last.
  private static List<SignalEntry> newestOfEach(List<SignalEntry> entries) {
    Map<PortfolioId, SignalEntry> newest = new LinkedHashMap<>();
    for (SignalEntry entry : entries) {
      newest.merge(
          entry.run().portfolio(),
          entry,
          (one, other) -> other.at().isAfter(one.at()) ? other : one);
    }
    return List.copyOf(newest.values());
  }

  private static List<Row> rows(List<SignalEntry> entries, Function<PortfolioId, String> names) {
    return entries.stream()
        .map(entry -> row(entry, names.apply(entry.run().portfolio())))
        .sorted(Comparator.comparing(Row::name))
        .toList();
  }

  private static Row row(SignalEntry entry, String name) {
    LocalDate asOf = entry.run().asOf();
    return new Row(
        entry.run().portfolio().value(),
        name,
        entry.run().runId().value(),
        switch (entry.run().purpose()) {
          case SCHEDULED -> entry.run().revision() > 1 ? "a correction" : "";
          case MANUAL -> "asked for by hand";
          case PREVIEW -> "a preview";
        },
        entry.changes().stream().map(Change::of).toList(),
        isSignal(entry) ? "" : entry.detail(),
        DAY.format(asOf),
        entry.notified());
  }

  static String text(Session session) {
    return session.market() + ":" + session.date();
  }
}
