package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Follows a run or a market open until it has ended.
@Command(
    name = "watch",
    description = {
      "Follows a run (its id) or a market open (market and date) until it has ended, and prints",
      "what became of it. It listens to the service's events and asks every second where there are",
      "none. The API key is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true,
    exitCodeList = {
      "0:Everything is done.",
      "1:Something failed, was missed, or has not ended in time."
    })
final class WatchCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(
      arity = "1..2",
      paramLabel = "RUN | MARKET DATE",
      description = "A run, or e.g. XNYS 2018-05-07.")
  private List<String> what;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long to follow it; by default 600.")
  private int wait;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  WatchCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    OpenbellService service = options.service(around);
    if (what.size() == 1) {
      Watched run = new Watched.OfRun(options.run(what.getFirst()));
      return new RunReport(options, service)
          .print(new Watching(options, service, run, wait).follow());
    }
    Watched.OfBatch batch =
        new Watched.OfBatch(options.market(what.getFirst()), options.date(what.getLast()));
    return print(batch, new Watching(options, service, batch, wait).follow());
  }

  private int print(Watched.OfBatch batch, JsonNode state) {
    int runs = state.path("runs").asInt();
    int done = state.path("done").asInt();
    options.done(
        state,
        runs == 0
            ? "%s has no runs of yours.".formatted(batch.title())
            : "%s: %d runs, %d done, %d failed, %d missed, %d not ended."
                .formatted(
                    batch.title(),
                    runs,
                    done,
                    state.path("failed").asInt(),
                    state.path("missed").asInt(),
                    Math.max(
                        0,
                        runs
                            - done
                            - state.path("failed").asInt()
                            - state.path("missed").asInt())));
    return done == runs ? Exit.DONE : Exit.NO;
  }
}
