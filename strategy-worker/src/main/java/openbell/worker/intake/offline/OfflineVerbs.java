package openbell.worker.intake.offline;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The verbs that evaluate documents without any server.
@Command(name = "openbell", description = "Evaluates portfolio documents, without any server.")
public final class OfflineVerbs implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private OfflineVerbs() {}

  public static void main(String[] arguments) {
    Surroundings surroundings = Surroundings.ofProcess();
    PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));
    int code = run(surroundings, out, err, arguments);
    out.flush();
    err.flush();
    surroundings.stop().ended();
    System.exit(code);
  }

  /// A verb without the end of the process.
  static int run(Surroundings surroundings, PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line =
        new CommandLine(new OfflineVerbs())
            .addSubcommand(new BacktestCommand(surroundings))
            .addSubcommand(new SweepCommand(surroundings))
            .addSubcommand(new CompareCommand(surroundings));
    helpIsAnOptionOf(line);
    line.getSubcommands().values().forEach(OfflineVerbs::helpIsAnOptionOf);
    boolean colour = surroundings.screen().colour();
    return line.setOut(out)
        .setErr(err)
        .setUsageHelpWidth(surroundings.screen().columns())
        .setColorScheme(Help.defaultColorScheme(colour ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler(OfflineVerbs::misused)
        .setExecutionExceptionHandler((e, command, _) -> failed(e, command))
        .execute(arguments);
  }

  private static void helpIsAnOptionOf(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help").usageHelp(true).description("this text").build());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: backtest, sweep or compare");
  }

  private static int misused(ParameterException e, String... arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println(Words.plain(String.valueOf(e.getMessage())));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println(e.getCommandLine().getHelp().synopsis(0).stripTrailing());
    err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return Exit.MISUSED;
  }

  private static int failed(Exception e, CommandLine command) {
    PrintWriter err = command.getErr();
    if (e instanceof FailureException refused) {
      Failure failure = refused.failure();
      err.println(failure.reason() + ": " + Words.plain(failure.detail()));
      return failure.reason() == FailureReason.DEFECT ? Exit.DEFECT : Exit.REFUSED;
    }
    if (e instanceof IOException file) {
      err.println(Words.plain(DocumentFile.sentence(file)));
      return Exit.NO_FILE;
    }
    err.println("This is a mistake in Openbell, not in your document. Please report it with:");
    e.printStackTrace(err);
    return Exit.DEFECT;
  }
}
