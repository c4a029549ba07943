package openbell.model.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import openbell.model.market.Instrument;
import openbell.model.portfolio.Execution.Fill;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Edit;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.StrategyCheck;
import openbell.model.strategy.StrategyDefinition;
import org.jspecify.annotations.Nullable;

/// The portfolio document: who, what, since when; the strategy inside is read by {@link
/// StrategyParser}.
final class PortfolioParser {
  static final String SYMBOL_RULE = "use 1 to 15 of A-Z, 0-9 and . - ^ =";

  /// Names the JSON Schema for editors; it means nothing here.
  static final String SCHEMA_KEY = "$schema";

  static final int LONGEST_NAME = 100;
  static final int LONGEST_DESCRIPTION = 1_000;

  static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  /// Three letters, but not the codes of ISO 4217 for "no currency" and for tests.
  static final Pattern CURRENCY = Pattern.compile("(?!XXX|XTS)[A-Z]{3}");

  static final Pattern MARKET = Pattern.compile("[A-Z][A-Z0-9]{1,7}");

  private final Findings findings;

  PortfolioParser(Findings findings) {
    this.findings = findings;
  }

  /// The definition, or null after an error without which there is none.
  @Nullable PortfolioDefinition parse(ObjectNode json) {
    Fields fields = fields(json);
    String name = name(fields);
    DateParser dates = new DateParser(fields, findings);
    LocalDate start = dates.start();
    LocalDate end = dates.end(start);
    List<Instrument> universe = universe(fields);
    StrategyDefinition strategy = strategy(fields);
    TermsParser.Terms terms = new TermsParser(findings).parse(fields);
    String code = code(fields, name);
    String description = description(fields);
    String currency = pattern(fields, "currency", "USD", CURRENCY, "use three letters, e.g. USD");
    String market = pattern(fields, "market", "US", MARKET, "use 2 to 8 of A-Z and 0-9, e.g. US");
    if (strategy == null) {
      return null;
    }
    findings.addAll(StrategyCheck.check(strategy, around(fields, universe, terms)));
    if (universe.isEmpty()) {
      return null;
    }
    return new PortfolioDefinition(
        name,
        code,
        description,
        universe,
        start,
        end,
        currency,
        market,
        terms.benchmark(),
        terms.costs(),
        terms.execution(),
        terms.schedule(),
        terms.recipients(),
        strategy);
  }

  private static StrategyCheck.Around around(
      Fields fields, List<Instrument> universe, TermsParser.Terms terms) {
    JsonNode given = fields.present("symbols");
    // With an unreadable symbol in the universe, nobody can say that a named one is not in it.
    boolean whole = given != null && given.size() == universe.size();
    return new StrategyCheck.Around(
        "/strategy_definition",
        whole ? universe.stream().map(Instrument::symbol).toList() : List.of(),
        terms.execution().fill() == Fill.CLOSE);
  }

  private Fields fields(ObjectNode json) {
    return new Fields(
        json,
        "",
        findings,
        SCHEMA_KEY,
        "name",
        "code",
        "description",
        "symbols",
        "start_date",
        "end_date",
        "currency",
        "market",
        "benchmark",
        "commission",
        "slippage_bps",
        "lot_size",
        "fractional",
        "execution",
        "schedule",
        "update_time",
        "recipients",
        "strategy_definition");
  }

  private @Nullable StrategyDefinition strategy(Fields fields) {
    Optional<ObjectNode> json = fields.object("strategy_definition");
    if (json.isEmpty()) {
      if (!fields.has("strategy_definition")) {
        fields.missing("strategy_definition", "add trade_strategy and capital_strategy inside it");
      }
      return null;
    }
    return new StrategyParser(findings).parse(json.get(), "/strategy_definition");
  }

  private String name(Fields fields) {
    Optional<String> name = fields.text("name");
    if (name.isEmpty() && !fields.has("name")) {
      fields.missing("name", "give the portfolio a name; it becomes the subject of its mails");
    }
    name.ifPresent(text -> findings.line(text, "/name", LONGEST_NAME));
    return name.orElse("");
  }

  private String description(Fields fields) {
    Optional<String> text = fields.text("description");
    text.filter(given -> !given.isEmpty())
        .ifPresent(given -> findings.line(given, "/description", LONGEST_DESCRIPTION));
    return text.orElse("");
  }

  private String code(Fields fields, String name) {
    if (fields.has("code")) {
      return pattern(
          fields, "code", "", CODE, "use 1 to 64 of a-z, 0-9, _ and -, starting with a-z or 0-9");
    }
    String slug = slug(name);
    findings.info(
        "",
        "the code " + slug + " was made from the name",
        "write \"code\": \"" + slug + "\"",
        Edit.add("/code", slug));
    return slug;
  }

  private static String slug(String name) {
    String words =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    String cut = words.substring(0, Math.min(64, words.length()));
    return cut.isEmpty() ? "portfolio" : cut;
  }

  private String pattern(
      Fields fields, String name, String fallback, Pattern pattern, String hint) {
    Optional<String> text = fields.text(name);
    if (text.isPresent() && !pattern.matcher(text.get()).matches()) {
      findings.error(
          Findings.PATTERN,
          fields.at(name),
          Findings.quote(text.get()) + " is not a legal " + name,
          hint);
    }
    return text.orElse(fallback);
  }

  private List<Instrument> universe(Fields fields) {
    List<Instrument> universe = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    fields.each("symbols", (json, at) -> instrument(json, at, seen).ifPresent(universe::add));
    JsonNode given = fields.present("symbols");
    if (given == null) {
      fields.missing("symbols", "name what may be held: [{\"symbol\": \"AAPL\"}]");
    } else if (given.isArray() && given.isEmpty()) {
      findings.error(
          Findings.SIZE,
          "/symbols",
          "the universe is empty",
          "name at least one symbol: [{\"symbol\": \"AAPL\"}]");
    } else if (universe.size() > EngineLimits.SYMBOLS) {
      findings.error(
          Findings.LIMIT,
          "/symbols",
          "the universe has " + universe.size() + " symbols",
          "at most " + EngineLimits.SYMBOLS + " are allowed");
    }
    return universe;
  }

  private Optional<Instrument> instrument(JsonNode json, String pointer, Set<String> seen) {
    if (!(json instanceof ObjectNode object)) {
      findings.error(
          Findings.TYPE,
          pointer,
          "a symbol must be an object, not " + Values.kind(json),
          "write {\"symbol\": " + (json.isTextual() ? Findings.quote(json.asText()) : "…") + "}");
      return Optional.empty();
    }
    Fields fields = new Fields(object, pointer, findings, "symbol", "name");
    Optional<String> symbol = fields.text("symbol");
    if (symbol.isEmpty()) {
      if (!fields.has("symbol")) {
        fields.missing("symbol", "name an instrument, e.g. \"AAPL\"");
      }
      return Optional.empty();
    }
    Optional<String> name = fields.text("name");
    name.ifPresent(text -> findings.line(text, fields.at("name"), LONGEST_NAME));
    if (!isSymbol(symbol.get(), fields.at("symbol"), findings)) {
      return Optional.empty();
    }
    if (!seen.add(symbol.get())) {
      findings.error(
          Findings.DUPLICATE,
          fields.at("symbol"),
          symbol.get() + " is in the universe twice",
          "remove one of them",
          Edit.remove(pointer));
    }
    return Optional.of(new Instrument(symbol.get(), name.orElse(symbol.get())));
  }

  static boolean isSymbol(String text, String pointer, Findings findings) {
    if (Instrument.SYMBOL.matcher(text).matches()) {
      return true;
    }
    String upper = text.toUpperCase(Locale.ROOT);
    String message = Findings.quote(text) + " is not a symbol";
    if (Instrument.SYMBOL.matcher(upper).matches()) {
      findings.error(
          Findings.PATTERN,
          pointer,
          message,
          "did you mean " + Findings.quote(upper) + "?",
          Edit.replace(pointer, upper));
    } else {
      findings.error(Findings.PATTERN, pointer, message, SYMBOL_RULE);
    }
    return false;
  }
}
