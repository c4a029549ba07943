package openbell.machines.intake.offline;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The verbs of the machine manager that need no server.
@Command(name = "openbell", description = "Simulates days of a fleet, without any server.")
public final class OfflineVerbs implements Runnable {
  static final int DONE = 0;

  /// The command was used wrongly.
  static final int MISUSED = 2;

  /// A file cannot be read or written.
  static final int NO_FILE = 3;

  /// The program is wrong.
  static final int DEFECT = 70;

  @Spec private CommandSpec spec = CommandSpec.create();

  private OfflineVerbs() {}

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));
    int code = run(out, err, arguments);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /// A verb without the end of the process.
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine line = new CommandLine(new OfflineVerbs()).addSubcommand(new SimulateCommand());
    helpIsAnOptionOf(line);
    line.getSubcommands().values().forEach(OfflineVerbs::helpIsAnOptionOf);
    return line.setOut(out)
        .setErr(err)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setParameterExceptionHandler(OfflineVerbs::misused)
        .setExecutionExceptionHandler((e, command, _) -> failed(e, command))
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: simulate");
  }

  private static void helpIsAnOptionOf(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help").usageHelp(true).description("this text").build());
  }

  private static int misused(ParameterException e, String... arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println(e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println(e.getCommandLine().getHelp().synopsis(0).stripTrailing());
    err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    err.flush();
    return MISUSED;
  }

  private static int failed(Exception e, CommandLine command) {
    PrintWriter err = command.getErr();
    if (e instanceof IOException file) {
      err.println("cannot read or write a file: " + file.getMessage());
      return NO_FILE;
    }
    err.println("This is a mistake in Openbell, not in your input. Please report it with:");
    e.printStackTrace(err);
    return DEFECT;
  }
}
