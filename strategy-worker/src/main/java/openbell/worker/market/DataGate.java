package openbell.worker.market;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import openbell.model.market.BarGate;
import openbell.model.market.BarVerdict;
import openbell.model.market.Instrument;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.worker.engine.Needs;
import openbell.worker.engine.series.BarSeries;
import org.jspecify.annotations.Nullable;

/// Decides which bars a run may see: all of a symbol, those before the first bad one, or none.
///
/// A symbol with bad bars is silent and the others go on, unless the strategy needs it for them.
/// Then the run fails with the reason. Every silence has a sentence that says why.
public final class DataGate {
  private final Needs needs;
  private final LocalDate asOf;
  private final boolean scheduled;
  private final Set<String> universe;
  private final List<LoadedBars> passed = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Set<String> leftOut = new HashSet<>();
  private @Nullable Failure silence;
  private boolean waits;
  private boolean fresh;
  private LocalDate newest = LocalDate.MIN;

  private DataGate(PortfolioDefinition definition, LocalDate asOf, boolean scheduled) {
    this.needs = Needs.of(definition);
    this.asOf = asOf;
    LocalDate end = definition.endDate();
    this.scheduled = scheduled && (end == null || !end.isBefore(asOf));
    this.universe =
        definition.universe().stream().map(Instrument::symbol).collect(Collectors.toSet());
  }

  /// What a run may see.
  ///
  /// @param definition without the symbols that have no usable bars
  /// @param bars of every symbol that this definition reads
  /// @param remarks a sentence for each symbol that is silent, and those of the sources
  public record Passed(
      PortfolioDefinition definition, List<LoadedBars> bars, List<String> remarks) {}

  /// @param asOf the last day the run may know about
  /// @param scheduled true when the run speaks about a session: then a bar of `asOf` must be there
  /// @throws FailureException `INVALID_MARKET_DATA`, `STALE_MARKET_DATA` or `SYMBOL_GONE` when
  /// nothing can be said
  public static Passed pass(
      PortfolioDefinition definition, LocalDate asOf, boolean scheduled, List<Candidate> all) {
    DataGate gate = new DataGate(definition, asOf, scheduled);
    all.forEach(gate::judge);
    gate.requireSomethingToSay();
    return new Passed(definition.without(gate.leftOut), gate.passed, gate.remarks);
  }

  private void judge(Candidate candidate) {
    LoadedBars loaded = candidate.bars();
    Failure failure = candidate.failure();
    if (loaded == null) {
      leaveOut(candidate.symbol(), failure == null ? noBars() : failure);
      return;
    }
    BarSeries series = loaded.series();
    switch (BarGate.check(series.bars(), asOf, series.firstWithoutPrice())) {
      case BarVerdict.Clean _ -> admit(loaded);
      case BarVerdict.Cut(int keep, String why) -> cut(loaded, keep, why);
      case BarVerdict.Unusable(String why) ->
          leaveOut(candidate.symbol(), new Failure(FailureReason.INVALID_MARKET_DATA, why));
    }
  }

  private static Failure noBars() {
    return new Failure(FailureReason.INVALID_MARKET_DATA, "there are no bars");
  }

  private void admit(LoadedBars loaded) {
    BarSeries series = loaded.series();
    String symbol = series.symbol();
    LocalDate last = series.date(series.size() - 1);
    boolean held = universe.contains(symbol);
    if (scheduled && BarGate.isGone(last, asOf)) {
      Failure gone =
          new Failure(
              FailureReason.SYMBOL_GONE,
              sentence(symbol, last, "it has no bar since, so it counts as delisted or renamed"));
      refuseWhenNeeded(symbol, gone);
      silent(held, gone);
    } else {
      boolean late = last.isBefore(asOf);
      waits |= held && late;
      fresh |= held && !late;
      if (scheduled && late) {
        remarks.add(
            "The newest bar of %s is of %s: the source had none of %s."
                .formatted(symbol, last, asOf));
      }
    }
    keep(loaded);
  }

  private void cut(LoadedBars loaded, int keep, String why) {
    BarSeries good = loaded.series().slice(0, keep);
    LoadedBars kept = new LoadedBars(good, loaded.source(), loaded.fetchedAt(), loaded.remark());
    String symbol = good.symbol();
    LocalDate last = good.date(keep - 1);
    if (loaded.series().date(keep).isAfter(asOf)) {
      remarks.add("Bars of " + symbol + " after " + last + " were left out: " + why + ".");
      admit(kept);
      return;
    }
    Failure failure = new Failure(FailureReason.INVALID_MARKET_DATA, sentence(symbol, last, why));
    refuseWhenNeeded(symbol, failure);
    silent(universe.contains(symbol), failure);
    keep(kept);
  }

  private String sentence(String symbol, LocalDate last, String why) {
    String what = isRead(symbol) ? "No signal for " : "No comparison with ";
    return what + symbol + " after " + last + ": " + why + ".";
  }

  private boolean isRead(String symbol) {
    return universe.contains(symbol) || needs.joined().contains(symbol);
  }

  private void refuseWhenNeeded(String symbol, Failure failure) {
    if (needs.joined().contains(symbol) || (universe.contains(symbol) && needs.compared())) {
      throw new FailureException(failure);
    }
  }

  private void silent(boolean held, Failure failure) {
    if (held && silence == null) {
      silence = failure;
    }
    remarks.add(failure.detail());
  }

  private void leaveOut(String symbol, Failure cause) {
    String what = isRead(symbol) ? "No signal for " : "No comparison with ";
    Failure failure =
        new Failure(cause.reason(), what + symbol + " because " + cause.detail() + ".");
    refuseWhenNeeded(symbol, failure);
    leftOut.add(symbol);
    boolean held = universe.contains(symbol);
    if (held && (needs.contested() || leftOut.containsAll(universe))) {
      throw new FailureException(failure);
    }
    silent(held, failure);
  }

  private void keep(LoadedBars loaded) {
    BarSeries series = loaded.series();
    String remark = loaded.remark();
    if (remark != null) {
      remarks.add(remark);
    }
    LocalDate last = series.date(series.size() - 1);
    if (universe.contains(series.symbol()) && last.isAfter(newest)) {
      newest = last;
    }
    passed.add(loaded);
  }

  /// A session's run must not speak about an earlier session: bars that are not there yet are asked
  /// for again later. One symbol of several may lack a session.
  private void requireSomethingToSay() {
    if (!scheduled || fresh) {
      return;
    }
    if (silence != null && !waits) {
      throw new FailureException(silence);
    }
    throw FailureException.of(
        FailureReason.STALE_MARKET_DATA,
        "the newest bar is of " + newest + ", the run is about " + asOf);
  }
}
