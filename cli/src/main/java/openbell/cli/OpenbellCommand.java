package openbell.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command that all verbs hang on. Alone it explains itself.
@Command(
    name = "openbell",
    description = "Rule-based portfolios at every market open.",
    mixinStandardHelpOptions = true,
    version = "openbell 0.1.0",
    subcommands = {ValidateCommand.class, CommandLine.HelpCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Everything is as it should be.",
      "1:The command ran and the answer is no.",
      "2:The command was not understood, or a file cannot be read."
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
    return new CommandLine(new OpenbellCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do, e.g.: openbell validate FILE");
  }
}
