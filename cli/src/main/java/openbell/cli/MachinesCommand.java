package openbell.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints the fleet, and why it is as large as it is.
@Command(
    name = "machines",
    description = {
      "Prints the fleet, why it is as large as it is, and the work to come.",
      "The API key of an operator is read from OPENBELL_API_KEY."
    },
    mixinStandardHelpOptions = true)
final class MachinesCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Option(
      names = "--decisions",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many of the last decisions, 0 to 50. Default: 5.")
  private int decisions;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  MachinesCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (decisions < 0 || decisions > 50) {
      throw options.wrong("--decisions is from 0 to 50");
    }
    JsonNode fleet = options.service(around).get("/api/v1/machines");
    if (options.asJson()) {
      options.json(fleet);
      return Exit.DONE;
    }
    why(fleet);
    machines(fleet.path("machines"));
    expected(fleet.path("expected"));
    before(fleet.path("decisions"));
    return Exit.DONE;
  }

  private void why(JsonNode fleet) {
    row("fleet", fleet.path("fleet").asText());
    row(
        "used today",
        seconds(fleet, "usedSeconds")
            + (fleet.hasNonNull("budgetSeconds") ? " of " + seconds(fleet, "budgetSeconds") : ""));
    if (fleet.hasNonNull("bootSeconds")) {
      row("starts in", seconds(fleet, "bootSeconds"));
    }
    JsonNode now = fleet.path("now");
    if (now.isObject()) {
      row("decision", now.path("action").asText() + ": " + now.path("reason").asText());
      row("because", now.path("arithmetic").asText());
    } else {
      row("decision", "none yet, or another manager acts");
    }
  }

  private void machines(JsonNode machines) {
    options.line("");
    if (machines.isEmpty()) {
      options.line("No machine runs.");
      return;
    }
    TextTable table = new TextTable("MACHINE", "STATE", "SINCE", "DETAIL");
    for (JsonNode machine : machines) {
      table.row(
          machine.path("id").asText(),
          machine.path("state").asText(),
          machine.path("since").asText(),
          machine.path("detail").asText());
    }
    options.print(table.text());
  }

  private void expected(JsonNode expected) {
    if (expected.isEmpty()) {
      return;
    }
    options.line("");
    TextTable table = new TextTable("WORK TO COME", "RUNS", "TAKES", "DONE BY");
    for (JsonNode batch : expected) {
      table.row(
          batch.path("at").asText(),
          batch.path("jobs").asLong(),
          seconds(batch, "seconds"),
          batch.path("deadline").asText());
    }
    options.print(table.text());
  }

  private void before(JsonNode entries) {
    if (decisions == 0 || entries.isEmpty()) {
      return;
    }
    options.line("");
    TextTable table = new TextTable("DECIDED", "WHAT", "WHY", "NEEDED", "THERE");
    int shown = 0;
    for (JsonNode entry : entries) {
      if (shown++ < decisions) {
        table.row(
            entry.path("at").asText(),
            entry.path("action").asText(),
            entry.path("reason").asText(),
            entry.path("target").asInt(),
            entry.path("have").asInt());
      }
    }
    options.print(table.text());
  }

  private static String seconds(JsonNode node, String field) {
    return String.format(Locale.ROOT, "%.1f s", node.path(field).asDouble());
  }

  private void row(String what, String text) {
    options.line("%-10s  %s".formatted(what, TextTable.plain(text)));
  }
}
