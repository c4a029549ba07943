package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes jobs out of a queue for good. Their runs count as failed, their mails are not sent.
@Command(
    name = "cancel",
    description =
        "Takes jobs out of a queue for good. Their runs count as failed, their mails are not sent.",
    mixinStandardHelpOptions = true)
final class QueueCancelCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Parameters(index = "0", paramLabel = "QUEUE", description = "Name of the queue.")
  private String queue;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID", description = "Jobs.")
  private List<String> ids;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  QueueCancelCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    String name = options.queue(queue);
    JsonNode wish = options.ids(ids);
    if (!yes && !confirmed(name)) {
      options.line("Nothing was cancelled.");
      return Exit.NO;
    }
    return options.report("is cancelled", options.service(around).cancel(name, wish));
  }

  private boolean confirmed(String name) {
    String question =
        "Take %d job%s out of %s for good? [y/N] "
            .formatted(ids.size(), ids.size() == 1 ? "" : "s", name);
    String answer =
        around
            .answers()
            .ask(question)
            .orElseThrow(() -> options.wrong("there is no terminal to ask at: say --yes"));
    return answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes");
  }
}
