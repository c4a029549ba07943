package openbell.worker.intake.offline;

import java.time.LocalDate;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.wire.PortfolioCodec;
import openbell.worker.engine.Engine;
import openbell.worker.engine.RunResult;
import openbell.worker.engine.plan.NodeGraph;
import openbell.worker.engine.series.BarSet;
import openbell.worker.market.BarSource;
import openbell.worker.run.RunInputs;
import org.jspecify.annotations.Nullable;

/// Where the offline verbs meet the engine, and the only place.
///
/// The bars of a portfolio are read once; any number of its variants may then run, on any thread.
final class Trials {
  /// Share of the heap for what the variants of a portfolio have in common.
  private static final double SHARED = 0.25;

  private final Engine engine =
      new Engine(new NodeGraph((long) (SHARED * Runtime.getRuntime().maxMemory())));
  private final BarSet bars;
  private final LocalDate through;

  private Trials(BarSet bars, LocalDate through) {
    this.bars = bars;
    this.through = through;
  }

  /// @param asOf last day that may be known, or null for the newest bar
  /// @throws openbell.model.run.FailureException when the bars cannot be had or trusted
  static Trials open(BarSource source, PortfolioDefinition definition, @Nullable LocalDate asOf) {
    BarSet bars = RunInputs.fetch(source, definition, asOf == null ? LocalDate.MAX : asOf);
    return new Trials(bars, asOf == null ? RunInputs.newest(definition, bars) : asOf);
  }

  /// The run a worker would do.
  ///
  /// @throws openbell.model.run.FailureException when the engine refuses it
  RunResult run(PortfolioDefinition definition) {
    return engine.run(definition, new PortfolioCodec().configHash(definition), bars, through);
  }

  /// A run of which only the figures are wanted, so that nobody needs its hash.
  RunResult variant(PortfolioDefinition definition) {
    return engine.run(definition, "", bars, through);
  }
}
