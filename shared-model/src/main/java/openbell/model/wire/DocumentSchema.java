package openbell.model.wire;

import static openbell.model.wire.SchemaParts.list;
import static openbell.model.wire.SchemaParts.number;
import static openbell.model.wire.SchemaParts.object;
import static openbell.model.wire.SchemaParts.oneOf;
import static openbell.model.wire.SchemaParts.optional;
import static openbell.model.wire.SchemaParts.ref;
import static openbell.model.wire.SchemaParts.required;
import static openbell.model.wire.SchemaParts.text;
import static openbell.model.wire.SchemaParts.typed;
import static openbell.model.wire.SchemaParts.word;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import openbell.model.market.Instrument;
import openbell.model.portfolio.Execution;
import openbell.model.portfolio.Recipient;
import openbell.model.portfolio.Schedule;
import openbell.model.strategy.EngineLimits;
import openbell.model.strategy.ParamSpec;

/// The documents as JSON Schema (2020-12), made from the registry that the parser reads by.
///
/// Whatever the parser accepts without remarking on another spelling, the schema accepts; what
/// needs
/// more than one place to judge (references, circles, sums) only the parser refuses.
public final class DocumentSchema {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIME =
      Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]+)?)?");
  private static final Pattern SPREAD = Pattern.compile("[+]?[Pp].*");
  private static final Pattern DURATION = Pattern.compile("[-+]?[Pp].*");

  private DocumentSchema() {}

  /// The schema of a portfolio document.
  public static String portfolio() {
    ObjectNode root = root("portfolio", "Openbell portfolio", "A rule-based portfolio.");
    required(root, "name", line(PortfolioParser.LONGEST_NAME, "Also the subject of its mails."));
    optional(root, "code", text(PortfolioParser.CODE, "Short name; made from name if left out."));
    optional(
        root,
        "description",
        typed("string", "").put("maxLength", PortfolioParser.LONGEST_DESCRIPTION));
    required(root, "symbols", symbols());
    required(root, "start_date", text(DATE, "First day to trade.").put("format", "date"));
    optional(root, "end_date", text(DATE, "Last day; as far as there are bars if left out."));
    optional(root, "currency", text(PortfolioParser.CURRENCY, "").put("default", "USD"));
    optional(root, "market", text(PortfolioParser.MARKET, "").put("default", "US"));
    optional(root, "benchmark", text(Instrument.SYMBOL, "Symbol to compare with."));
    terms(root);
    optional(root, "schedule", schedule());
    optional(root, "recipients", list(recipient(), 0, EngineLimits.RECIPIENTS));
    ObjectNode strategy = object("What to hold, and when.");
    StrategySchema.fill(strategy);
    required(root, "strategy_definition", strategy);
    return written(root);
  }

  /// The schema of a strategy that stands alone.
  public static String strategy() {
    ObjectNode root = root("strategy", "Openbell strategy", "A strategy without a portfolio.");
    StrategySchema.fill(root);
    return written(root);
  }

  private static ObjectNode root(String name, String title, String description) {
    ObjectNode root = SchemaParts.NODES.objectNode();
    root.put("$schema", DIALECT).put("$id", "urn:openbell:schema:" + name).put("title", title);
    root.setAll(object(description));
    optional(
        root, PortfolioParser.SCHEMA_KEY, typed("string", "Where an editor finds this schema."));
    return root;
  }

  private static String written(ObjectNode root) {
    root.set("$defs", StrategySchema.definitions());
    return DocumentWriter.dense(root);
  }

  private static ObjectNode line(int longest, String description) {
    return typed("string", description).put("minLength", 1).put("maxLength", longest);
  }

  private static ObjectNode symbols() {
    ObjectNode symbol = object("");
    required(symbol, "symbol", ref("symbol"));
    optional(symbol, "name", line(PortfolioParser.LONGEST_NAME, "What a person calls it."));
    return list(symbol, 1, EngineLimits.SYMBOLS)
        .put("description", "The universe, in the order in which buys are served.");
  }

  private static void terms(ObjectNode root) {
    ObjectNode commission = object("max(min, rate * value + per_share * quantity) per fill.");
    amount(commission, "rate", 1, "Fraction of the value.");
    amount(commission, "per_share", TermsParser.LARGEST_MONEY, "Money per share.");
    amount(commission, "min", TermsParser.LARGEST_MONEY, "Least fee of a fill.");
    amount(commission, "sell_tax", 1, "Fraction of the value of a sell.");
    optional(root, "commission", commission);
    amount(root, "slippage_bps", TermsParser.LARGEST_SLIPPAGE, "Basis points lost per fill.");
    whole(root, "lot_size", 1, TermsParser.LARGEST_LOT, 1);
    optional(
        root,
        "fractional",
        typed("boolean", "true: quantities are not rounded.").put("default", false));
    optional(root, "execution", execution());
  }

  private static ObjectNode execution() {
    Execution usual = Execution.DEFAULT;
    ObjectNode execution = object("How orders become fills.");
    optional(
        execution, "fill", word(Execution.Fill.values(), usual.fill(), "When orders are filled."));
    optional(
        execution,
        "size_at",
        word(Execution.SizeAt.values(), usual.sizeAt(), "The price that makes a quantity."));
    optional(
        execution,
        "on_cash_shortage",
        word(Execution.OnCashShortage.values(), usual.onCashShortage(), ""));
    optional(
        execution,
        "calendar",
        word(Execution.Alignment.values(), usual.calendar(), "Which sessions are stepped over."));
    ObjectNode warmup = SchemaParts.NODES.objectNode();
    warmup
        .put("description", "Bars loaded before start_date.")
        .put("default", "auto")
        .putArray("anyOf")
        .add(SchemaParts.NODES.objectNode().put("const", "auto"))
        .add(number(ParamSpec.integer("warmup_bars", 0, EngineLimits.BARS_PER_SERIES)));
    optional(execution, "warmup_bars", warmup);
    whole(execution, "min_hold_bars", 0, EngineLimits.PERIOD, 0);
    whole(execution, "cooldown_bars", 0, EngineLimits.PERIOD, 0);
    optional(execution, "prices", oneOf(List.of("adjusted"), "").put("default", "adjusted"));
    return execution;
  }

  private static ObjectNode schedule() {
    Schedule usual = Schedule.MARKET_OPEN;
    ObjectNode schedule = object("When the portfolio runs.");
    optional(
        schedule,
        "calendar",
        oneOf(ScheduleParser.calendars(), "Code of the exchange.")
            .put("default", usual.calendar()));
    optional(
        schedule,
        "at",
        word(Schedule.Anchor.values(), usual.at(), "What offset counts from; time needs time."));
    optional(schedule, "time", text(TIME, "Time of day on the session's date, with at: time."));
    optional(
        schedule, "zone", typed("string", "Time zone of time; the exchange's own if left out."));
    optional(
        schedule,
        "offset",
        text(DURATION, "ISO 8601 duration added to it, at most a day.").put("default", "PT0S"));
    optional(
        schedule,
        "spread",
        text(SPREAD, "ISO 8601 duration, at most an hour, that runs are spread over.")
            .put("default", "PT0S"));
    optional(
        schedule,
        "catch_up",
        word(Schedule.CatchUp.values(), usual.catchUp(), "What happens to missed sessions."));
    return schedule;
  }

  private static ObjectNode recipient() {
    ObjectNode recipient = object("");
    required(recipient, "email", typed("string", "").put("maxLength", 254).put("format", "email"));
    optional(
        recipient,
        "when",
        word(Recipient.Preference.values(), Recipient.Preference.ON_CHANGE, "How often."));
    optional(recipient, "language", text(RecipientParser.LANGUAGE, "").put("default", "en"));
    return recipient;
  }

  private static void amount(ObjectNode object, String name, double most, String description) {
    optional(
        object,
        name,
        number(ParamSpec.number(name, 0, most)).put("default", 0).put("description", description));
  }

  private static void whole(ObjectNode object, String name, int least, int most, int usual) {
    optional(object, name, number(ParamSpec.integer(name, least, most)).put("default", usual));
  }
}
