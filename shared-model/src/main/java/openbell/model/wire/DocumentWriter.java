package openbell.model.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import openbell.model.market.Instrument;
import openbell.model.portfolio.Costs;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Schedule;

/// A definition as a document for people: keys in the usual order, defaults left out.
final class DocumentWriter {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");

  private DocumentWriter() {}

  static byte[] write(PortfolioDefinition definition) {
    ObjectNode root = JSON.createObjectNode();
    head(definition, root);
    terms(definition, root);
    root.set("strategy_definition", StrategyWriter.write(definition.strategy()));
    return pretty(root).getBytes(StandardCharsets.UTF_8);
  }

  /// Two spaces per level, and a line break at the end.
  static String pretty(ObjectNode root) {
    return written(
        root, new DefaultPrettyPrinter().withObjectIndenter(INDENT).withArrayIndenter(INDENT));
  }

  /// The same with the entries of an array side by side, for trees of many short arrays.
  static String dense(ObjectNode root) {
    return written(root, new DefaultPrettyPrinter().withObjectIndenter(INDENT));
  }

  private static String written(ObjectNode root, DefaultPrettyPrinter printer) {
    try {
      return JSON.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree must be writable as JSON", e);
    }
  }

  private static void head(PortfolioDefinition definition, ObjectNode root) {
    root.put("name", definition.name());
    root.put("code", definition.code());
    if (!definition.description().isEmpty()) {
      root.put("description", definition.description());
    }
    ArrayNode symbols = root.putArray("symbols");
    for (Instrument instrument : definition.universe()) {
      ObjectNode symbol = symbols.addObject().put("symbol", instrument.symbol());
      if (!instrument.name().equals(instrument.symbol())) {
        symbol.put("name", instrument.name());
      }
    }
    root.put("start_date", definition.startDate().toString());
    if (definition.endDate() != null) {
      root.put("end_date", definition.endDate().toString());
    }
    root.put("currency", definition.currency());
    root.put("market", definition.market());
    if (definition.benchmark() != null) {
      root.put("benchmark", definition.benchmark());
    }
  }

  private static void terms(PortfolioDefinition definition, ObjectNode root) {
    Costs costs = definition.costs();
    ObjectNode commission = JSON.createObjectNode();
    number(commission, "rate", costs.rate(), 0);
    number(commission, "per_share", costs.perShare(), 0);
    number(commission, "min", costs.minimum(), 0);
    number(commission, "sell_tax", costs.sellTax(), 0);
    unlessEmpty(root, "commission", commission);
    number(root, "slippage_bps", costs.slippageBasisPoints(), 0);
    Execution execution = definition.execution();
    number(root, "lot_size", execution.lotSize(), 1);
    if (execution.fractional()) {
      root.put("fractional", true);
    }
    unlessEmpty(root, "execution", execution(execution));
    unlessEmpty(root, "schedule", schedule(definition.schedule()));
    if (!definition.recipients().isEmpty()) {
      ArrayNode recipients = root.putArray("recipients");
      for (Recipient recipient : definition.recipients()) {
        ObjectNode json = recipients.addObject();
        json.put("email", recipient.email());
        json.put("when", Fields.word(recipient.when()));
        if (!recipient.language().equals("en")) {
          json.put("language", recipient.language());
        }
      }
    }
  }

  private static ObjectNode execution(Execution execution) {
    Execution usual = Execution.DEFAULT;
    ObjectNode json = JSON.createObjectNode();
    word(json, "fill", execution.fill(), usual.fill());
    word(json, "size_at", execution.sizeAt(), usual.sizeAt());
    word(json, "on_cash_shortage", execution.onCashShortage(), usual.onCashShortage());
    word(json, "calendar", execution.calendar(), usual.calendar());
    Integer warmup = execution.warmupBars();
    if (warmup != null) {
      json.put("warmup_bars", warmup);
    }
    number(json, "min_hold_bars", execution.minHoldBars(), 0);
    number(json, "cooldown_bars", execution.cooldownBars(), 0);
    return json;
  }

  private static ObjectNode schedule(Schedule schedule) {
    Schedule usual = Schedule.MARKET_OPEN;
    ObjectNode json = JSON.createObjectNode();
    if (!schedule.calendar().equals(usual.calendar())) {
      json.put("calendar", schedule.calendar());
    }
    word(json, "at", schedule.at(), usual.at());
    ScheduleParser.whenSet(schedule, json::put);
    if (!schedule.offset().isZero()) {
      json.put("offset", schedule.offset().toString());
    }
    word(json, "catch_up", schedule.catchUp(), usual.catchUp());
    return json;
  }

  private static void word(ObjectNode json, String name, Enum<?> value, Enum<?> usual) {
    if (value != usual) {
      json.put(name, Fields.word(value));
    }
  }

  private static void number(ObjectNode json, String name, double value, double usual) {
    if (value != usual) {
      StrategyWriter.number(json, name, value);
    }
  }

  private static void unlessEmpty(ObjectNode root, String name, ObjectNode json) {
    if (!json.isEmpty()) {
      root.set(name, json);
    }
  }
}
