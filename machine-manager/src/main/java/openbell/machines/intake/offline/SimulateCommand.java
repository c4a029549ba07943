package openbell.machines.intake.offline;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import openbell.machines.simulate.Comparison;
import openbell.machines.simulate.CurveSvg;
import openbell.machines.simulate.Faults;
import openbell.machines.simulate.KnownWays;
import openbell.machines.simulate.MachineType;
import openbell.machines.simulate.Prices;
import openbell.machines.simulate.Scenario;
import openbell.machines.simulate.Scenarios;
import openbell.machines.simulate.Search;
import openbell.machines.simulate.Trace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Plays days against policies and prices, and prints what each would have cost.
@Command(
    name = "simulate",
    description = "Plays recorded or made-up days against ways to scale the fleet, with prices.")
final class SimulateCommand implements Callable<Integer> {
  private static final int MOST_MACHINES = 1_000;

  /// Of a recorded day, when nobody says.
  private static final int USUAL_MACHINES = 20;

  private static final Duration WITHIN = Duration.ofMinutes(2);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--scenario",
      paramLabel = "A,B",
      split = ",",
      description = "letters of the made-up days A to H, J and K; by default all but C")
  private List<String> letters = new ArrayList<>();

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "a recorded day instead: lines of arrived,owner,portfolio,seconds")
  private @Nullable Path trace;

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "lines of name,slots,speed,dollars_per_month after a '# as of DATE'")
  private @Nullable Path prices;

  @Option(
      names = "--machine",
      paramLabel = "NAME",
      description = "of the price list; by default the first")
  private String machine = "";

  @Option(names = "--deadline", paramLabel = "SECONDS", description = "for every job that has one")
  private @Nullable Integer deadline;

  @Option(names = "--most", paramLabel = "N", description = "machines that a fleet may have")
  private @Nullable Integer most;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of chance; by default ${DEFAULT-VALUE}")
  private long seed = 1;

  @Option(
      names = "--search",
      description = "look for the coefficient, machine type and pre-warm that cost least")
  private boolean search;

  @Option(names = "--known", description = "three published ways with their figures, and ours")
  private boolean known;

  @Option(names = "--svg", paramLabel = "FILE", description = "draw the first day into a file")
  private @Nullable Path svg;

  @Option(names = "--json", description = "for programs")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Prices list = prices();
    MachineType type =
        machine.isEmpty()
            ? list.types().getFirst()
            : list.find(machine).orElseThrow(() -> misuse(unknownMachine(list)));
    List<Scenario> days = days().stream().map(this::adjusted).toList();
    PrintWriter out = spec.commandLine().getOut();
    List<Comparison> comparisons =
        days.stream().map(day -> Comparison.of(day, type, seed)).toList();
    if (json) {
      out.println(SimulationJson.of(list, type, seed, comparisons));
    } else {
      print(new SimulationReport(out), list, type, comparisons);
    }
    Path picture = svg;
    if (picture != null) {
      Files.writeString(picture, new CurveSvg(comparisons.getFirst()).text());
      (json ? spec.commandLine().getErr() : out).println("  Wrote " + picture);
    }
    return OfflineVerbs.DONE;
  }

  private void print(
      SimulationReport report, Prices list, MachineType type, List<Comparison> comparisons) {
    report.head(list, type, seed);
    for (Comparison one : comparisons) {
      report.comparison(one);
      if (search) {
        report.search("The common rule", Search.depths(one.scenario(), list.types(), seed));
        report.search("Openbell", Search.ours(one.scenario(), list.types(), seed));
      }
    }
    if (known) {
      report.known(KnownWays.rows(list, type, seed));
    }
  }

  private List<Scenario> days() throws IOException {
    Path recorded = trace;
    if (recorded != null) {
      if (!letters.isEmpty()) {
        throw misuse("--trace is a day of its own; leave --scenario out");
      }
      List<String> lines = Files.readAllLines(recorded);
      return List.of(
          checked(() -> Trace.scenario(lines, WITHIN, USUAL_MACHINES, Faults.usual()), recorded));
    }
    List<Scenario> all = Scenarios.all();
    if (letters.isEmpty()) {
      // Ten thousand jobs take a while.
      return all.stream().filter(day -> !day.letter().equals("C")).toList();
    }
    return letters.stream().map(letter -> day(all, letter)).toList();
  }

  private Scenario day(List<Scenario> all, String letter) {
    return all.stream()
        .filter(day -> day.letter().equals(letter.strip().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                misuse(
                    "there is no scenario '"
                        + letter
                        + "'; there is "
                        + String.join(", ", all.stream().map(Scenario::letter).toList())
                        + "; I is a --trace"));
  }

  private Scenario adjusted(Scenario day) {
    Integer seconds = deadline;
    Integer machines = most;
    if (seconds != null && (seconds < 1 || seconds > 86_400)) {
      throw misuse("--deadline is 1 to 86400 seconds, not " + seconds);
    }
    if (machines != null && (machines < 1 || machines > MOST_MACHINES)) {
      throw misuse("--most is 1 to " + MOST_MACHINES + ", not " + machines);
    }
    Scenario bounded = machines == null ? day : day.atMost(machines);
    return seconds == null ? bounded : bounded.within(Duration.ofSeconds(seconds));
  }

  private Prices prices() throws IOException {
    Path named = prices;
    if (named != null) {
      List<String> lines = Files.readAllLines(named);
      return checked(() -> Prices.parse(lines), named);
    }
    try (InputStream file =
        Objects.requireNonNull(Prices.class.getResourceAsStream("prices.csv"))) {
      return Prices.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  private <T> T checked(Supplier<T> read, Path file) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw misuse(file + ": " + e.getMessage());
    }
  }

  private String unknownMachine(Prices list) {
    return "there is no machine '"
        + machine
        + "' in the price list; there is "
        + String.join(", ", list.types().stream().map(MachineType::name).toList());
  }

  private ParameterException misuse(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
