package openbell.worker.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import openbell.model.artifact.Manifest.Input;
import openbell.model.message.RunJob;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.OwnBars;
import openbell.model.run.Purpose;
import openbell.runtime.artifact.ArtifactStore;
import openbell.worker.engine.Engine;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import openbell.worker.market.BarQuery;
import openbell.worker.market.BarSource;
import openbell.worker.market.Candidate;
import openbell.worker.market.DataGate;
import openbell.worker.market.LoadedBars;
import org.jspecify.annotations.Nullable;

/// Collects the bars a run reads, and keeps them so that the run can be repeated.
public final class RunInputs {
  private static final String OWN = "own";

  private final BarSource bars;
  private final ArtifactStore store;
  private final BarShelf shelf;

  /// @param mostBars recorded bars that are kept in memory, for runs that are repeated
  public RunInputs(BarSource bars, ArtifactStore store, long mostBars) {
    this.bars = bars;
    this.store = store;
    this.shelf = new BarShelf(store, mostBars);
  }

  /// What a run is given.
  ///
  /// @param definition what is evaluated: without the symbols that have no usable bars
  /// @param record the bars for the manifest
  /// @param remarks sentences for the reader, e.g. that some bars are old
  record Given(
      PortfolioDefinition definition, BarSet bars, List<Input> record, List<String> remarks) {}

  /// @throws FailureException when a symbol that the run needs has no bars that can be trusted, or
  /// none has a bar of today yet
  Given collect(RunJob job) {
    ArtifactRef repeated = job.repeats();
    return repeated == null
        ? fetched(job)
        : recorded(job.definition(), store.manifest(repeated).inputs());
  }

  /// A symbol without recorded bars was left out then, and is left out again.
  private Given recorded(PortfolioDefinition definition, List<Input> inputs) {
    if (inputs.isEmpty()) {
      throw FailureException.of(
          FailureReason.ARTIFACT_MISSING, "the run did not record what it was given");
    }
    Set<String> missing = new HashSet<>(Engine.symbols(definition));
    inputs.forEach(input -> missing.remove(input.symbol()));
    List<BarSeries> series =
        inputs.stream().map(input -> shelf.read(input.symbol(), input.stored())).toList();
    return new Given(definition.without(missing), BarSet.of(series), inputs, List.of());
  }

  private Given fetched(RunJob job) {
    Map<String, OwnBars> own =
        job.ownBars().stream().collect(Collectors.toMap(OwnBars::symbol, Function.identity()));
    LocalDate asOf = job.run().asOf();
    Instant until = job.barsUntil();
    List<Candidate> candidates =
        Together.of(
            Engine.symbols(job.definition()),
            symbol ->
                candidate(
                    new BarQuery(symbol, asOf, until == null ? job.deadline() : until),
                    own.get(symbol)));
    boolean scheduled = job.run().purpose() == Purpose.SCHEDULED;
    DataGate.Passed passed = DataGate.pass(job.definition(), asOf, scheduled, candidates);
    List<Input> record = new ArrayList<>();
    for (LoadedBars bars : passed.bars()) {
      BarSeries series = bars.series();
      record.add(new Input(series.symbol(), bars.source(), shelf.keep(series), bars.fetchedAt()));
    }
    List<String> remarks = new ArrayList<>(job.remarks());
    remarks.addAll(passed.remarks());
    List<BarSeries> all = passed.bars().stream().map(LoadedBars::series).toList();
    return new Given(passed.definition(), BarSet.of(all), record, remarks);
  }

  /// Bars that are bad are the gate's; bars that are not there now may be there at the next
  /// attempt.
  private Candidate candidate(BarQuery query, @Nullable OwnBars mine) {
    try {
      return Candidate.of(mine == null ? bars.load(query) : own(mine, query.through()));
    } catch (FailureException e) {
      return switch (e.failure().reason()) {
        case INVALID_MARKET_DATA, SYMBOL_GONE -> Candidate.without(query.symbol(), e.failure());
        default -> throw e;
      };
    }
  }

  private LoadedBars own(OwnBars mine, LocalDate through) {
    BarSeries all = shelf.read(mine.symbol(), mine.stored());
    return LoadedBars.of(all.slice(0, all.lastAtOrBefore(through.toEpochDay()) + 1), OWN);
  }

  /// The bars of every symbol that a run of the definition reads.
  public static BarSet fetch(BarSource bars, PortfolioDefinition definition, LocalDate asOf) {
    List<BarSeries> fetched = new ArrayList<>();
    for (String symbol : Engine.symbols(definition)) {
      fetched.add(bars.load(symbol, asOf));
    }
    return BarSet.of(fetched);
  }

  /// The newest bar of any symbol the portfolio may hold.
  public static LocalDate newest(PortfolioDefinition definition, BarSet fetched) {
    LocalDate newest = LocalDate.MIN;
    for (var instrument : definition.universe()) {
      BarSeries series = fetched.find(instrument.symbol()).orElseThrow();
      if (series.size() > 0 && series.date(series.size() - 1).isAfter(newest)) {
        newest = series.date(series.size() - 1);
      }
    }
    return newest;
  }
}
