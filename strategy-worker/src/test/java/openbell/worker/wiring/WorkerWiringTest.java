package openbell.worker.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import openbell.model.wire.BarCsv;
import openbell.runtime.cache.adapter.MemoryValueCache;
import openbell.worker.market.BarQuery;
import openbell.worker.market.BarSource;
import openbell.worker.market.Factors;
import openbell.worker.market.LoadedBars;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerWiringTest {
  private static final LocalDate DAY = LocalDate.of(2020, 1, 7);

  @TempDir Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(
        directory.resolve("AAA.csv"),
        BarCsv.HEADER + "\n2020-01-06,100,104,96,100,10\n2020-01-07,50,52,48,50,20\n");
    Files.writeString(
        directory.resolve("AAA.factors.csv"),
        Factors.HEADER + "\n2020-01-06,1,0.5,100\n2050-12-31,1,1,0\n");
  }

  @Test
  void adjustsRawBarsWhenThereIsADirectoryOfFactors() {
    // When
    LoadedBars raw = load(bars("csv", Map.of()));
    LoadedBars adjusted =
        load(bars("csv", Map.of("openbell.worker.bars.factors", directory.toString())));
    // Then
    assertThat(raw.series().close()).containsExactly(100, 50);
    assertThat(raw.source()).isEqualTo("csv");
    assertThat(adjusted.series().close()).containsExactly(50, 50);
    assertThat(adjusted.source()).isEqualTo("csv+factors");
  }

  @Test
  void refusesFactorsForAProvider() {
    assertThatThrownBy(
            () -> bars("http", Map.of("openbell.worker.bars.factors", directory.toString())))
        .hasMessage("openbell.worker.bars.factors is for kind csv alone");
  }

  private static LoadedBars load(BarSource bars) {
    return bars.load(new BarQuery("AAA", DAY, Instant.MAX));
  }

  private BarSource bars(String kind, Map<String, String> more) {
    Map<String, String> all = new java.util.HashMap<>(more);
    all.put("openbell.worker.bars.kind", kind);
    all.put("openbell.worker.bars.directory", directory.toString());
    WorkerConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(WorkerConfig.class)
            .withSources(new PropertiesConfigSource(all, "test", 500))
            .build()
            .getConfigMapping(WorkerConfig.class);
    Clock clock = Clock.systemUTC();
    return new WorkerWiring().bars(config, new MemoryValueCache(clock), clock);
  }
}
