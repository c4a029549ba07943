package openbell.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The verbs about the forward record.
@Command(
    name = "record",
    description = {
      "The record of your signals as they were decided and sent, chained by hashes.",
      "The API key is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:Done; every entry is as it was written.",
      "1:Broken: an entry was changed or is missing, or the server tells another history."
    })
final class RecordCommand implements Runnable {
  @Spec private CommandSpec spec;

  /// Filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  private RecordCommand() {}

  static CommandLine commandLine(Surroundings around) {
    return new CommandLine(new RecordCommand())
        .addSubcommand(new RecordShowCommand(around))
        .addSubcommand(new RecordExportCommand(around))
        .addSubcommand(new RecordVerifyCommand(around))
        .addSubcommand(new CommandLine.HelpCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do, e.g.: openbell record verify");
  }
}
