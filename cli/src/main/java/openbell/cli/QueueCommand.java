package openbell.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The verbs of an operator at the queues of a running Openbell.
@Command(
    name = "queue",
    description = {
      "Shows the queues of a running Openbell, and changes what is in them.",
      "The API key of an operator is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {"0:Done.", "1:Refused, or one of the jobs was not there."})
final class QueueCommand implements Runnable {
  @Spec private CommandSpec spec;

  /// Filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  private QueueCommand() {}

  static CommandLine commandLine(Surroundings around) {
    return new CommandLine(new QueueCommand())
        .addSubcommand(new QueueStatsCommand(around))
        .addSubcommand(new QueuePeekCommand(around))
        .addSubcommand(new QueueDeadCommand(around))
        .addSubcommand(new QueueReplayCommand(around))
        .addSubcommand(new QueueCancelCommand(around))
        .addSubcommand(new QueueDrainCommand(around))
        .addSubcommand(new CommandLine.HelpCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do, e.g.: openbell queue stats");
  }
}
