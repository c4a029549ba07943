package openbell.model.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import openbell.model.market.Instrument;
import openbell.model.portfolio.Costs;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Schedule;

/// A definition as the one tree that all ways of writing it share.
final class CanonicalForm {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CanonicalForm() {}

  /// @param metadata false: only what can change a result
  static ObjectNode of(PortfolioDefinition definition, boolean metadata) {
    ObjectNode root = NODES.objectNode();
    root.set("universe", universe(definition, metadata));
    root.put("start_date", definition.startDate().toString());
    if (definition.endDate() != null) {
      root.put("end_date", definition.endDate().toString());
    }
    root.put("currency", definition.currency());
    root.put("market", definition.market());
    root.put("benchmark", definition.benchmark());
    root.set("costs", costs(definition.costs()));
    root.set("execution", execution(definition.execution()));
    root.set("strategy", CanonicalStrategy.of(definition.strategy()));
    if (metadata) {
      root.put("name", definition.name());
      root.put("code", definition.code());
      root.put("description", definition.description());
      root.set("schedule", schedule(definition.schedule()));
      ArrayNode recipients = root.putArray("recipients");
      definition.recipients().forEach(recipient -> recipients.add(recipient(recipient)));
    }
    return root;
  }

  /// The order stays: it decides who is served first when money is short.
  private static ArrayNode universe(PortfolioDefinition definition, boolean names) {
    ArrayNode universe = NODES.arrayNode();
    for (Instrument instrument : definition.universe()) {
      if (names) {
        universe.addObject().put("symbol", instrument.symbol()).put("name", instrument.name());
      } else {
        universe.add(instrument.symbol());
      }
    }
    return universe;
  }

  private static ObjectNode costs(Costs costs) {
    return NODES
        .objectNode()
        .put("rate", costs.rate())
        .put("per_share", costs.perShare())
        .put("min", costs.minimum())
        .put("sell_tax", costs.sellTax())
        .put("slippage_bps", costs.slippageBasisPoints());
  }

  private static ObjectNode execution(Execution execution) {
    ObjectNode json =
        NODES
            .objectNode()
            .put("fill", Fields.word(execution.fill()))
            .put("size_at", Fields.word(execution.sizeAt()))
            .put("on_cash_shortage", Fields.word(execution.onCashShortage()))
            .put("calendar", Fields.word(execution.calendar()))
            .put("min_hold_bars", execution.minHoldBars())
            .put("cooldown_bars", execution.cooldownBars())
            .put("lot_size", execution.lotSize())
            .put("fractional", execution.fractional());
    Integer warmup = execution.warmupBars();
    return warmup == null ? json : json.put("warmup_bars", warmup);
  }

  private static ObjectNode schedule(Schedule schedule) {
    ObjectNode json =
        NODES
            .objectNode()
            .put("calendar", schedule.calendar())
            .put("at", Fields.word(schedule.at()))
            .put("offset", schedule.offset().toString())
            .put("catch_up", Fields.word(schedule.catchUp()));
    // Only where they say something: a document without them keeps the form it always had.
    ScheduleParser.whenSet(schedule, json::put);
    return json;
  }

  private static ObjectNode recipient(Recipient recipient) {
    return NODES
        .objectNode()
        .put("email", recipient.email())
        .put("when", Fields.word(recipient.when()))
        .put("language", recipient.language());
  }
}
