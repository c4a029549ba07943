package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Prints dead jobs with their reasons, oldest first.
@Command(
    name = "dead",
    description = "Prints dead jobs with their reasons, oldest first.",
    mixinStandardHelpOptions = true)
final class QueueDeadCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  private static final int PAGE = 100;

  @Parameters(arity = "0..1", paramLabel = "QUEUE", description = "One queue; by default all.")
  private @Nullable String queue;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  QueueDeadCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    OpenbellService service = options.service(around);
    if (queue != null) {
      options.queue(queue);
    }
    ArrayNode pages = OpenbellService.JSON.createArrayNode();
    boolean known = false;
    for (JsonNode one : service.queues().path("queues")) {
      String name = one.path("queue").asText();
      boolean wanted = queue == null || queue.equals(name);
      known |= wanted;
      if (wanted && one.path("dead").asLong() > 0) {
        ObjectNode page =
            pages.addObject().put("queue", name).put("dead", one.path("dead").asLong());
        page.set("jobs", service.jobs(name, "dead", PAGE).path("jobs"));
      }
    }
    if (!known) {
      throw new VerbFailure(
          Exit.NO, "there is no queue " + queue + ": ./openbell queue stats lists them");
    }
    if (options.asJson()) {
      options.json(pages);
    } else {
      show(pages);
    }
    return 0;
  }

  private void show(ArrayNode pages) {
    if (pages.isEmpty()) {
      options.line("Nothing is dead.");
      return;
    }
    for (JsonNode page : pages) {
      String name = page.path("queue").asText();
      long more = page.path("dead").asLong() - page.path("jobs").size();
      options.line(TextTable.plain(name) + ": " + page.path("dead").asLong() + " dead");
      TextTable table = new TextTable("ID", "OWNER", "DEAD SINCE", "ATTEMPTS", "REASON");
      for (JsonNode job : page.path("jobs")) {
        table.row(
            job.path("id").asText(),
            job.path("owner").asText(),
            job.path("at").asText(),
            job.path("attempts").asInt(),
            job.path("error").asText());
      }
      options.print(table.text());
      if (more > 0) {
        options.line("... and " + more + " more");
      }
      options.line("Mend the cause, then: ./openbell queue replay " + name + " ID...   (or --all)");
      options.line("");
    }
  }
}
