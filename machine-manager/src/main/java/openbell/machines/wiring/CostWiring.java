package openbell.machines.wiring;

import static openbell.runtime.owned.adapter.JdbiOwnedPart.table;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import openbell.machines.adapter.JdbiCostLedger;
import openbell.machines.adapter.JdbiMachineUse;
import openbell.machines.cost.CostLedger;
import openbell.machines.cost.Price;
import openbell.machines.cost.RunCosts;
import openbell.machines.fleet.MachineUse;
import openbell.runtime.owned.OwnedPart;
import openbell.runtime.owned.adapter.JdbiOwnedPart;
import org.jdbi.v3.core.Jdbi;

/// Builds the books of machine time and money.
@Dependent
public class CostWiring {

  @Produces
  @Singleton
  Price price(CostConfig config) {
    return Price.perHour(config.machineHour(), config.currency(), config.priceDate().orElse(null));
  }

  @Produces
  @Singleton
  CostLedger costLedger(Jdbi jdbi) {
    return new JdbiCostLedger(jdbi);
  }

  @Produces
  @Singleton
  MachineUse machineUse(Jdbi jdbi, Price price) {
    return new JdbiMachineUse(jdbi, price);
  }

  @Produces
  @Singleton
  RunCosts runCosts(CostLedger ledger, Price price, CostConfig config, Clock clock) {
    return new RunCosts(
        ledger, price, new RunCosts.Keep(config.keepRuns(), config.keepDays()), clock);
  }

  @Produces
  @Singleton
  OwnedPart ownedCosts(Jdbi jdbi) {
    return new JdbiOwnedPart(
        jdbi,
        "machine-manager",
        Map.of(
            "costs.ndjson",
                table("machines.run_cost", "r.batch || ' ' || lpad(r.line::text, 9, '0')"),
            "cost-days.ndjson", table("machines.cost_day", "r.day || ' ' || r.portfolio_id")));
  }
}
