package openbell.notification.digest;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import openbell.model.hash.Sha256;
import openbell.model.market.Session;
import openbell.model.message.NoticeRequested;
import openbell.model.message.NoticeRequested.Kind;
import openbell.model.message.NotificationRequested;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Recipient.Preference;
import openbell.model.portfolio.Subscriber;
import openbell.model.portfolio.Subscriber.QuietHours;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.SignalReport;
import openbell.notification.render.Letters;
import org.jspecify.annotations.Nullable;

/// Reports to a reader who wants one mail a day, for tests.
public final class Reports {
  public static final Session SESSION = new Session("XNYS", LocalDate.parse("2018-05-11"));
  public static final Owner ANNA = new Owner("anna");
  private static final String HASH = "c0ffee00".repeat(8);

  private Reports() {}

  public static Subscriber reader(ZoneId zone, @Nullable QuietHours quiet) {
    return new Subscriber("sub-1", SESSION.date().minusDays(30), zone, quiet, false);
  }

  /// A report with changes, called like its portfolio.
  public static NotificationRequested signal(String portfolio, Subscriber reader) {
    return signal(run(portfolio, 1, Purpose.SCHEDULED), Letters.sell().report(), reader);
  }

  public static NotificationRequested signal(String portfolio) {
    return signal(portfolio, reader(ZoneOffset.UTC, null));
  }

  /// A report without changes.
  public static NotificationRequested quiet(String portfolio) {
    return signal(
        run(portfolio, 1, Purpose.SCHEDULED),
        Letters.quiet().report(),
        reader(ZoneOffset.UTC, null));
  }

  public static NotificationRequested signal(RunRef run, SignalReport report, Subscriber reader) {
    return new NotificationRequested(
        run,
        Sha256.hex(run.runId().value(), 32),
        recipient(Preference.DAILY_DIGEST),
        "signal",
        named(report, run.portfolio().value()),
        reader,
        null,
        List.of());
  }

  public static RunRef run(String portfolio, int revision, Purpose purpose) {
    return RunRef.of(
        ANNA,
        new PortfolioId(portfolio),
        SESSION,
        SESSION.date().minusDays(1),
        HASH,
        revision,
        purpose);
  }

  public static Recipient recipient(Preference when) {
    return new Recipient("anna@example.com", when, "en");
  }

  public static NoticeRequested notice(String portfolio, Kind kind, Subscriber reader) {
    return new NoticeRequested(
        ANNA,
        new PortfolioId(portfolio),
        SESSION,
        Sha256.hex(portfolio + kind, 32),
        kind,
        recipient(Preference.DAILY_DIGEST),
        reader,
        "notice-" + kind,
        null,
        portfolio,
        "Its prices are stale.");
  }

  private static SignalReport named(SignalReport report, String name) {
    return new SignalReport(
        name,
        report.currency(),
        report.startDate(),
        report.changes(),
        report.positions(),
        report.previousSession(),
        report.metrics(),
        report.equity(),
        report.equityChangePercent(),
        report.notes(),
        report.configHash(),
        report.dataHash(),
        report.engineVersion(),
        report.artifact());
  }
}
