package openbell.cli;

import java.io.Console;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a verb sees of the world beside its arguments.
///
/// @param environment the environment variables
public record Surroundings(Map<String, String> environment, Answers answers) {
  public Surroundings {
    environment = Map.copyOf(environment);
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
    Console console = Objects.requireNonNull(System.console());
    return console.isTerminal()
        ? Optional.of(String.valueOf(console.readLine("%s", question)))
        : Optional.empty();
  }
}
