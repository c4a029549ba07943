package openbell.notification.render;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import openbell.model.market.Session;
import openbell.model.message.DigestRequested;
import openbell.model.message.NoticeRequested;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.portfolio.Subscriber;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.SessionChanges;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;
import openbell.model.signal.SignalReport.Holding;
import openbell.model.signal.TradePlan;
import org.jspecify.annotations.Nullable;

/// More notifications that a person would recognise.
public final class MoreLetters {
  private static final LocalDate SINCE = LocalDate.parse("2018-02-20");

  /// Id of an item that says that there is no signal.
  private static final String SILENT = "silent";

  private MoreLetters() {}

  public static Subscriber subscriber(boolean textOnly) {
    return new Subscriber(
        "s-7f3a9c",
        SINCE,
        ZoneId.of("Europe/Berlin"),
        new Subscriber.QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0)),
        textOnly);
  }

  /// Two trades, a rule with branches, hostile texts, a note; first report, run by hand, corrected.
  public static NotificationRequested busy() {
    SignalReport first =
        pair(
            "Tom & Jerry's <b>pair</b>",
            "AAPL has no bar for 2018-05-09; its last one is of 2018-05-08.");
    return Letters.of(Letters.run(Purpose.MANUAL, 2), Letters.withoutPrevious(first));
  }

  static SignalReport pair(String name, String... notes) {
    List<Holding> holdings =
        List.of(
            new Holding(
                "SPX",
                "S&P 500",
                SignalAction.ENTER,
                BigDecimal.ZERO,
                new BigDecimal("2723.07"),
                null,
                null),
            new Holding(
                "AAPL",
                "AAPL",
                SignalAction.REDUCE,
                new BigDecimal("0.804"),
                new BigDecimal("190.04"),
                LocalDate.parse("2018-02-12"),
                new BigDecimal("-3.2")));
    return Letters.report(
        name,
        List.of(enter(), reduce()),
        holdings,
        "-0.0412",
        "-0.2",
        List.of(notes),
        Letters.artifact(2));
  }

  static Signal enter() {
    return new Signal(
        "SPX",
        "S&P 500",
        SignalAction.ENTER,
        BigDecimal.ZERO,
        new BigDecimal("0.5"),
        new BigDecimal("2723.07"),
        new BigDecimal("18"),
        List.of(branches()));
  }

  private static Signal reduce() {
    return new Signal(
        "AAPL",
        "AAPL",
        SignalAction.REDUCE,
        new BigDecimal("0.804"),
        new BigDecimal("0.5"),
        new BigDecimal("190.04"),
        new BigDecimal("31"),
        List.of());
  }

  private static RuleTrace branches() {
    RuleTrace oversold =
        new RuleTrace(
            "",
            "LessThan",
            true,
            null,
            null,
            8.1,
            List.of(Letters.number("RSI(14)", 27.57, 31.2), Letters.constant(30)));
    RuleTrace panic =
        new RuleTrace(
            "panic",
            "GreaterThan",
            false,
            null,
            null,
            12.5,
            List.of(Letters.number("Volatility(20)", 26.25, 25.9), Letters.constant(30)));
    RuleTrace calm = new RuleTrace("", "Not", true, null, null, null, List.of(panic));
    return new RuleTrace("buy", "And", true, null, null, null, List.of(oversold, calm))
        .with(LocalDate.parse("2018-05-10"), 2778.4);
  }

  /// The reader's own quantities beside two changes.
  public static NotificationRequested withPlan(String language) {
    TradePlan plan =
        new TradePlan(
            new BigDecimal("26480.10"),
            new BigDecimal("5200.00"),
            new BigDecimal("8.87"),
            new BigDecimal("6.50"),
            List.of(
                trade("AAPL", SignalAction.REDUCE, "74", "112", "190.04", "14062.96"),
                trade("SPX", SignalAction.ENTER, "7", "0", "2723.07", "19061.49")),
            List.of("SPX: 4.86 units are wanted, whole lots of 1 are traded."));
    return as(
        Letters.of(Letters.run(Purpose.SCHEDULED, 1), pair("Index and apple")),
        language,
        Preference.ON_CHANGE,
        subscriber(false),
        plan,
        List.of());
  }

  private static TradePlan.Trade trade(
      String symbol, SignalAction action, String units, String held, String close, String amount) {
    return new TradePlan.Trade(
        symbol,
        action,
        new BigDecimal(units),
        new BigDecimal(held),
        new BigDecimal(close),
        new BigDecimal(amount),
        new BigDecimal("3.25"));
  }

  /// A report with as many changes as wanted.
  public static NotificationRequested crowded(int changes) {
    List<Holding> holdings =
        java.util.Collections.nCopies(changes, Letters.sell().report().positions().getFirst());
    return Letters.of(
        Letters.run(Purpose.SCHEDULED, 1),
        Letters.report(
            "Crowd",
            java.util.Collections.nCopies(changes, enter()),
            holdings,
            "0.1",
            "-0.1",
            List.of(),
            Letters.artifact(4)));
  }

  /// What a subscription adds to a notification.
  public static NotificationRequested as(
      NotificationRequested request,
      String language,
      Preference preference,
      @Nullable Subscriber subscriber,
      @Nullable TradePlan plan,
      List<SessionChanges> week) {
    return new NotificationRequested(
        request.run(),
        request.notificationId(),
        new Recipient(request.recipient().email(), preference, language),
        request.template(),
        request.report(),
        subscriber,
        plan,
        week);
  }

  public static NotificationRequested subscribed(NotificationRequested request, String language) {
    return as(request, language, Preference.EVERY_SESSION, subscriber(false), null, List.of());
  }

  /// The same report with other notes.
  public static NotificationRequested noted(NotificationRequested request, String... notes) {
    SignalReport old = request.report();
    SignalReport report =
        new SignalReport(
            old.portfolioName(),
            old.currency(),
            old.startDate(),
            old.changes(),
            old.positions(),
            old.previousSession(),
            old.metrics(),
            old.equity(),
            old.equityChangePercent(),
            List.of(notes),
            old.configHash(),
            old.dataHash(),
            old.engineVersion(),
            old.artifact());
    return Letters.of(request.run(), report);
  }

  /// Four sessions before a quiet one, two of them with changes.
  public static NotificationRequested weekly(String language) {
    List<SessionChanges> week =
        List.of(
            new SessionChanges(LocalDate.parse("2018-05-07"), List.of()),
            new SessionChanges(LocalDate.parse("2018-05-08"), List.of(enter())),
            new SessionChanges(LocalDate.parse("2018-05-09"), List.of()),
            new SessionChanges(LocalDate.parse("2018-05-10"), List.of(reduce())));
    return as(Letters.quiet(), language, Preference.WEEKLY, subscriber(false), null, week);
  }

  /// Five portfolios, one of which is not there any more.
  public static DigestRequested digest(String language) {
    return new DigestRequested(
        new Owner("anna"),
        new PortfolioId("digest-7f3a9c"),
        new Session("XNYS", Letters.DAY),
        "0123456789abcdef0123456789abcdef",
        new Recipient("anna@example.com", Preference.DAILY_DIGEST, language),
        subscriber(false),
        List.of("a", "b", "c", "d", "e"));
  }

  /// Three portfolios, one of which has no signal.
  public static DigestRequested silentDigest(String language) {
    DigestRequested digest = digest(language);
    return new DigestRequested(
        digest.owner(),
        digest.portfolio(),
        digest.session(),
        digest.notificationId(),
        digest.recipient(),
        digest.subscriber(),
        List.of("a", "b", SILENT));
  }

  /// The portfolios of a digest that have no signal.
  public static List<NoticeRequested> notices(DigestRequested digest) {
    return digest.items().contains(SILENT)
        ? List.of(
            notice(NoticeRequested.Kind.NO_SIGNAL, digest.recipient().language(), "Buy the dip"))
        : List.of();
  }

  /// Those that have one.
  public static List<NotificationRequested> items(DigestRequested digest) {
    return items().subList(0, Math.min(4, digest.items().size() - notices(digest).size()));
  }

  public static List<NotificationRequested> items() {
    NotificationRequested late =
        noted(Letters.quiet(), "This run is late: its result was due by 2018-05-11T13:30:00Z.");
    return List.of(Letters.quiet(), Letters.sell(), withPlan("en"), late);
  }

  public static NoticeRequested notice(NoticeRequested.Kind kind, String language, String name) {
    boolean signal = kind == NoticeRequested.Kind.NO_SIGNAL;
    RunRef run = signal ? Letters.run(Purpose.SCHEDULED, 1) : null;
    return new NoticeRequested(
        new Owner("anna"),
        new PortfolioId("golden-cross"),
        new Session(signal ? "XNYS" : "H24", Letters.DAY),
        "0123456789abcdef0123456789abcdef",
        kind,
        new Recipient("anna@example.com", Preference.ON_CHANGE, language),
        subscriber(false),
        "notice",
        run,
        name,
        signal
            ? "Prices of AAPL did not arrive before the open, and were waited for until 15:40."
            : "");
  }
}
