package openbell.embedded;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// What the person asked for, from arguments first and the environment second.
///
/// @param port HTTP port, on the loopback address
/// @param root the project's directory, where `sample-data` is
/// @param data directory with the daily bars
/// @param var everything that is written goes below this
/// @param demo whether to submit the samples and fire a market open
/// @param demoSession the past session that the demo fires
/// @param queue where jobs are kept
record Options(
    Verb verb,
    int port,
    Path root,
    Path data,
    Path var,
    boolean demo,
    LocalDate demoSession,
    Queue queue) {

  private static final String SAMPLE_BARS = "sample-data/bars";

  static final int DEFAULT_PORT = 8080;

  /// A Monday for which both sample series have bars, and on which sample portfolios trade.
  static final LocalDate DEFAULT_SESSION = LocalDate.of(2018, 5, 7);

  enum Verb {
    UP,
    DOWN,
    STATUS
  }

  /// The server that keeps the jobs. With `POSTGRES` no Redis is started.
  enum Queue {
    REDIS,
    POSTGRES
  }

  /// A request that cannot be understood; the message says what would be.
  static final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misuse(String message) {
      super(message);
    }
  }

  /// @param root the project's directory when neither argument nor environment names one
  static Options parse(List<String> arguments, Map<String, String> environment, Path root) {
    Path home = absolute(environment.getOrDefault("OPENBELL_HOME", root.toString()));
    Path samples = home.resolve(SAMPLE_BARS);
    Options options =
        new Options(
            Verb.UP,
            port(environment.getOrDefault("OPENBELL_PORT", Integer.toString(DEFAULT_PORT))),
            home,
            absolute(environment.getOrDefault("OPENBELL_DATA", samples.toString())),
            absolute(environment.getOrDefault("OPENBELL_VAR", home.resolve("var").toString())),
            !environment.getOrDefault("OPENBELL_DEMO", "true").equals("false"),
            session(environment.getOrDefault("OPENBELL_DEMO_SESSION", DEFAULT_SESSION.toString())),
            queue(environment.getOrDefault("OPENBELL_QUEUE", "redis")));
    Deque<String> rest = new ArrayDeque<>(arguments);
    while (!rest.isEmpty()) {
      options = options.with(rest.removeFirst(), rest);
    }
    return options;
  }

  /// Whether `data` is the project's own sample data.
  boolean ownSamples() {
    return data.equals(root.resolve(SAMPLE_BARS));
  }

  private Options with(String word, Deque<String> rest) {
    int equals = word.indexOf('=');
    if (word.startsWith("--") && equals > 0) {
      rest.addFirst(word.substring(equals + 1));
      return with(word.substring(0, equals), rest);
    }
    return switch (word) {
      case "up" -> verb(Verb.UP);
      case "down" -> verb(Verb.DOWN);
      case "status" -> verb(Verb.STATUS);
      case "--no-demo" -> new Options(verb, port, root, data, var, false, demoSession, queue);
      case "--port" ->
          new Options(verb, port(value(word, rest)), root, data, var, demo, demoSession, queue);
      case "--data" ->
          new Options(verb, port, root, absolute(value(word, rest)), var, demo, demoSession, queue);
      case "--var" ->
          new Options(
              verb, port, root, data, absolute(value(word, rest)), demo, demoSession, queue);
      case "--session" ->
          new Options(verb, port, root, data, var, demo, session(value(word, rest)), queue);
      case "--queue" ->
          new Options(verb, port, root, data, var, demo, demoSession, queue(value(word, rest)));
      default ->
          throw new Misuse(
              "'%s' is not an option here; known are --port N, --data DIR, --var DIR, --session DATE, --queue NAME and --no-demo"
                  .formatted(word));
    };
  }

  private Options verb(Verb asked) {
    return new Options(asked, port, root, data, var, demo, demoSession, queue);
  }

  private static String value(String option, Deque<String> rest) {
    if (rest.isEmpty() || rest.getFirst().startsWith("--")) {
      throw new Misuse(option + " needs a value");
    }
    return rest.removeFirst();
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // The same sentence as for a number out of range.
    }
    throw new Misuse("'%s' is not a port; use a number from 1 to 65535".formatted(text));
  }

  private static Queue queue(String text) {
    return switch (text) {
      case "redis" -> Queue.REDIS;
      case "postgres" -> Queue.POSTGRES;
      default -> throw new Misuse("'%s' is not a queue; use redis or postgres".formatted(text));
    };
  }

  private static LocalDate session(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new Misuse("'%s' is not a date; write it as 2018-05-11".formatted(text));
    }
  }

  private static Path absolute(String text) {
    return Path.of(text).toAbsolutePath().normalize();
  }
}
