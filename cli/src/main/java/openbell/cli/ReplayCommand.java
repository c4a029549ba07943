package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Does a past session again from what its runs recorded, and says what is different.
@Command(
    name = "replay",
    description = {
      "Does every run of a past session again, on the bars and the definition it recorded, and",
      "compares the result with the one of then and with what was mailed.",
      "The API key is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:Every run came out the same, and so did everything that was mailed.",
      "1:Something differs, is damaged, cannot be repeated or is not done yet."
    })
final class ReplayCommand implements Callable<Integer> {
  private static final Pattern MARKET = Pattern.compile("[A-Z0-9]{3,8}");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Option(names = "--session", required = true, paramLabel = "DATE", description = "The session.")
  private String session;

  @Option(names = "--market", defaultValue = "XNYS", description = "Its market; by default XNYS.")
  private String market;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long to wait for the workers; by default 600.")
  private int wait;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  ReplayCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (!MARKET.matcher(market).matches() || !DATE.matcher(session).matches()) {
      throw options.wrong("a session looks like --market XNYS --session 2018-05-07");
    }
    OpenbellService service = options.service(around);
    JsonNode wish =
        OpenbellService.JSON.createObjectNode().put("market", market).put("session", session);
    service.ask("POST", "/api/v1/replays", wish);
    JsonNode runs =
        new Waiting(options, wait)
            .until(
                () -> all(service), ReplayCommand::pending, "the workers to do the session again");
    Map<String, JsonNode> mailed = mailed(service);
    ObjectNode answer = OpenbellService.JSON.createObjectNode();
    answer.put("market", market).put("session", session);
    ArrayNode lines = answer.putArray("runs");
    for (JsonNode run : runs) {
      ObjectNode line = run.deepCopy();
      JsonNode signal = mailed.get(run.path("run").asText());
      if (signal != null) {
        line.set("mailed", signal.path("changes"));
        line.put("notified", signal.path("notified").asInt());
      }
      line.put("mail", mail(run, signal));
      lines.add(line);
    }
    return print(answer, lines);
  }

  /// All pages.
  private JsonNode all(OpenbellService service) {
    ArrayNode runs = OpenbellService.JSON.createArrayNode();
    String after = "";
    do {
      String path = "/api/v1/replays?market=" + market + "&session=" + session + after;
      JsonNode page = service.ask("GET", path, null);
      page.path("items").forEach(runs::add);
      String next = page.path("next").asText("");
      after = next.isEmpty() ? "" : "&after=" + next;
    } while (!after.isEmpty());
    return runs;
  }

  private static boolean pending(JsonNode runs) {
    return StreamSupport.stream(runs.spliterator(), false)
        .anyMatch(run -> run.path("verdict").asText().equals("pending"));
  }

  /// The recorded signals of the session by run. The service that keeps them is not the one that
  /// replays, and neither asks the other: both are asked here.
  private Map<String, JsonNode> mailed(OpenbellService service) {
    Map<String, JsonNode> signals = new LinkedHashMap<>();
    service
        .ask("GET", "/api/v1/signals?session=" + market + ":" + session, null)
        .forEach(signal -> signals.put(signal.path("runId").asText(), signal));
    return signals;
  }

  /// `same`, `differs: SYMBOL…`, or why there is nothing to compare.
  private static String mail(JsonNode run, @Nullable JsonNode signal) {
    if (signal == null) {
      return "no signal recorded";
    }
    if (run.path("now").isEmpty()) {
      return "";
    }
    List<String> differing = new ArrayList<>();
    for (JsonNode change : signal.path("changes")) {
      if (!stands(change, run.path("now"))) {
        differing.add(change.path("symbol").asText());
      }
    }
    return differing.isEmpty() ? "same" : "differs: " + String.join(", ", differing);
  }

  /// Weights are mailed with six digits at most.
  private static boolean stands(JsonNode change, JsonNode now) {
    for (JsonNode decision : now) {
      if (decision.path("symbol").equals(change.path("symbol"))) {
        double distance =
            decision.path("targetWeight").asDouble() - change.path("toWeight").asDouble();
        return decision.path("action").equals(change.path("action")) && Math.abs(distance) < 1e-4;
      }
    }
    return false;
  }

  private int print(ObjectNode answer, ArrayNode lines) {
    boolean good = !lines.isEmpty();
    for (JsonNode line : lines) {
      good &=
          line.path("verdict").asText().equals("verified")
              && !line.path("mail").asText().startsWith("differs");
    }
    if (options.asJson()) {
      options.json(answer);
      return good ? 0 : Exit.NO;
    }
    if (lines.isEmpty()) {
      options.line("No run of " + market + ", " + session + " has a result.");
      return Exit.NO;
    }
    TextTable table = new TextTable("PORTFOLIO", "RUN", "THEN", "NOW", "MAILED", "VERDICT");
    for (JsonNode line : lines) {
      table.row(
          line.path("name").asText(),
          line.path("run").asText(),
          said(line.path("then"), "targetWeight"),
          said(line.path("now"), "targetWeight"),
          said(line.path("mailed"), "toWeight") + " (" + line.path("mail").asText() + ")",
          line.path("verdict").asText());
    }
    options.print(table.text());
    for (JsonNode line : lines) {
      for (JsonNode remark : line.path("remarks")) {
        options.line(line.path("run").asText() + ": " + TextTable.plain(remark.asText()));
      }
    }
    options.line(
        good
            ? "The session came out the same, and so did everything that was mailed."
            : "Not everything is the same.");
    return good ? 0 : Exit.NO;
  }

  /// What there was to trade.
  private static String said(JsonNode decisions, String weight) {
    String trades =
        StreamSupport.stream(decisions.spliterator(), false)
            .filter(one -> !one.path("action").asText().matches("HOLD|FLAT"))
            .map(
                one ->
                    String.format(
                        Locale.ROOT,
                        "%s %s %.1f%%",
                        one.path("action").asText(),
                        one.path("symbol").asText(),
                        100 * one.path(weight).asDouble()))
            .collect(Collectors.joining(", "));
    return trades.isEmpty() ? "-" : trades;
  }
}
