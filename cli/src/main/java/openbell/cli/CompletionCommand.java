package openbell.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Prints what a shell needs to complete verbs and options.
@Command(
    name = "completion",
    description = {
      "Prints the completion for a shell. Put one of these into its start-up file:",
      "  bash:  source <(openbell completion bash)",
      "  zsh:   source <(openbell completion zsh)"
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
  private static final String FOR_ZSH =
      """
      #compdef openbell
      autoload -Uz compinit bashcompinit
      whence compdef > /dev/null || compinit
      bashcompinit
      """;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private String shell;

  private final Surroundings around;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  CompletionCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (!shell.equals("bash") && !shell.equals("zsh")) {
      throw new ParameterException(spec.commandLine(), "there is completion for bash and zsh");
    }
    CommandLine whole = OpenbellCommand.commandLine(around);
    LauncherVerbs.addTo(whole);
    String script = AutoComplete.bash("openbell", whole);
    spec.commandLine().getOut().print(shell.equals("zsh") ? FOR_ZSH + script : script);
    spec.commandLine().getOut().flush();
    return Exit.DONE;
  }
}
