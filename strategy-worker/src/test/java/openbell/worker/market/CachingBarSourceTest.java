package openbell.worker.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import openbell.model.run.FailureException;
import openbell.model.run.FailureReason;
import openbell.runtime.cache.ValueCache;
import openbell.runtime.cache.adapter.MemoryValueCache;
import openbell.runtime.testing.ManualClock;
import openbell.worker.engine.series.BarSeries;
import openbell.worker.testing.Bars;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachingBarSourceTest {
  private static final LocalDate DAY_2 = Bars.FIRST.plusDays(1);
  private static final Instant CLOSE = Instant.parse("2020-01-08T21:00:00Z");

  private final ManualClock clock = ManualClock.at("2020-01-07T22:00:00Z");
  private final ValueCache cache = new MemoryValueCache(clock);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile Function<BarRequest, Answer> behaviour = _ -> bars(10, 11);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void asksOnceForAllWorkersUntilTheNextClose() {
    // Given
    CachingBarSource one = worker();
    CachingBarSource other = worker();
    // When
    LoadedBars first = load(one, "SPY");
    LoadedBars second = load(other, "SPY");
    // Then
    assertThat(fetches).hasValue(1);
    assertThat(first.fetchedAt()).isEqualTo(clock.instant()).isEqualTo(second.fetchedAt());
    assertThat(first.remark()).isNull();
    assertThat(first.source()).isEqualTo("made-up");
    assertThat(load(one, "SPY").series()).isSameAs(first.series());
    assertThat(one.load("SPY", Bars.FIRST).close()).containsExactly(10);
    clock.set(CLOSE);
    load(one, "SPY");
    assertThat(fetches).hasValue(2);
  }

  @Test
  void keepsTheSameObjectWhenANewAnswerHasTheSameBars() {
    CachingBarSource worker = worker();
    LoadedBars before = load(worker, "SPY");
    clock.set(CLOSE);
    LoadedBars after = load(worker, "SPY");
    assertThat(after.series()).isSameAs(before.series());
    assertThat(after.fetchedAt()).isAfter(before.fetchedAt());
  }

  @Test
  void neverTakesTheBarOfASessionThatIsNotOverForTheWholeOne() {
    // Given an answer within a session, for a portfolio whose own calendar closes at midnight
    LocalDate day3 = DAY_2.plusDays(1);
    clock.set(Instant.parse("2020-01-08T15:00:00Z"));
    behaviour = _ -> bars(10, 11, 99);
    CachingBarSource worker = worker();
    Instant midnight = Instant.parse("2020-01-09T00:00:00Z");
    BarSeries within = worker.load(new BarQuery("SPY", DAY_2, midnight)).series();
    // When the session is over, and another portfolio asks for it
    clock.set(CLOSE.plusSeconds(5));
    behaviour = _ -> bars(10, 11, 12);
    Instant nextClose = CLOSE.plus(Duration.ofDays(1));
    BarSeries over = worker.load(new BarQuery("SPY", day3, nextClose)).series();
    // Then
    assertThat(within.close()).containsExactly(10, 11);
    assertThat(over.close()).containsExactly(10, 11, 12);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void looksForALateBarAgainAfterAMinute() {
    // Given
    behaviour = _ -> bars(10);
    CachingBarSource worker = worker();
    assertThat(load(worker, "SPY").remark()).as("the gate says that it is late").isNull();
    behaviour = _ -> bars(10, 11);
    // When
    clock.advance(Duration.ofSeconds(59));
    int soon = load(worker, "SPY").series().size();
    clock.advance(Duration.ofSeconds(1));
    LoadedBars later = load(worker, "SPY");
    // Then
    assertThat(soon).isEqualTo(1);
    assertThat(later.series().size()).isEqualTo(2);
    assertThat(later.remark()).isNull();
    assertThat(fetches).hasValue(2);
  }

  @Test
  void goesOnWithOldBarsAndSaysSoWhenTheSourceFails() {
    // Given
    load(worker(), "SPY");
    clock.set(CLOSE.plus(Duration.ofHours(5)));
    behaviour = _ -> failing();
    CachingBarSource other = worker();
    // When
    LoadedBars old = load(other, "SPY");
    // Then
    assertThat(old.remark())
        .isEqualTo("The bars of SPY are 28 hours old: the source does not answer.");
    assertThat(load(worker(), "SPY").remark()).isEqualTo(old.remark());
    assertThat(fetches).as("a failure is known to all workers").hasValue(2);
    clock.set(CLOSE.plus(Duration.ofDays(3)));
    assertThatThrownBy(() -> load(other, "SPY"))
        .hasMessage("MARKET_DATA_UNAVAILABLE: no bars of SPY now: the source does not answer");
  }

  @Test
  void remembersForAWhileThatASymbolIsUnknown() {
    behaviour = _ -> new Answer.Unknown();
    for (CachingBarSource worker : List.of(worker(), worker())) {
      assertThatThrownBy(() -> load(worker, "NONE"))
          .hasMessage("SYMBOL_GONE: there are no bars of NONE: the source does not know it");
    }
    assertThat(fetches).hasValue(1);
    clock.advance(CacheRules.UNKNOWN);
    behaviour = _ -> bars(10, 11);
    assertThat(load(worker(), "NONE").series().size()).isEqualTo(2);
  }

  @Test
  void keepsADelistedSymbolAsLongAsItsLastAnswerMayBeUsed() {
    CachingBarSource worker = worker();
    load(worker, "OLD");
    clock.set(CLOSE);
    behaviour = _ -> new Answer.Unknown();
    assertThat(load(worker, "OLD").remark())
        .isEqualTo("The bars of OLD are 23 hours old: the source does not know it any more.");
    clock.set(CLOSE.plus(Duration.ofDays(3)));
    for (CachingBarSource either : List.of(worker, worker())) {
      assertThatThrownBy(() -> load(either, "OLD"))
          .hasMessage("SYMBOL_GONE: there are no bars of OLD: the source does not know it");
    }
    assertThat(fetches).hasValue(3);
  }

  @Test
  void loadsARenamedSymbolUnderItsNewName() {
    CachingBarSource worker = worker();
    LoadedBars old = load(worker, "FB");
    LoadedBars now = load(worker, "META");
    assertThat(fetches).hasValue(1);
    assertThat(old.series().symbol()).isEqualTo("FB");
    assertThat(old.series().close()).isEqualTo(now.series().close());
    assertThat(old.remark()).isEqualTo("FB is called META now: these are the bars of META.");
    assertThat(load(worker, "FB").series()).isSameAs(old.series());
    assertThatThrownBy(() -> new SymbolNames(Map.of(), Map.of("A", "B", "B", "A")))
        .hasMessageContaining("circle");
  }

  @Test
  void asksOnceForManyThreadsAndAnInterruptedOneStopsWaiting() throws Exception {
    // Given
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch asking = new CountDownLatch(1);
    behaviour =
        _ -> {
          asking.countDown();
          await(go);
          return bars(10, 11);
        };
    CachingBarSource worker = worker();
    List<Future<LoadedBars>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(threads.submit(() -> load(worker, "SPY")));
    }
    await(asking);
    // When
    CountDownLatch stopped = new CountDownLatch(1);
    Thread impatient =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    load(worker, "SPY");
                  } catch (FailureException _) {
                    stopped.countDown();
                  }
                });
    impatient.interrupt();
    await(stopped);
    go.countDown();
    // Then
    for (Future<LoadedBars> one : all) {
      assertThat(one.get().series()).isSameAs(all.getFirst().get().series());
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void takesADamagedValueForNone() {
    cache.put("bars:made-up-1:SPY", new byte[] {0x4F, 1, 2, 3}, Duration.ofHours(1));
    assertThat(load(worker(), "SPY").series().size()).isEqualTo(2);
    BarHead head = new BarHead(clock.instant().plusSeconds(1), CLOSE, DAY_2, "made-up", null);
    cache.put(
        "bars:made-up-1:IWM",
        new PackedBars(head, new byte[] {1, 2, 3}).bytes(),
        Duration.ofHours(1));
    assertThat(load(worker(), "IWM").series().size()).isEqualTo(2);
  }

  @Test
  void goesOnWithoutTheSharedCache() {
    ValueCache away = new AwayCache();
    SteadyCache steady = new SteadyCache(away, new MemoryValueCache(clock), clock);
    CachingBarSource worker = worker(steady);
    assertThat(load(worker, "SPY").series().size()).isEqualTo(2);
    assertThat(load(worker, "SPY").remark()).isNull();
    assertThat(fetches).hasValue(1);
  }

  private CachingBarSource worker() {
    return worker(cache);
  }

  private CachingBarSource worker(ValueCache shared) {
    BarProvider provider =
        new BarProvider() {
          @Override
          public String name() {
            return "made-up";
          }

          @Override
          public String identity() {
            return "made-up-1";
          }

          @Override
          public Answer fetch(BarRequest request) {
            fetches.incrementAndGet();
            return behaviour.apply(request);
          }
        };
    CacheRules rules =
        new CacheRules(Duration.ofDays(3), Duration.ofSeconds(5), Duration.ofSeconds(10));
    return new CachingBarSource(
        provider,
        new CachingBarSource.Setting(new SymbolNames(Map.of(), Map.of("FB", "META")), rules),
        shared,
        100_000,
        new Waiting(clock, new SplittableRandom(1), time -> clock.advance(time)),
        threads);
  }

  private static LoadedBars load(BarSource source, String symbol) {
    return source.load(new BarQuery(symbol, DAY_2, CLOSE));
  }

  private static Answer bars(double... closes) {
    return new Answer.Bars(Bars.flat("X", closes).bars(), null);
  }

  private static Answer failing() {
    throw FailureException.of(FailureReason.MARKET_DATA_UNAVAILABLE, "the source does not answer");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
