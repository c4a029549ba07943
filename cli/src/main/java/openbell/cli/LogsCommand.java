package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints what a local Openbell, its servers and its machines wrote, or what a run went through.
@Command(
    name = "logs",
    description = {
      "Prints the logs of an Openbell on this machine: of itself, its servers and the worker",
      "processes it started. --run asks the service what a run went through; the API key is read",
      "from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  private static final int MOST_LINES = 10_000;
  private static final int PAUSE_MILLIS = 200;

  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Only these, e.g. openbell, postgres or redis; by default all.")
  private List<String> names = List.of();

  @Option(names = "--var", paramLabel = "DIR", description = "By default OPENBELL_VAR, or var.")
  private @Nullable Path var;

  @Option(
      names = {"--lines", "-n"},
      paramLabel = "N",
      defaultValue = "50",
      description = "Last lines of each; by default 50, at most 10000.")
  private int lines;

  @Option(names = "--follow", description = "Go on with what is written, until Ctrl-C.")
  private boolean follow;

  @Option(names = "--run", paramLabel = "RUN", description = "What this run went through.")
  private @Nullable String run;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  LogsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws IOException {
    if (run != null) {
      return ofRun(run);
    }
    if (lines < 0 || lines > MOST_LINES) {
      throw options.wrong("--lines is from 0 to " + MOST_LINES);
    }
    Place place = Place.of(around, var);
    List<LogFile> logs = files(place);
    if (logs.isEmpty()) {
      throw new VerbFailure(
          Exit.NO_FILE, "there are no such logs in " + place.var() + ": ./openbell up writes them");
    }
    for (LogFile log : logs) {
      print(log, log.last(lines), logs.size() > 1);
    }
    while (follow && !Thread.currentThread().isInterrupted()) {
      for (LogFile log : logs) {
        print(log, log.more(), logs.size() > 1);
      }
      pause();
    }
    return Exit.DONE;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Those of the servers and the application, and those of worker processes.
  private List<LogFile> files(Place place) throws IOException {
    for (String name : names) {
      if (!name.matches("[A-Za-z0-9._-]{1,100}")) {
        throw options.wrong("not the name of a log: " + name);
      }
    }
    return Stream.of("log", "machines")
        .map(place.var()::resolve)
        .filter(Files::isDirectory)
        .flatMap(LogsCommand::logs)
        .map(LogFile::new)
        .filter(log -> names.isEmpty() || names.contains(log.name()))
        .toList();
  }

  private static Stream<Path> logs(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .sorted()
          .collect(Collectors.toList())
          .stream();
    } catch (IOException _) {
      throw VerbFailure.unreadable(directory, "check its permissions");
    }
  }

  private void print(LogFile log, List<String> text, boolean named) {
    for (String line : text) {
      if (options.asJson()) {
        JsonNode one =
            OpenbellService.JSON.createObjectNode().put("log", log.name()).put("line", line);
        options.line(one.toString());
      } else {
        options.line((named ? log.name() + "  " : "") + TextTable.plain(line.replace("\t", "  ")));
      }
    }
  }

  private int ofRun(String id) {
    JsonNode events =
        options.service(around).all("/api/v1/runs/" + options.run(id) + "/log?limit=100");
    if (options.asJson()) {
      options.json(events);
      return Exit.DONE;
    }
    TextTable table = new TextTable("WHEN", "STAGE", "ATTEMPT", "DETAIL");
    for (JsonNode event : events) {
      table.row(
          Words.moment(event.path("at")),
          event.path("stage").asText(),
          event.path("attempt").asInt(),
          event.path("detail").asText());
    }
    options.print(table.text());
    return Exit.DONE;
  }
}
