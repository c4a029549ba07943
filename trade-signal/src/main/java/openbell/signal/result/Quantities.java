package openbell.signal.result;

import java.util.Optional;
import java.util.function.Function;
import openbell.model.portfolio.Costs;
import openbell.model.portfolio.OwnHoldings;
import openbell.model.run.ArtifactRef;
import openbell.model.signal.SignalReport;
import openbell.model.signal.TradePlan;
import openbell.signal.audience.Subscription;
import openbell.signal.size.TradePlanner;
import org.jspecify.annotations.Nullable;

/// What a report means for what each subscriber holds. The cost rule is only read when somebody
/// holds something.
final class Quantities implements Function<Subscription, @Nullable TradePlan> {
  private static final String NO_COSTS =
      "There are no quantities today: what a trade costs by this portfolio could not be read.";

  private final RunReader reader;
  private final ArtifactRef artifact;
  private final SignalReport report;
  private Optional<Costs> costs = Optional.empty();
  private boolean asked;

  Quantities(RunReader reader, ArtifactRef artifact, SignalReport report) {
    this.reader = reader;
    this.artifact = artifact;
    this.report = report;
  }

  @Override
  public @Nullable TradePlan apply(Subscription subscription) {
    OwnHoldings own = subscription.holdings();
    if (own == null) {
      return null;
    }
    return costs()
        .map(rule -> TradePlanner.plan(report, rule, own))
        .orElseGet(() -> TradePlanner.none(own, NO_COSTS));
  }

  private Optional<Costs> costs() {
    if (!asked) {
      costs = reader.costs(artifact);
      asked = true;
    }
    return costs;
  }
}
