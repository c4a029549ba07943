package openbell.worker.market;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import openbell.model.run.Failure;
import openbell.model.run.FailureException;
import openbell.runtime.cache.ValueCache;
import openbell.worker.engine.series.BarSeries;
import org.jspecify.annotations.Nullable;

/// Bars of a provider, fetched once for all workers and kept until the next session's close.
///
/// When the provider fails, the last answer stands in for a while and says how old it is. Threads
/// that want the same symbol wait for one search; waiting ends when they are interrupted, the
/// search goes on for the others.
public final class CachingBarSource implements BarSource {
  private static final Failure SILENT = NoBars.now("the source does not answer").failure();

  private final SymbolNames names;
  private final CacheRules rules;
  private final BarMemory<Held> memory;
  private final Fetching fetching;
  private final Waiting waiting;
  private final ExecutorService threads;
  private final Map<String, CompletableFuture<Held>> flights = new ConcurrentHashMap<>();

  /// @param mostBars bars kept in memory, 48 bytes each
  /// @param threads one per search, made to wait
  public CachingBarSource(
      BarProvider provider,
      Setting setting,
      ValueCache cache,
      long mostBars,
      Waiting waiting,
      ExecutorService threads) {
    this.names = setting.names();
    this.rules = setting.rules();
    this.memory = new BarMemory<>(mostBars);
    SharedBars shared = new SharedBars(cache, provider.identity());
    this.fetching = new Fetching(provider, shared, rules, memory, waiting);
    this.waiting = waiting;
    this.threads = threads;
  }

  /// What symbols are called, and how long answers count.
  public record Setting(SymbolNames names, CacheRules rules) {}

  @Override
  public LoadedBars load(BarQuery query) {
    String asked = query.symbol();
    NoBars.requireSymbol(asked);
    String current = names.current(asked);
    Held held = memory.find(current).orElse(Held.NOTHING);
    if (!held.settles(rules, query.through(), waiting.now())) {
      held = search(current, query);
    }
    return answer(query, current, held);
  }

  private Held search(String symbol, BarQuery query) {
    CompletableFuture<Held> flight =
        flights.computeIfAbsent(
            symbol,
            _ ->
                CompletableFuture.supplyAsync(
                    () -> {
                      try {
                        return fetching.search(symbol, query);
                      } finally {
                        flights.remove(symbol);
                      }
                    },
                    threads));
    try {
      return flight.get(rules.leaseFor().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(symbol, "the run was stopped while it waited for them", e);
    } catch (TimeoutException e) {
      throw unavailable(symbol, "the source takes too long", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a search for bars broke off", e.getCause());
    }
  }

  private LoadedBars answer(BarQuery query, String current, Held held) {
    BarHead head = held.head();
    BarSeries series = held.series();
    Instant now = waiting.now();
    boolean fresh = held.isFresh(rules, query.through(), now);
    if (series == null && fresh) {
      throw NoBars.unknown(query.symbol());
    }
    if (head == null || series == null || !now.isBefore(rules.usableUntil(head))) {
      throw new FailureException(refused(query.symbol(), held.refusal()));
    }
    BarSeries named = named(query.symbol(), current, head, series);
    int size = named.lastAtOrBefore(query.through().toEpochDay()) + 1;
    List<String> remarks = new ArrayList<>();
    if (!query.symbol().equals(current)) {
      remarks.add(
          "%s is called %s now: these are the bars of %s."
              .formatted(query.symbol(), current, current));
    }
    if (!fresh) {
      remarks.add(oldness(query.symbol(), Duration.between(head.fetchedAt(), now), held.refusal()));
    }
    String remark = head.remark();
    if (remark != null) {
      remarks.add(remark);
    }
    return new LoadedBars(
        named.slice(0, size),
        head.source(),
        head.fetchedAt(),
        remarks.isEmpty() ? null : String.join(" ", remarks));
  }

  /// The same bars under the name that was asked for; the same object as long as they are the same.
  private BarSeries named(String asked, String current, BarHead head, BarSeries series) {
    if (asked.equals(current)) {
      return series;
    }
    String key = asked + ">" + current;
    Held before = memory.find(key).orElse(Held.NOTHING);
    BarSeries known = before.series();
    if (known != null && head.equals(before.head())) {
      return known;
    }
    BarSeries named = Fetching.sameOrNew(BarSeries.of(asked, series.bars()), before);
    memory.keep(key, new Held(head, named, null), 1);
    return named;
  }

  private static String oldness(String symbol, Duration age, @Nullable Refusal refusal) {
    String why = refusal == null ? SILENT.detail() : refusal.failure().detail();
    return "The bars of %s are %s old: %s.".formatted(symbol, Ages.text(age), why);
  }

  private static Failure refused(String symbol, @Nullable Refusal refusal) {
    Failure why = refusal == null ? SILENT : refusal.failure();
    return new Failure(why.reason(), noBars(symbol, why.detail()));
  }

  private static String noBars(String symbol, String why) {
    return "no bars of " + symbol + " now: " + why;
  }

  private static FailureException unavailable(String symbol, String why, Exception cause) {
    return NoBars.now(noBars(symbol, why), cause);
  }
}
