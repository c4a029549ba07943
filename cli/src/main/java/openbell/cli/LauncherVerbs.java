package openbell.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The verbs that the launcher gives to other programs: only their words, for completion.
final class LauncherVerbs {
  /// Verb and its options; those that end with `=` take a value.
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("up", "--port= --data= --var= --session= --queue= --no-demo"),
          Map.entry("down", "--var="),
          Map.entry("status", "--var="),
          Map.entry("backtest", "--data= --out= --json --as-of= --symbols= --start= --factors="),
          Map.entry(
              "sweep", "--param= --metric= --heat= --csv= --json --data= --symbols= --start="),
          Map.entry("compare", "--json --data= --symbols= --start="),
          Map.entry(
              "simulate",
              "--scenario= --trace= --prices= --machine= --deadline= --most= --seed= --search"
                  + " --known --svg= --json"),
          Map.entry("bench", ""),
          Map.entry("bench pipeline", ""),
          Map.entry("bench engine", "--full --only= --data="),
          Map.entry("bench queue", ""),
          Map.entry("bench mail", ""),
          Map.entry("bench data", ""),
          Map.entry("bench api", ""),
          Map.entry("package", ""),
          Map.entry("test", ""),
          Map.entry("test faults", "--full --soak --seed="));

  private LauncherVerbs() {}

  static void addTo(CommandLine command) {
    WORDS.keySet().stream()
        .sorted()
        .forEach(
            words -> {
              int space = words.indexOf(' ');
              CommandLine parent =
                  space < 0
                      ? command
                      : command.getSubcommands().getOrDefault(words.substring(0, space), command);
              parent.addSubcommand(words.substring(space + 1), verb(words));
            });
  }

  private static CommandSpec verb(String words) {
    CommandSpec verb = CommandSpec.create();
    for (String option : WORDS.getOrDefault(words, "").split(" ")) {
      if (!option.isEmpty()) {
        boolean value = option.endsWith("=");
        String name = value ? option.substring(0, option.length() - 1) : option;
        verb.addOption(
            OptionSpec.builder(name)
                .type(value ? String.class : boolean.class)
                .arity(value ? "1" : "0")
                .build());
      }
    }
    return verb;
  }
}
