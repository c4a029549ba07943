package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints what the runs of a session, or of a portfolio, meant.
@Command(
    name = "signals",
    description = {
      "Prints what your runs meant: what to buy and to sell, and how many people were told.",
      "Newest first, at most 200. The API key is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true)
final class SignalsCommand implements Callable<Integer> {
  private static final Pattern SESSION = Pattern.compile("(?:[A-Z0-9]{3,8}:)?\\d{4}-\\d{2}-\\d{2}");

  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Option(
      names = "--session",
      paramLabel = "SESSION",
      description = "Only this session, e.g. XNYS:2018-05-11, or the date alone for XNYS.")
  private @Nullable String session;

  @Option(names = "--portfolio", paramLabel = "ID", description = "Only this portfolio.")
  private @Nullable String portfolio;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  SignalsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    JsonNode signals = asked();
    if (options.asJson()) {
      options.json(signals);
      return Exit.DONE;
    }
    if (signals.isEmpty()) {
      options.line("There are no signals" + (session == null ? " yet." : " of " + session + "."));
      return Exit.DONE;
    }
    TextTable table = new TextTable("SESSION", "PORTFOLIO", "OUTCOME", "TOLD", "CHANGES", "RUN");
    for (JsonNode signal : signals) {
      String changes = RunReport.changes(signal);
      table.row(
          signal.path("market").asText() + ":" + signal.path("session").asText(),
          signal.path("portfolio").asText(),
          signal.path("outcome").asText().toLowerCase(Locale.ROOT),
          signal.path("notified").asLong(),
          changes.isEmpty() ? detail(signal) : changes,
          signal.path("runId").asText());
    }
    options.print(table.text());
    return Exit.DONE;
  }

  private static String detail(JsonNode signal) {
    String detail = signal.path("detail").asText();
    return detail.isEmpty() ? "-" : detail;
  }

  private JsonNode asked() {
    if (session != null && !SESSION.matcher(session).matches()) {
      throw options.wrong("a session looks like XNYS:2018-05-11 or 2018-05-11");
    }
    if (session != null && portfolio != null) {
      throw options.wrong("say --session or --portfolio, not both");
    }
    OpenbellService service = options.service(around);
    if (portfolio != null) {
      return service.get("/api/v1/signals/" + options.portfolio(portfolio)).path("signals");
    }
    return service.get("/api/v1/signals" + (session == null ? "" : "?session=" + session));
  }
}
