package openbell.signal.derive;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Position;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.market.Session;
import openbell.model.portfolio.Owner;
import openbell.model.portfolio.PortfolioId;
import openbell.model.run.ArtifactRef;
import openbell.model.run.Purpose;
import openbell.model.run.RunRef;
import openbell.model.signal.SignalAction;

/// Small results for tests.
public final class Results {
  public static final LocalDate DAY = LocalDate.parse("2018-05-10");
  public static final String HASH = "c0ffee00".repeat(8);
  public static final ArtifactRef REF = new ArtifactRef("runs/x/manifest.json", "0".repeat(64), 9);

  private Results() {}

  public static RunRef run(LocalDate session, LocalDate asOf, Purpose purpose) {
    return RunRef.of(
        new Owner("anna"),
        new PortfolioId("p-1"),
        new Session("XNYS", session),
        asOf,
        HASH,
        1,
        purpose);
  }

  public static RunRef run() {
    return run(DAY.plusDays(1), DAY, Purpose.SCHEDULED);
  }

  public static RunArtifact result(LocalDate asOf, Standing... standings) {
    return new RunArtifact(
        "Golden cross",
        "golden_cross",
        "USD",
        LocalDate.parse("2013-05-13"),
        asOf,
        HASH,
        "0.1.0",
        List.of(standings),
        10_000,
        0,
        Map.of("total_return", 0.25, "sharpe", Double.NaN),
        Map.of("total_return", 0.1),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  public static Evidence evidence(RunArtifact result) {
    return new Evidence(result, "da7a", REF);
  }

  /// @param held true when there is a position
  public static Standing standing(
      SignalAction action, LocalDate date, double weight, double target, boolean held) {
    return new Standing(
        "AAPL",
        "Apple Inc.",
        action,
        SignalAction.HOLD,
        date,
        190.04,
        weight,
        target,
        ordered(action),
        held ? new Position(10, date.minusDays(30), 150, 26.7) : null,
        List.of());
  }

  private static double ordered(SignalAction action) {
    return switch (action) {
      case ENTER, INCREASE -> 10;
      case EXIT -> -10;
      case REDUCE -> -5;
      case HOLD, FLAT -> 0;
    };
  }
}
