package openbell.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The verbs about mails that were sent, or were to be.
@Command(
    name = "mailbox",
    description = {
      "The mails of your portfolios: find them, read them, send one again on purpose.",
      "The API key is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {"0:Done.", "1:Refused, e.g. because there is no such mail."})
final class MailboxCommand implements Runnable {
  @Spec private CommandSpec spec;

  /// Filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  private MailboxCommand() {}

  static CommandLine commandLine(Surroundings around) {
    return new CommandLine(new MailboxCommand())
        .addSubcommand(new MailboxListCommand(around))
        .addSubcommand(new MailboxShowCommand(around))
        .addSubcommand(new MailboxResendCommand(around))
        .addSubcommand(new CommandLine.HelpCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do, e.g.: openbell mailbox list");
  }
}
