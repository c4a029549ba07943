package openbell.signal.derive;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import openbell.model.artifact.RunArtifact;
import openbell.model.artifact.RunArtifact.Position;
import openbell.model.artifact.RunArtifact.Standing;
import openbell.model.run.RunRef;
import openbell.model.signal.SignalReport;
import openbell.model.signal.SignalReport.Holding;
import org.jspecify.annotations.Nullable;

/// Says what a run means for its subscribers: today's decisions that the session before had not
/// announced yet, and positions that are not what it led to expect.
///
/// On the first run there is nothing to compare with: every trade decided today is a change.
public final class SignalDeriver {

  /// Sentences of the engine that are passed on, the newest ones. A long backtest has hundreds.
  static final int MOST_NOTES = 5;

  /// Symbols whose rules travel with the report, in declared order: a message has a limit.
  static final int MOST_EXPLAINED = 12;

  private final double weightTolerance;

  /// @param weightTolerance weights that differ by no more than this are the same
  public SignalDeriver(double weightTolerance) {
    if (!(weightTolerance >= 0) || weightTolerance > 1) {
      throw new IllegalArgumentException("weight tolerance must be 0 to 1");
    }
    this.weightTolerance = weightTolerance;
  }

  /// @param previous the result of the session before, empty for the first
  /// @param remarks what is to be said about the run itself
  public Derivation derive(
      Optional<RunArtifact> previous, Evidence current, RunRef run, List<String> remarks) {
    RunArtifact result = current.result();
    return Soundness.flaw(result, run)
        .<Derivation>map(Derivation.Rejected::new)
        .orElseGet(
            () ->
                new Derivation.Derived(
                    report(previous.orElse(null), current, run.asOf(), remarks)));
  }

  private SignalReport report(
      @Nullable RunArtifact previous, Evidence current, LocalDate knows, List<String> remarks) {
    RunArtifact result = current.result();
    Changes changes = new Changes(weightTolerance, knows);
    List<String> said = new ArrayList<>(remarks);
    for (Standing standing : result.today()) {
      changes.compare(standing, Changes.of(previous, standing.symbol()));
    }
    said.addAll(changes.notes());
    return new SignalReport(
        result.name(),
        result.currency(),
        result.startDate(),
        changes.found(),
        holdings(result),
        previous == null ? null : previous.asOf(),
        Figures.shown(result),
        Figures.money(result.equity()),
        equityChange(previous, result),
        notes(previous, result, said),
        result.configHash(),
        current.dataHash(),
        result.engineVersion(),
        current.artifact());
  }

  private static List<Holding> holdings(RunArtifact result) {
    List<Holding> holdings = new ArrayList<>();
    for (Standing standing : result.today()) {
      holdings.add(holding(standing, holdings.size() < MOST_EXPLAINED));
    }
    return holdings;
  }

  private static Holding holding(Standing standing, boolean explained) {
    Position position = standing.position();
    return new Holding(
        standing.symbol(),
        standing.name(),
        standing.action(),
        Figures.ratio(standing.weight()),
        Figures.price(standing.close()),
        position == null ? null : position.since(),
        position == null ? null : Figures.money(position.pnlPercent()),
        explained ? standing.traces() : List.of());
  }

  /// Two strategies or two currencies have no common growth.
  private static @Nullable BigDecimal equityChange(
      @Nullable RunArtifact previous, RunArtifact result) {
    if (previous == null
        || !previous.configHash().equals(result.configHash())
        || !previous.currency().equals(result.currency())
        || previous.equity() <= 0) {
      return null;
    }
    return Figures.price((result.equity() / previous.equity() - 1) * 100);
  }

  private static List<String> notes(
      @Nullable RunArtifact previous, RunArtifact result, List<String> found) {
    List<String> notes = new ArrayList<>(found);
    if (previous != null && !previous.configHash().equals(result.configHash())) {
      notes.addFirst("The strategy was edited since the last report.");
    }
    List<String> engine = result.notes();
    notes.addAll(engine.subList(Math.max(0, engine.size() - MOST_NOTES), engine.size()));
    return notes;
  }
}
