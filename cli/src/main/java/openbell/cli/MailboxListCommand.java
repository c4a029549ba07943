package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists mails that match.
@Command(
    name = "list",
    description = "Lists mails, newest first, at most 200.",
    mixinStandardHelpOptions = true)
final class MailboxListCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Part of the subject.")
  private String text;

  @Option(
      names = "--to",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Part of the reader's address.")
  private String to;

  @Option(
      names = "--portfolio",
      paramLabel = "ID",
      defaultValue = "",
      description = "Only this portfolio.")
  private String portfolio;

  @Option(
      names = "--session",
      paramLabel = "DATE",
      defaultValue = "",
      description = "Only this day, e.g. 2018-05-11.")
  private String session;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      defaultValue = "",
      description = "PENDING, SENDING, ACCEPTED, REJECTED, SUPPRESSED or UNKNOWN.")
  private String state;

  @Option(
      names = "--after",
      paramLabel = "ID",
      defaultValue = "",
      description = "Go on after this mail.")
  private String after;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  MailboxListCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    String path =
        "/api/v1/mailbox?q=%s&to=%s&portfolio=%s&session=%s&state=%s&after=%s"
            .formatted(
                encoded(text),
                encoded(to),
                encoded(portfolio),
                encoded(session),
                encoded(state),
                encoded(after));
    JsonNode mails = options.service(around).ask("GET", path, null);
    if (options.asJson()) {
      options.json(mails);
      return 0;
    }
    if (mails.isEmpty()) {
      options.line("No mail matches.");
      return 0;
    }
    TextTable table = new TextTable("ID", "STATE", "SESSION", "TO", "SUBJECT");
    for (JsonNode mail : mails) {
      table.row(
          mail.path("id").asText(),
          mail.path("state").asText(),
          mail.path("session").asText(),
          mail.path("recipient").asText(),
          mail.path("subject").asText());
    }
    options.print(table.text());
    return 0;
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8);
  }
}
