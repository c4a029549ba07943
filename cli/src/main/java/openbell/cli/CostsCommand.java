package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints what runs cost.
@Command(
    name = "costs",
    description = {
      "Prints the machine time and the money that your runs took, of the last 30 days.",
      "The API key is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true)
final class CostsCommand implements Callable<Integer> {
  private static final Set<String> WAYS = Set.of("run", "portfolio", "owner", "day");
  private static final int MOST = 1_000;

  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      defaultValue = "day",
      description = "Add up by run, portfolio, owner or day. Default: day.")
  private String by;

  @Option(names = "--from", paramLabel = "DATE", description = "The first day (UTC).")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "DATE", description = "The last day; by default today.")
  private @Nullable String to;

  @Option(names = "--all", description = "Of all owners, for operators: also the idle time.")
  private boolean all;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  CostsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (!WAYS.contains(by)) {
      throw options.wrong("--by is one of run, portfolio, owner, day");
    }
    JsonNode costs = options.service(around).get(path());
    if (options.asJson()) {
      options.json(costs);
      return Exit.DONE;
    }
    show(costs);
    return Exit.DONE;
  }

  private String path() {
    return "/api/v1/costs?by="
        + by
        + "&limit="
        + MOST
        + (from == null ? "" : "&from=" + options.date(from))
        + (to == null ? "" : "&to=" + options.date(to))
        + (all ? "&all=true" : "");
  }

  private void show(JsonNode costs) {
    String currency = costs.path("currency").asText();
    if (!costs.path("machines").isEmpty()) {
      machines(costs.path("machines"), currency);
      options.line("");
    }
    TextTable table =
        new TextTable(
            by.toUpperCase(Locale.ROOT), "NAME", "OWNER", "ATTEMPTS", "BUSY", "MACHINE", currency);
    for (JsonNode line : costs.path("items")) {
      table.row(
          line.path("key").asText(),
          line.path("name").asText(),
          line.path("owner").asText(),
          line.path("attempts").asLong(),
          seconds(line, "busySeconds"),
          seconds(line, "machineSeconds"),
          money(line, "cost"));
    }
    if (costs.path("items").isEmpty()) {
      options.line("No run was measured in these days.");
      return;
    }
    options.print(table.text());
    if (costs.path("more").asBoolean()) {
      options.line("... and more: narrow the days with --from and --to.");
    }
    options.line(price(costs, currency));
  }

  private void machines(JsonNode days, String currency) {
    TextTable table = new TextTable("DAY", "MACHINE", "RUNS", "STARTING", "IDLE", currency);
    for (JsonNode day : days) {
      if (day.path("machineSeconds").asDouble() > 0) {
        table.row(
            day.path("day").asText(),
            seconds(day, "machineSeconds"),
            seconds(day, "runsSeconds"),
            seconds(day, "startingSeconds"),
            seconds(day, "idleSeconds"),
            money(day, "cost"));
      }
    }
    options.print(table.text());
  }

  private static String price(JsonNode costs, String currency) {
    JsonNode price = costs.path("machineHour");
    if (price.asDouble() == 0) {
      return "No price is set (openbell.costs.machine-hour): only time is counted.";
    }
    String asOf = costs.path("priceDate").asText("");
    return "One machine for an hour: %s %s%s."
        .formatted(
            price.decimalValue().stripTrailingZeros().toPlainString(),
            TextTable.plain(currency),
            asOf.isEmpty() || asOf.equals("null") ? "" : ", as of " + TextTable.plain(asOf));
  }

  private static String seconds(JsonNode line, String field) {
    return String.format(Locale.ROOT, "%.3f s", line.path(field).asDouble());
  }

  private static String money(JsonNode line, String field) {
    return line.path(field).decimalValue().toPlainString();
  }
}
