package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Tells why a reader got a mail, or none.
@Command(
    name = "why",
    description = {
      "Why did I get no mail? Prints what became of one session of a portfolio, from the tick of",
      "the clock to the mail, or to the reason for none. The API key is read from",
      "OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:The whole timeline is printed.",
      "1:Refused, or a service that knows a part of it could not be asked."
    })
final class WhyCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(paramLabel = "PORTFOLIO", index = "0", description = "Id of the portfolio.")
  private String portfolio;

  @Parameters(
      paramLabel = "SESSION",
      index = "1",
      description = "The day, e.g. 2018-05-11, or with its market, XNYS:2018-05-11.")
  private String session;

  @Parameters(
      paramLabel = "EMAIL",
      index = "2",
      arity = "0..1",
      defaultValue = "",
      description = "One reader; all when it is left out.")
  private String email;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  WhyCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    String path =
        "/api/v1/timeline?portfolio=%s&session=%s&recipient=%s"
            .formatted(options.portfolio(portfolio), encoded(session), encoded(email));
    JsonNode answer = options.service(around).ask("GET", path, null);
    if (options.asJson()) {
      options.json(answer);
    } else {
      print(answer);
    }
    return answer.path("complete").asBoolean() ? 0 : Exit.NO;
  }

  private void print(JsonNode answer) {
    options.line(TextTable.plain(answer.path("summary").asText()));
    options.line("");
    TextTable table = new TextTable("WHEN", "SERVICE", "WHAT", "DETAIL");
    for (JsonNode event : answer.path("events")) {
      table.row(
          event.path("at").asText("-").replaceFirst("\\.\\d+Z$", "Z"),
          event.path("service").asText(),
          event.path("what").asText(),
          event.path("detail").asText());
    }
    options.print(table.text());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
