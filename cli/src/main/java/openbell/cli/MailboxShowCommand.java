package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Prints one mail and what happened to it.
@Command(
    name = "show",
    description = "Prints the text of a mail and everything that happened to it.",
    mixinStandardHelpOptions = true)
final class MailboxShowCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(paramLabel = "MAIL", description = "Id of the mail; mailbox list prints it.")
  private String mail;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  MailboxShowCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    String path = "/api/v1/mailbox/" + options.mail(mail);
    JsonNode answer = options.service(around).ask("GET", path, null);
    if (options.asJson()) {
      options.json(answer);
      return 0;
    }
    answer
        .path("headers")
        .properties()
        .forEach(
            header ->
                options.line(TextTable.plain(header.getKey() + ": " + header.getValue().asText())));
    options.line("");
    answer.path("text").asText().lines().map(TextTable::plain).forEach(options::line);
    options.line("");
    options.line(
        answer.path("exact").asBoolean()
            ? "This is the copy that was handed over at " + answer.path("copiedAt").asText() + "."
            : "No copy is kept; this is how it would be printed now.");
    options.line("");
    TextTable history = new TextTable("WHEN", "STATE", "WHY");
    for (JsonNode step : answer.path("history")) {
      history.row(
          step.path("at").asText(), step.path("state").asText(), step.path("reason").asText());
    }
    options.print(history.text());
    for (JsonNode again : answer.path("repetitions")) {
      options.line(
          TextTable.plain(
              "Sent again by %s at %s as %s: %s"
                  .formatted(
                      again.path("who").asText(),
                      again.path("at").asText(),
                      again.path("id").asText(),
                      again.path("reason").asText())));
    }
    return 0;
  }
}
