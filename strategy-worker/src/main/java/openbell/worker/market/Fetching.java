package openbell.worker.market;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import openbell.model.market.BarColumns;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.worker.engine.series.BarSeries;
import org.jspecify.annotations.Nullable;

/// Gets the bars of one symbol from whoever has them: the shared cache, another worker that is
/// asking the provider at the moment, or the provider.
///
/// Of all workers that want a symbol, the one that puts the lease asks; the others look for its
/// answer now and then. A worker that dies leaves a lease that runs out.
final class Fetching {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Failure SLOW =
      NoBars.now("another worker asks the source and is not back").failure();
  private static final Failure STOPPED = NoBars.now("the worker stops").failure();

  private static final Failure NO_MORE =
      new Failure(FailureReason.SYMBOL_GONE, "the source does not know it any more");

  private final BarProvider provider;
  private final SharedBars shared;
  private final CacheRules rules;
  private final BarMemory<Held> memory;
  private final Waiting waiting;

  Fetching(
      BarProvider provider,
      SharedBars shared,
      CacheRules rules,
      BarMemory<Held> memory,
      Waiting waiting) {
    this.provider = provider;
    this.shared = shared;
    this.rules = rules;
    this.memory = memory;
    this.waiting = waiting;
  }

  /// What is known at the end of the search: something fresh, or a refusal with the last answer.
  Held search(String symbol, BarQuery query) {
    Instant giveUpAt = waiting.now().plus(rules.longestWait());
    try {
      while (true) {
        Held held = look(symbol);
        if (held.settles(rules, query.through(), waiting.now())) {
          return held;
        }
        if (shared.lease(symbol, rules.leaseFor())) {
          return withLease(symbol, query, giveUpAt);
        }
        if (!waiting.now().isBefore(giveUpAt)) {
          return refuse(symbol, held, SLOW);
        }
        waiting.jittered(POLL);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return memory.find(symbol).orElse(Held.NOTHING).refused(refusal(STOPPED));
    }
  }

  private Held withLease(String symbol, BarQuery query, Instant giveUpAt) {
    try {
      // The one before may have brought it just before it gave the lease back.
      Held held = look(symbol);
      return held.settles(rules, query.through(), waiting.now())
          ? held
          : ask(symbol, query, held, giveUpAt);
    } finally {
      shared.release(symbol);
    }
  }

  private Held look(String symbol) {
    Held known = memory.find(symbol).orElse(Held.NOTHING);
    Held newest =
        shared
            .find(symbol)
            .filter(found -> isNewer(found.head(), known))
            .map(found -> adopt(symbol, found, known))
            .orElse(known);
    return shared
        .refusal(symbol)
        .map(refusal -> remember(symbol, newest.refused(refusal)))
        .orElse(newest);
  }

  private static boolean isNewer(BarHead found, Held known) {
    BarHead head = known.head();
    return head == null || found.fetchedAt().isAfter(head.fetchedAt());
  }

  private Held adopt(String symbol, PackedBars found, Held known) {
    if (found.head().last() == null) {
      return remember(symbol, new Held(found.head(), null, null));
    }
    try {
      BarSeries series = sameOrNew(BarSeries.of(symbol, found.columns()), known);
      return remember(symbol, new Held(found.head(), series, null));
    } catch (FailureException _) {
      // A damaged value is no value.
      shared.forget(symbol);
      return known;
    }
  }

  /// Equal bars stay the same object: portfolios share what was computed on it.
  static BarSeries sameOrNew(BarSeries series, Held known) {
    BarSeries before = known.series();
    return before != null
            && before.size() == series.size()
            && before.sha256().equals(series.sha256())
        ? before
        : series;
  }

  private Held ask(String symbol, BarQuery query, Held held, Instant giveUpAt) {
    try {
      return switch (provider.fetch(new BarRequest(symbol, query.through(), giveUpAt))) {
        case Answer.Bars(BarColumns bars, String remark) ->
            closed(symbol, query, bars)
                .map(series -> keep(symbol, query, series, remark, held))
                .orElseGet(() -> unknown(symbol, query, held));
        case Answer.Unknown _ -> unknown(symbol, query, held);
        case Answer.Busy _ ->
            refuse(
                symbol, held, NoBars.now("the source is asked too much at the moment").failure());
      };
    } catch (FailureException e) {
      return refuse(symbol, held, e.failure());
    }
  }

  /// The bars of sessions that are over; empty when there are none.
  private Optional<BarSeries> closed(String symbol, BarQuery query, BarColumns bars) {
    BarSeries all = BarSeries.of(symbol, bars);
    int size = all.lastAtOrBefore(CacheRules.closedThrough(query, now()).toEpochDay()) + 1;
    return size == 0 ? Optional.empty() : Optional.of(all.slice(0, size));
  }

  private Held keep(
      String symbol, BarQuery query, BarSeries fetched, @Nullable String remark, Held held) {
    BarSeries series = sameOrNew(fetched, held);
    BarHead head =
        new BarHead(
            now(),
            CacheRules.currentUntil(query.currentUntil(), now()),
            series.date(series.size() - 1),
            provider.name(),
            remark);
    Duration ttl = Duration.between(now(), rules.usableUntil(head));
    shared.keep(symbol, PackedBars.of(head, series.bars()), ttl);
    return remember(symbol, new Held(head, series, null));
  }

  /// A source that knew the symbol a while ago is not believed as long as its answer may be used.
  private Held unknown(String symbol, BarQuery query, Held held) {
    BarHead before = held.head();
    if (before != null && held.series() != null && now().isBefore(rules.usableUntil(before))) {
      return refuse(symbol, held, NO_MORE);
    }
    BarHead head =
        new BarHead(
            now(),
            CacheRules.currentUntil(query.currentUntil(), now()),
            null,
            provider.name(),
            null);
    shared.keep(symbol, PackedBars.unknown(head), CacheRules.UNKNOWN);
    return remember(symbol, new Held(head, null, null));
  }

  private Held refuse(String symbol, Held held, Failure failure) {
    Refusal refusal = refusal(failure);
    shared.refuse(symbol, refusal, CacheRules.REFUSED);
    return remember(symbol, held.refused(refusal));
  }

  private Refusal refusal(Failure failure) {
    return new Refusal(failure, now().plus(CacheRules.REFUSED));
  }

  private Held remember(String symbol, Held held) {
    memory.keep(symbol, held, held.bars());
    return held;
  }

  /// In milliseconds: what the cache keeps must equal what was put there.
  private Instant now() {
    return waiting.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
