package openbell.cli;

import java.io.Console;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/// What a verb sees of the world beside its arguments.
///
/// @param environment the environment variables
/// @param clock says what "now" is
public record Surroundings(Map<String, String> environment, Answers answers, Clock clock) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /// With the clock of this machine.
  public Surroundings(Map<String, String> environment, Answers answers) {
    this(environment, answers, Clock.systemUTC());
  }

  /// A person at a terminal.
  @FunctionalInterface
  public interface Answers {
    /// What they answer; empty when there is nobody to ask.
    Optional<String> ask(String question);
  }

  static Surroundings real() {
    return new Surroundings(System.getenv(), Surroundings::ask);
  }

  private static Optional<String> ask(String question) {
    // JDK 25 has none again where output goes to a pipe or a file.
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(console -> String.valueOf(console.readLine("%s", question)));
  }
}
