package openbell.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A city under fire for a long time: the whole pipeline, one market open after the other, and a
/// random fault every five seconds.
class SoakIT {
  private static final Duration LENGTH =
      Duration.ofMinutes(Long.getLong("openbell.soak.minutes", 15));
  private static final int FAULT_EVERY_MS = 5_000;
  private static final int MOST_JOBS = 20_000;

  /// How much more memory the last third may have than the first: noise of collectors, not a leak.
  private static final double FLAT = 1.35;

  private final City city = City.shared();
  private final List<Batch> batches = new ArrayList<>();
  private final Map<String, Integer> faults = new TreeMap<>();
  private final Map<String, List<Long>> memory = new TreeMap<>();

  @Test
  @Tag("soak")
  void nothingIsLostOrTwiceAndMemoryStaysFlat() throws Exception {
    Faults.play(
        "F44",
        story -> {
          long end = System.nanoTime() + LENGTH.toNanos();
          city.atFullStrength();
          while (System.nanoTime() < end && jobs() < MOST_JOBS) {
            long next = System.nanoTime() + FAULT_EVERY_MS * 1_000_000L;
            strike(story.random());
            keepBusyUntil(next);
            sample();
          }
          city.atFullStrength();
          new EndChecks(city).mailMayBeUnclear().withoutQueueMemory().require(batches);
          story.injected("every 5 s for %d min: %s", LENGTH.toMinutes(), faults);
          story.saw("%,d runs in %d sessions, all done", jobs(), batches.size());
          story.saw("mails taken %,d, none twice", city.post().mails());
          memory.forEach((what, samples) -> story.saw("%s", trend(what, samples)));
          memory.forEach((what, samples) -> assertFlat(what, samples));
        });
  }

  private int jobs() {
    return batches.size() * City.PORTFOLIOS;
  }

  private void strike(Random random) {
    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
    faults.merge(fault.name(), 1, Integer::sum);
    fault.strike(city, random);
    city.hireWorkers();
  }

  /// One session at a time, at the rate the city keeps up with.
  private void keepBusyUntil(long next) {
    while (System.nanoTime() < next && jobs() < MOST_JOBS) {
      if (batches.isEmpty() || city.done(batches.getLast()) == City.PORTFOLIOS) {
        try {
          batches.add(city.open());
        } catch (RuntimeException | AssertionError _) {
          // The scheduler's database is away; the session is asked for again.
          City.sleep(200);
        }
      }
      City.sleep(50);
    }
  }

  private void sample() {
    for (String service : List.of("portfolio-scheduler", "trade-signal", "notification")) {
      sample("heap of " + service, city.service(service).liveHeap());
    }
    try {
      int port = city.redis().port();
      sample("Redis", Long.parseLong(RedisShell.info(port, "memory", "used_memory")));
    } catch (RuntimeException _) {
      // Redis is away at this moment; the next sample has it.
    }
  }

  private void sample(String what, long bytes) {
    memory.computeIfAbsent(what, _ -> new ArrayList<>()).add(bytes);
  }

  private static String trend(String what, List<Long> samples) {
    return "%s: first third %,d KiB, last third %,d KiB"
        .formatted(what, median(first(samples)) / 1024, median(last(samples)) / 1024);
  }

  private static void assertFlat(String what, List<Long> samples) {
    // In a short run caches and remembered jobs still fill up.
    if (LENGTH.compareTo(Duration.ofMinutes(10)) >= 0) {
      assertThat((double) median(last(samples))).as(what).isLessThan(median(first(samples)) * FLAT);
    }
  }

  private static List<Long> first(List<Long> samples) {
    return samples.subList(0, (samples.size() + 2) / 3);
  }

  private static List<Long> last(List<Long> samples) {
    return samples.subList(samples.size() * 2 / 3, samples.size());
  }

  private static long median(List<Long> samples) {
    return samples.stream().sorted(Comparator.naturalOrder()).toList().get(samples.size() / 2);
  }

  /// What may strike.
  private enum Fault {
    WORKER_KILLED {
      @Override
      void strike(City city, Random random) {
        city.someWorker(random).kill();
      }
    },
    WORKER_STOPPED_AND_CONTINUED {
      @Override
      void strike(City city, Random random) {
        Program worker = city.someWorker(random);
        worker.pause();
        City.sleep(City.LEASE.toMillis() + 500);
        worker.resume();
      }
    },
    REDIS_KILLED {
      @Override
      void strike(City city, Random random) {
        city.redis().kill();
        City.sleep(random.nextInt(1_000));
        city.redis().start();
      }
    },
    REDIS_CONNECTIONS_RESET {
      @Override
      void strike(City city, Random random) {
        city.redisLine().reset();
      }
    },
    POSTGRES_KILLED {
      @Override
      void strike(City city, Random random) {
        city.postgres().kill();
        City.sleep(random.nextInt(1_000));
        city.postgres().restart();
      }
    },
    POSTGRES_CONNECTIONS_RESET {
      @Override
      void strike(City city, Random random) {
        city.postgresLine().reset();
      }
    };

    abstract void strike(City city, Random random);
  }
}
