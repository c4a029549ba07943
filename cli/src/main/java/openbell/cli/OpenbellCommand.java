package openbell.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command that all verbs hang on. Alone it explains itself.
@Command(
    name = "openbell",
    description = "Rule-based portfolios at every market open.",
    mixinStandardHelpOptions = true,
    version = "openbell 0.1.0")
public final class OpenbellCommand implements Runnable {
  private static final Map<String, Function<Surroundings, Object>> VERBS = verbs();

  @Spec private CommandSpec spec;

  /// Filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  public OpenbellCommand() {}

  /// In the order of the help.
  private static Map<String, Function<Surroundings, Object>> verbs() {
    Map<String, Function<Surroundings, Object>> verbs = new LinkedHashMap<>();
    verbs.put("submit", SubmitCommand::new);
    verbs.put("run", RunCommand::new);
    verbs.put("watch", WatchCommand::new);
    verbs.put("signals", SignalsCommand::new);
    verbs.put("portfolio", PortfolioCommand::commandLine);
    verbs.put("validate", ValidateCommand::new);
    verbs.put("calendar", _ -> new CalendarCommand());
    verbs.put("verify", VerifyCommand::new);
    verbs.put("replay", ReplayCommand::new);
    verbs.put("export", ExportCommand::new);
    verbs.put("subscribe", SubscribeCommand::new);
    verbs.put("subscriptions", SubscriptionsCommand::commandLine);
    verbs.put("mailbox", MailboxCommand::commandLine);
    verbs.put("why", WhyCommand::new);
    verbs.put("record", RecordCommand::commandLine);
    verbs.put("queue", QueueCommand::commandLine);
    verbs.put("machines", MachinesCommand::new);
    verbs.put("costs", CostsCommand::new);
    verbs.put("account", AccountCommand::new);
    verbs.put("keys", KeysCommand::commandLine);
    verbs.put("logs", LogsCommand::new);
    verbs.put("doctor", DoctorCommand::new);
    verbs.put("completion", CompletionCommand::new);
    verbs.put("help", _ -> new CommandLine.HelpCommand());
    return verbs;
  }

  public static void main(String[] arguments) {
    // Documents are in UTF-8, and so is what is said about them, whatever the terminal's locale is.
    PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));
    int code =
        commandLine(Surroundings.real(), arguments).setOut(out).setErr(err).execute(arguments);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /// For one call: only its verb is built, which is most of what a short verb takes.
  static CommandLine commandLine(Surroundings around, String... arguments) {
    Function<Surroundings, Object> only = arguments.length == 0 ? null : VERBS.get(arguments[0]);
    return only == null || arguments[0].equals("help")
        ? commandLine(around)
        : whole(List.of(only), around);
  }

  /// The whole command in surroundings of the caller's own, e.g. a test's.
  public static CommandLine commandLine(Surroundings around) {
    return whole(List.copyOf(VERBS.values()), around);
  }

  private static CommandLine whole(
      List<Function<Surroundings, Object>> verbs, Surroundings around) {
    CommandLine command = new CommandLine(new OpenbellCommand());
    verbs.forEach(verb -> command.addSubcommand(verb.apply(around)));
    Exit.explainIn(command);
    return command
        .setParameterExceptionHandler((misuse, _) -> correct(misuse))
        .setExecutionExceptionHandler(OpenbellCommand::explain);
  }

  /// What is wrong, how the verb is written, and where the rest stands: not the whole help.
  private static int correct(ParameterException misuse) {
    CommandLine command = misuse.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("openbell: " + misuse.getMessage());
    UnmatchedArgumentException.printSuggestions(misuse, err);
    String usage = "Usage: ";
    err.print(usage + command.getHelp().synopsis(usage.length()));
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return Exit.MISUSED;
  }

  /// What the service said is for the person; anything else is a defect, with its stack.
  private static int explain(Exception thrown, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (thrown instanceof VerbFailure failure) {
      err.println("openbell: " + TextTable.plain(String.valueOf(failure.getMessage())));
      return failure.code();
    }
    if (thrown instanceof ParameterException misuse) {
      return correct(misuse);
    }
    err.println("openbell: this is a mistake in Openbell. Please report it with:");
    thrown.printStackTrace(err);
    return Exit.DEFECT;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do, e.g.: openbell validate FILE");
  }
}
