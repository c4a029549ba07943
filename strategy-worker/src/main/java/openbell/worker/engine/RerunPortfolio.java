package openbell.worker.engine;

import java.time.LocalDate;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.worker.engine.portfolio.Simulation;
import openbell.worker.engine.series.BarSet;

/// A portfolio whose past can change with a new day.
record RerunPortfolio(PortfolioDefinition definition) implements LivePortfolios.Warm {

  /// Runs once, so that a document that cannot be run is refused at once.
  RerunPortfolio(PortfolioDefinition definition, BarSet bars, LocalDate asOf) {
    this(definition);
    new Engine().simulate(definition, bars, asOf);
  }

  Simulation on(BarSet bars) {
    return new Engine().simulate(definition, bars, LocalDate.MAX);
  }
}
