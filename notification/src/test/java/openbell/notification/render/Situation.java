package openbell.notification.render;

import static openbell.notification.render.MoreLetters.noted;
import static openbell.notification.render.MoreLetters.notice;
import static openbell.notification.render.MoreLetters.subscribed;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import openbell.model.message.NoticeRequested.Kind;
import openbell.model.message.Notification;
import openbell.model.run.Purpose;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;
import openbell.model.signal.SignalReport.Holding;

/// Every kind of mail that there is, one example each.
public enum Situation {
  SELL(() -> subscribed(Letters.sell(), "en")),
  BUY(
      () ->
          subscribed(
              Letters.of(
                  Letters.run(Purpose.SCHEDULED, 1),
                  Letters.report(
                      "Buy the dip",
                      List.of(MoreLetters.enter()),
                      List.of(
                          new Holding(
                              "SPX",
                              "S&P 500",
                              SignalAction.ENTER,
                              BigDecimal.ZERO,
                              new BigDecimal("2723.07"),
                              null,
                              null)),
                      "0.4216",
                      "-0.0312",
                      List.of(),
                      Letters.artifact(3))),
              "en")),
  QUIET(() -> subscribed(Letters.quiet(), "en")),
  BUSY(MoreLetters::busy),
  PLAN(() -> MoreLetters.withPlan("en")),
  STALE(
      () ->
          subscribed(
              noted(
                  Letters.quiet(),
                  "SPX has no bar for 2018-05-10; its last one is of 2018-05-09.",
                  "No buy of SPX: its prices are not up to date."),
              "en")),
  RESTATED(
      () ->
          subscribed(
              noted(
                  Letters.quiet(),
                  "History of SPX was restated on 2 days (2018-05-03, 2018-05-04); no past signal"
                      + " would differ."),
              "en")),
  LATE(
      () ->
          subscribed(
              noted(
                  Letters.sell(), "This run is late: its result was due by 2018-05-11T13:30:00Z."),
              "en")),
  CORRECTION(
      () ->
          subscribed(Letters.of(Letters.run(Purpose.SCHEDULED, 2), Letters.sell().report()), "en")),
  FIRST(
      () ->
          Letters.of(
              Letters.run(Purpose.SCHEDULED, 1),
              Letters.withoutPrevious(Letters.quiet().report()))),
  MANUAL(
      () -> subscribed(Letters.of(Letters.run(Purpose.MANUAL, 1), Letters.quiet().report()), "en")),
  WEEKLY(() -> MoreLetters.weekly("en")),
  DIGEST(() -> MoreLetters.digest("en")),
  DIGEST_SILENT(() -> MoreLetters.silentDigest("en")),
  NO_SIGNAL(() -> notice(Kind.NO_SIGNAL, "en", "Golden cross")),
  CONFIRM(() -> notice(Kind.CONFIRM, "en", "Golden cross")),
  TEST(() -> notice(Kind.TEST, "en", "Golden cross")),
  CHINESE_SELL(() -> subscribed(chinese(Letters.sellReport(Letters.artifact(0))), "zh-CN")),
  CHINESE_PLAN(() -> MoreLetters.withPlan("zh")),
  CHINESE_WEEKLY(() -> MoreLetters.weekly("zh")),
  CHINESE_DIGEST(() -> MoreLetters.digest("zh-Hans")),
  CHINESE_DIGEST_SILENT(() -> MoreLetters.silentDigest("zh")),
  CHINESE_NO_SIGNAL(() -> notice(Kind.NO_SIGNAL, "zh", "黄金交叉")),
  CHINESE_CONFIRM(() -> notice(Kind.CONFIRM, "zh", "黄金交叉"));

  private final Supplier<Notification> request;

  Situation(Supplier<Notification> request) {
    this.request = request;
  }

  public Notification request() {
    return request.get();
  }

  /// Name of its files.
  public String file() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static openbell.model.message.NotificationRequested chinese(SignalReport report) {
    return Letters.of(
        Letters.run(Purpose.SCHEDULED, 1),
        Letters.report(
            "黄金交叉",
            report.changes(),
            report.positions(),
            "0.9738",
            "-0.1248",
            List.of(),
            report.artifact()));
  }
}
