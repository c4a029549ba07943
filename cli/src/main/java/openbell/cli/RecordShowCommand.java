package openbell.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import openbell.model.portfolio.PortfolioId;
import openbell.model.record.ForwardEntry;
import openbell.model.record.ForwardPerformance;
import openbell.model.wire.RecordCodec;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Prints how the signals of each portfolio did, from the forward record alone.
@Command(
    name = "show",
    description = {
      "Prints how the signals of each portfolio did, from nothing but the forward record: target",
      "weights held from one recorded close to the next, without costs."
    },
    mixinStandardHelpOptions = true)
final class RecordShowCommand implements Callable<Integer> {
  private static final RecordCodec CODEC = new RecordCodec();

  private final Surroundings around;

  @Mixin private ServiceOptions options;

  @Option(names = "--portfolio", paramLabel = "ID", description = "Only this portfolio.")
  private @Nullable String portfolio;

  @Option(
      names = "--hindsight",
      description = "Count entries too that were recorded long after their session.")
  private boolean hindsight;

  /// The rest is filled in by picocli before anything is called.
  @SuppressWarnings("NullAway.Init")
  RecordShowCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Map<PortfolioId, List<ForwardEntry>> entries = new LinkedHashMap<>();
    String only = portfolio == null ? "" : "&portfolio=" + options.portfolio(portfolio);
    new RecordService(options.service(around))
        .each(
            only,
            line -> {
              ForwardEntry entry = CODEC.read(line).entry();
              entries.computeIfAbsent(entry.portfolio(), _ -> new ArrayList<>()).add(entry);
            });
    if (options.asJson()) {
      ArrayNode all = OpenbellService.JSON.createArrayNode();
      entries.values().forEach(one -> json(ForwardPerformance.of(one, hindsight), all.addObject()));
      options.json(all);
      return 0;
    }
    if (entries.isEmpty()) {
      options.line("Nothing is recorded yet.");
      return 0;
    }
    TextTable table =
        new TextTable(
            "PORTFOLIO", "FROM", "UNTIL", "SESSIONS", "REPEATED", "LATE", "HITS", "RETURN");
    List<String> remarks = new ArrayList<>();
    entries.values().forEach(one -> show(ForwardPerformance.of(one, hindsight), table, remarks));
    options.print(table.text());
    remarks.forEach(remark -> options.line(TextTable.plain(remark)));
    return 0;
  }

  private static void json(ForwardPerformance performance, ObjectNode node) {
    node.put("portfolio", performance.portfolio().value());
    node.put("from", Objects.toString(performance.from(), null));
    node.put("until", Objects.toString(performance.until(), null));
    node.put("sessions", performance.sessions());
    node.put("repeated", performance.repeated());
    node.put("late", performance.late());
    node.put("hits", performance.hits()).put("decisions", performance.decisions());
    node.put("growth", performance.growth());
    ArrayNode remarks = node.putArray("remarks");
    performance.remarks().forEach(remark -> remarks.add(String.valueOf(remark)));
  }

  private void show(ForwardPerformance performance, TextTable table, List<String> remarks) {
    table.row(
        performance.portfolio().value(),
        performance.from() == null ? "-" : performance.from(),
        performance.until() == null ? "-" : performance.until(),
        performance.sessions(),
        performance.repeated(),
        performance.late(),
        performance.hits() + "/" + performance.decisions(),
        performance.sessions() < 2
            ? "-"
            : String.format(Locale.ROOT, "%+.2f %%", (performance.growth() - 1) * 100));
    performance
        .remarks()
        .forEach(remark -> remarks.add(performance.portfolio().value() + ": " + remark));
    if (performance.late() > 0) {
      remarks.add(
          "%s: late entries: %d, recorded more than a day after their session; %s."
              .formatted(
                  performance.portfolio().value(),
                  performance.late(),
                  hindsight ? "counting them is hindsight" : "they do not count"));
    }
  }
}
