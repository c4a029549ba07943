package openbell.model.wire;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import openbell.model.artifact.Manifest;
import openbell.model.artifact.RunArtifact;
import openbell.model.market.Session;
import openbell.model.message.DigestRequested;
import openbell.model.message.ExpectedBatch;
import openbell.model.message.MeasuredAttempt;
import openbell.model.message.Message;
import openbell.model.message.NoticeRequested;
import openbell.model.message.NotificationRequested;
import openbell.model.message.RunCompleted;
import openbell.model.message.RunFailed;
import openbell.model.message.RunJob;
import openbell.model.message.RunRequested;
import openbell.model.message.SubscriptionChanged;
import openbell.model.message.WorkExpected;
import openbell.model.message.WorkMeasured;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Subscriber;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Failure;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.RuleTrace;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;
import openbell.model.signal.SignalReport;
import openbell.model.strategy.Finding;

/// One value of everything that is written down.
final class Samples {
  static final Instant WHEN = Instant.parse("2018-05-14T13:30:00Z");
  static final String HASH = "0123456789abcdef".repeat(4);
  static final LocalDate AS_OF = LocalDate.of(2018, 5, 11);
  static final ArtifactRef ARTIFACT = new ArtifactRef("runs/local/p-1/manifest.json", HASH, 1_234);

  static final RunRef RUN =
      RunRef.of(
          new Owner("local"),
          new PortfolioId("p-1"),
          new Session("XNYS", LocalDate.of(2018, 5, 14)),
          AS_OF,
          HASH,
          1,
          Purpose.SCHEDULED);

  private static final Recipient READER =
      new Recipient("reader@example.com", Recipient.Preference.EVERY_SESSION, "en");

  private static final Subscriber SUBSCRIBER =
      new Subscriber(
          "s-1",
          LocalDate.of(2018, 4, 2),
          ZoneId.of("Europe/Berlin"),
          new Subscriber.QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 30)),
          false);

  private static final RuleTrace TRACE =
      new RuleTrace(
          "up",
          "Crossover",
          true,
          null,
          null,
          1.25,
          List.of(
              new RuleTrace("fast", "SMA", null, 188.59, 187.5, null, List.of()),
              new RuleTrace("slow", "SMA", null, null, null, null, List.of())));

  private Samples() {}

  static List<Message> messages() {
    return List.of(
        new RunRequested(RUN),
        new RunJob(RUN, Documents.legal(Documents.RICH), WHEN.plusSeconds(120)),
        new RunCompleted(RUN, ARTIFACT, List.of(READER), Duration.ofMillis(1_500)),
        new RunFailed(
            RUN, new Failure(FailureReason.INSUFFICIENT_HISTORY, "AAPL needs 200 bars, has 20"), 1),
        new NotificationRequested(RUN, "n-1", READER, "signal", report()),
        new NoticeRequested(
            RUN.owner(),
            RUN.portfolio(),
            RUN.session(),
            "n-2",
            NoticeRequested.Kind.NO_SIGNAL,
            READER,
            SUBSCRIBER,
            "no-signal",
            RUN,
            "Golden cross on Apple",
            "AAPL has no prices."),
        new DigestRequested(
            RUN.owner(),
            new PortfolioId("list-1"),
            RUN.session(),
            "n-3",
            READER,
            SUBSCRIBER,
            List.of("0a", "0b")),
        new SubscriptionChanged(RUN.owner(), RUN.portfolio(), "s-1", true, WHEN),
        new WorkExpected(
            WHEN,
            List.of(
                new ExpectedBatch(
                    WHEN.plusSeconds(900),
                    WHEN.plusSeconds(1_020),
                    38,
                    List.of(new ExpectedBatch.Group("local", HASH, 12))))),
        new WorkMeasured(
            "worker-1",
            "worker-1.0a-7",
            2,
            List.of(
                new MeasuredAttempt(
                    RUN, "Golden cross on Apple", 1, WHEN, Duration.ofMillis(12), true))));
  }

  static SignalReport report() {
    return new SignalReport(
        "Golden cross on Apple",
        "USD",
        LocalDate.of(2014, 6, 2),
        List.of(
            new Signal(
                "AAPL",
                "Apple",
                SignalAction.ENTER,
                BigDecimal.ZERO,
                new BigDecimal("0.95"),
                new BigDecimal("188.589996"),
                new BigDecimal("503"),
                List.of(TRACE))),
        List.of(
            new SignalReport.Holding(
                "AAPL",
                "Apple",
                SignalAction.ENTER,
                BigDecimal.ZERO,
                new BigDecimal("188.589996"),
                null,
                null)),
        LocalDate.of(2018, 5, 10),
        Map.of("sharpe", new BigDecimal("1.1"), "cagr", new BigDecimal("0.12")),
        new BigDecimal("100250.40"),
        new BigDecimal("0.25"),
        List.of("SPX has no bar on 2018-05-11."),
        HASH,
        HASH,
        "0.1.0",
        ARTIFACT);
  }

  static RunArtifact artifact() {
    return new RunArtifact(
        "Golden cross on Apple",
        "golden_cross",
        "USD",
        LocalDate.of(2014, 6, 2),
        AS_OF,
        HASH,
        "0.1.0",
        List.of(
            new RunArtifact.Standing(
                "AAPL",
                "Apple",
                SignalAction.ENTER,
                SignalAction.FLAT,
                AS_OF,
                188.589996,
                0,
                0.95,
                503,
                new RunArtifact.Position(10, AS_OF, 180.5, 4.481992243767313),
                List.of(TRACE)),
            new RunArtifact.Standing(
                "SPX",
                "SPX",
                SignalAction.FLAT,
                SignalAction.FLAT,
                AS_OF,
                Double.NaN,
                0,
                0,
                0,
                null,
                List.of())),
        100250.4,
        1e-7,
        Map.of("sharpe", 1.1, "cagr", 0.1, "calmar", Double.NaN, "turnover", 1e22),
        Map.of("cagr", 1.0 / 3),
        List.of(
            new RunArtifact.Trade(
                "AAPL", LocalDate.of(2017, 1, 3), AS_OF, 10, 115.8, 188.59, 727.9, 62.86, 341)),
        List.of(new Finding("W207", Finding.Severity.WARNING, "/a~1b", "never sold", "")),
        List.of("a \"note\"\nwith ü and \u0001"),
        List.of(new Manifest.BarsUsed("AAPL", LocalDate.of(2013, 5, 13), AS_OF, 1260, HASH)));
  }

  /// With everything that was added since `result.json` was first written.
  static RunArtifact artifactWithTables() {
    RunArtifact a = artifact();
    return new RunArtifact(
        a.name(),
        a.code(),
        a.currency(),
        a.startDate(),
        a.asOf(),
        a.configHash(),
        a.engineVersion(),
        a.today(),
        a.equity(),
        a.cash(),
        a.metrics(),
        a.benchmarkMetrics(),
        a.trades(),
        a.findings(),
        a.notes(),
        a.data(),
        List.of(new RunArtifact.Missing("calmar", "there was no drawdown")),
        List.of(
            new RunArtifact.Drawdown(
                LocalDate.of(2017, 1, 3),
                LocalDate.of(2017, 1, 4),
                LocalDate.of(2017, 1, 6),
                LocalDate.of(2017, 1, 9),
                -0.125,
                3,
                3),
            new RunArtifact.Drawdown(AS_OF, AS_OF, AS_OF, null, -0.01, 1, 1)),
        List.of(new RunArtifact.YearReturns(2017, 0.5, 11, List.of(0.25, 0.2))),
        List.of(
            new RunArtifact.StartYear(2017, 0.5, -0.125, 1.5),
            new RunArtifact.StartYear(2018, Double.NaN, 0, Double.NaN)),
        List.of(new RunArtifact.Contribution("AAPL", 727.9, List.of(727.9))));
  }

  static Manifest manifest() {
    return new Manifest(
        1,
        RUN.runId(),
        1,
        "9007199254740993",
        AS_OF,
        HASH,
        HASH,
        "0.1.0",
        HASH,
        "2025b",
        "worker-7",
        List.of(new Manifest.BarsUsed("AAPL", LocalDate.of(2013, 5, 13), AS_OF, 1260, HASH)),
        List.of(new Manifest.Input("AAPL", "csv", ARTIFACT, WHEN)),
        List.of("The bars of AAPL are 3 hours old."),
        List.of(new Manifest.File("result.json", "runs/x/result.json", 12, HASH)),
        WHEN);
  }
}
