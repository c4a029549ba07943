package openbell.worker.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import openbell.model.artifact.Manifest.Input;
import openbell.model.market.OwnBars;
import openbell.model.message.RunJob;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.ArtifactRef;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.model.run.Purpose;
import openbell.runtime.artifact.ArtifactStore;
import openbell.worker.engine.Engine;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.engine.series.BarSet;
import openbell.worker.market.BarQuery;
import openbell.worker.market.BarSource;
import openbell.worker.market.LoadedBars;

/// Collects the bars a run reads, and keeps them so that the run can be repeated.
public final class RunInputs {
  private static final String OWN = "own";

  private final BarSource bars;
  private final ArtifactStore store;
  private final BarShelf shelf;

  public RunInputs(BarSource bars, ArtifactStore store) {
    this.bars = bars;
    this.store = store;
    this.shelf = new BarShelf(store);
  }

  /// What a run is given.
  ///
  /// @param record the same for the manifest
  /// @param remarks sentences for the reader, e.g. that some bars are old
  record Given(BarSet bars, List<Input> record, List<String> remarks) {}

  /// @throws FailureException when a symbol has no bars that can be trusted, or none of today yet
  Given collect(RunJob job) {
    ArtifactRef repeated = job.repeats();
    return repeated == null ? fetched(job) : recorded(store.manifest(repeated).inputs());
  }

  private Given recorded(List<Input> inputs) {
    List<BarSeries> series =
        inputs.stream().map(input -> shelf.read(input.symbol(), input.stored())).toList();
    return new Given(BarSet.of(series), inputs, List.of());
  }

  private Given fetched(RunJob job) {
    List<BarSeries> series = new ArrayList<>();
    List<Input> record = new ArrayList<>();
    List<String> remarks = new ArrayList<>(job.remarks());
    for (LoadedBars loaded : loadAll(job)) {
      String remark = loaded.remark();
      if (remark != null) {
        remarks.add(remark);
      }
      BarSeries bars = loaded.series();
      series.add(bars);
      record.add(new Input(bars.symbol(), loaded.source(), shelf.keep(bars), loaded.fetchedAt()));
    }
    BarSet set = BarSet.of(series);
    if (job.run().purpose() == Purpose.SCHEDULED) {
      requireFresh(job.definition(), set, job.run().asOf());
    }
    return new Given(set, record, remarks);
  }

  /// The bars of all symbols in their order, loaded at the same time.
  private List<LoadedBars> loadAll(RunJob job) {
    Map<String, OwnBars> own =
        job.ownBars().stream().collect(Collectors.toMap(OwnBars::symbol, Function.identity()));
    Instant until = job.barsUntil();
    return Together.of(
        Engine.symbols(job.definition()),
        symbol -> {
          BarQuery query =
              new BarQuery(symbol, job.run().asOf(), until == null ? job.deadline() : until);
          OwnBars mine = own.get(symbol);
          return mine == null ? bars.load(query) : own(mine, query.through());
        });
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

  /// A session's run must not speak about an earlier session: bars that are not there yet are asked
  /// for again later. One symbol of several may lack a session.
  private static void requireFresh(PortfolioDefinition definition, BarSet fetched, LocalDate asOf) {
    LocalDate end = definition.endDate();
    if (end != null && end.isBefore(asOf)) {
      return;
    }
    LocalDate newest = newest(definition, fetched);
    if (newest.isBefore(asOf)) {
      throw FailureException.of(
          FailureReason.STALE_MARKET_DATA,
          "the newest bar is of " + newest + ", the run is about " + asOf);
    }
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
