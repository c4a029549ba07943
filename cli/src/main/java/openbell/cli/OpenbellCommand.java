package openbell.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/// The command that all verbs hang on. Alone it explains itself.
@Command(
    name = "openbell",
    description = "Rule-based portfolios at every market open.",
    mixinStandardHelpOptions = true,
    version = "openbell 0.1.0",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Everything is as it should be.",
      "1:The command ran and the answer is no.",
      "2:The command was not understood, or a file cannot be read.",
      "69:The service cannot be reached."
    })
public final class OpenbellCommand implements Runnable {
  @Spec private CommandSpec spec;

  /// Filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  public OpenbellCommand() {}

  public static void main(String[] arguments) {
    // Documents are in UTF-8, and so is what is said about them, whatever the terminal's locale is.
    PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));
    int code = commandLine().setOut(out).setErr(err).execute(arguments);
    out.flush();
    err.flush();
    System.exit(code);
  }

  static CommandLine commandLine() {
    return commandLine(Surroundings.real());
  }

  /// The whole command in surroundings of the caller's own, e.g. a test's.
  public static CommandLine commandLine(Surroundings around) {
    return new CommandLine(new OpenbellCommand())
        .addSubcommand(new ValidateCommand(around))
        .addSubcommand(new CalendarCommand())
        .addSubcommand(new CommandLine.HelpCommand())
        .addSubcommand(QueueCommand.commandLine(around))
        .addSubcommand(new VerifyCommand(around))
        .addSubcommand(new ReplayCommand(around))
        .addSubcommand(new ExportCommand(around))
        .addSubcommand(new SubscribeCommand(around))
        .addSubcommand(SubscriptionsCommand.commandLine(around))
        .addSubcommand(RecordCommand.commandLine(around))
        .addSubcommand(MailboxCommand.commandLine(around))
        .addSubcommand(new WhyCommand(around))
        .setExecutionExceptionHandler(OpenbellCommand::explain);
  }

  /// What the service said is for the person; anything else is a defect, with its stack.
  private static int explain(Exception thrown, CommandLine command, ParseResult parsed)
      throws Exception {
    if (!(thrown instanceof QueueFailure failure)) {
      throw thrown;
    }
    command.getErr().println("openbell: " + TextTable.plain(String.valueOf(failure.getMessage())));
    return failure.code();
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do, e.g.: openbell validate FILE");
  }
}
