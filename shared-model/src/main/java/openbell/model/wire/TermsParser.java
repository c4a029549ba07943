package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import openbell.model.portfolio.Costs;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.Execution.Alignment;
import openbell.model.portfolio.Execution.Fill;
import openbell.model.portfolio.Execution.OnCashShortage;
import openbell.model.portfolio.Execution.SizeAt;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Schedule;
import openbell.model.strategy.Edit;
import openbell.model.strategy.EngineLimits;
import org.jspecify.annotations.Nullable;

/// The terms of a portfolio: costs, fills, schedule and recipients.
final class TermsParser {
  static final double LARGEST_MONEY = 1e9;

  /// A tenth of the price: more slippage than that is a mistake.
  static final double LARGEST_SLIPPAGE = 1_000;

  static final int LARGEST_LOT = 1_000_000;

  /// Costs, fills, schedule and recipients.
  record Terms(
      @Nullable String benchmark,
      Costs costs,
      Execution execution,
      Schedule schedule,
      List<Recipient> recipients) {}

  private final Findings findings;

  TermsParser(Findings findings) {
    this.findings = findings;
  }

  Terms parse(Fields fields) {
    return new Terms(
        benchmark(fields),
        costs(fields),
        execution(fields),
        new ScheduleParser(findings).schedule(fields),
        new RecipientParser(findings).recipients(fields));
  }

  private @Nullable String benchmark(Fields fields) {
    Optional<String> benchmark = fields.text("benchmark");
    benchmark.ifPresent(
        symbol -> PortfolioParser.isSymbol(symbol, fields.at("benchmark"), findings));
    return benchmark.orElse(null);
  }

  private Costs costs(Fields fields) {
    double slippage = fields.number("slippage_bps", 0, 0, LARGEST_SLIPPAGE);
    JsonNode commission = fields.present("commission");
    if (commission != null && commission.isNumber()) {
      double rate = fields.number("commission", 0, 0, 1);
      findings.alias(
          "/commission",
          CanonicalJson.number(commission.doubleValue()),
          "{\"rate\": " + CanonicalJson.number(commission.doubleValue()) + "}",
          Edit.replace("/commission", Map.of("rate", commission.doubleValue())));
      return new Costs(rate, 0, 0, 0, slippage);
    }
    ObjectNode json = fields.object("commission").orElseGet(JsonNodeFactory.instance::objectNode);
    Fields inner =
        new Fields(json, "/commission", findings, "rate", "per_share", "min", "sell_tax");
    return new Costs(
        inner.number("rate", 0, 0, 1),
        inner.number("per_share", 0, 0, LARGEST_MONEY),
        inner.number("min", 0, 0, LARGEST_MONEY),
        inner.number("sell_tax", 0, 0, 1),
        slippage);
  }

  private Execution execution(Fields fields) {
    ObjectNode json = fields.object("execution").orElseGet(JsonNodeFactory.instance::objectNode);
    Fields inner =
        new Fields(
            json,
            "/execution",
            findings,
            "fill",
            "size_at",
            "on_cash_shortage",
            "calendar",
            "warmup_bars",
            "min_hold_bars",
            "cooldown_bars",
            "prices");
    Execution usual = Execution.DEFAULT;
    prices(inner);
    return new Execution(
        inner.choice("fill", usual.fill(), List.of(Fill.values())),
        inner.choice("size_at", usual.sizeAt(), List.of(SizeAt.values())),
        inner.choice("on_cash_shortage", usual.onCashShortage(), List.of(OnCashShortage.values())),
        inner.choice("calendar", usual.calendar(), List.of(Alignment.values())),
        warmup(inner),
        inner.integer("min_hold_bars", 0, 0, EngineLimits.PERIOD),
        inner.integer("cooldown_bars", 0, 0, EngineLimits.PERIOD),
        fields.integer("lot_size", 1, 1, LARGEST_LOT),
        fields.flag("fractional", false));
  }

  private void prices(Fields execution) {
    execution
        .text("prices")
        .filter(text -> !text.equals("adjusted"))
        .ifPresent(
            text ->
                findings.error(
                    Findings.ENUM,
                    execution.at("prices"),
                    Findings.quote(text) + " is not a value of prices",
                    "this version computes with adjusted prices: write \"adjusted\""));
  }

  private @Nullable Integer warmup(Fields execution) {
    JsonNode given = execution.present("warmup_bars");
    if (given == null || (given.isTextual() && given.textValue().equals("auto"))) {
      return null;
    }
    if (given.isTextual()) {
      findings.error(
          Findings.ENUM,
          execution.at("warmup_bars"),
          Findings.quote(given.textValue()) + " is not a value of warmup_bars",
          "write \"auto\" or a whole number");
      return null;
    }
    return execution.integer("warmup_bars", 0, 0, EngineLimits.BARS_PER_SERIES);
  }
}
