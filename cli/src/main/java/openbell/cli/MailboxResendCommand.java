package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Sends a mail again on purpose.
@Command(
    name = "resend",
    description = {
      "Sends the stored copy of a mail once more, with [copy] before its subject. The first one",
      "stays what it is; who did this, when and why is kept."
    },
    mixinStandardHelpOptions = true)
final class MailboxResendCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(paramLabel = "MAIL", description = "Id of the mail; mailbox list prints it.")
  private String mail;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; one line, which is kept.")
  private String reason;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  MailboxResendCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    String path = "/api/v1/mailbox/" + options.mail(mail);
    OpenbellService service = options.service(around);
    if (!yes && !confirmed(service.ask("GET", path, null).path("mail"))) {
      options.aside("openbell: nothing was sent; say --yes when nobody can be asked");
      return Exit.NO;
    }
    ObjectNode wish = OpenbellService.JSON.createObjectNode().put("reason", reason);
    JsonNode answer = service.ask("POST", path + "/resend", wish);
    options.done(answer, "Sent again as " + TextTable.plain(answer.path("id").asText()));
    return 0;
  }

  private boolean confirmed(JsonNode stored) {
    String question =
        TextTable.plain(
            "Send \"%s\" (%s) again to %s? [y/N] "
                .formatted(
                    stored.path("subject").asText(),
                    stored.path("state").asText(),
                    stored.path("recipient").asText()));
    return around
        .answers()
        .ask(question)
        .filter(answer -> answer.strip().equalsIgnoreCase("y"))
        .isPresent();
  }
}
