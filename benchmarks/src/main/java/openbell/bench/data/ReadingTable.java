package openbell.bench.data;

import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import openbell.model.market.BarColumns;
import openbell.model.wire.BarCodec;
import openbell.model.wire.BarCsv;
import openbell.runtime.queue.adapter.RedisServers;
import openbell.runtime.queue.adapter.RedisValueCache;
import redis.embedded.RedisServer;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/// Reading a symbol of 5,000 bars into columns: from Redis on loopback, and from CSV by Tablesaw.
final class ReadingTable {
  private static final int BARS = 5_000;
  private static final String KEY = "bars:bench:SPY";
  private static final double GOAL_MICROS = 1_000;
  private static final double GOAL_RATIO = 20;
  private static final int LARGEST = 120_000;

  private static final ColumnType[] TYPES = {
    ColumnType.LOCAL_DATE,
    ColumnType.DOUBLE,
    ColumnType.DOUBLE,
    ColumnType.DOUBLE,
    ColumnType.DOUBLE,
    ColumnType.DOUBLE
  };

  private final PrintStream out;
  private final int calls;
  private long kept;

  ReadingTable(PrintStream out, int calls) {
    this.out = out;
    this.calls = calls;
  }

  void run() throws IOException {
    BarColumns bars = MadeUpBars.of(BARS);
    byte[] csv = MadeUpBars.csv(bars);
    byte[] packed = BarCodec.encode(bars);
    RedisServer redis = start();
    Vertx vertx = Vertx.vertx();
    try (RedisValueCache cache =
        new RedisValueCache(
            vertx, RedisServers.of("redis://127.0.0.1:" + redis.ports().getFirst()))) {
      cache.put(KEY, packed, Duration.ofHours(1));
      requireEqual(bars, fromRedis(cache), "Redis");
      requireEqual(bars, byTablesaw(csv), "Tablesaw");
      requireEqual(bars, BarCsv.read("bench", csv), "BarCsv");
      out.printf(
          Locale.ROOT,
          "Reading %,d bars into columns: %,d bytes in Redis (goal below %,d), %,d as CSV%n%n",
          BARS,
          packed.length,
          LARGEST,
          csv.length);
      table(cache, csv);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      redis.stop();
    }
  }

  private void table(RedisValueCache cache, byte[] csv) {
    int warmUp = calls / 2;
    Times ours = Times.measure(warmUp, calls, () -> fromRedis(cache), this::keep);
    Times strict = Times.measure(warmUp, calls, () -> BarCsv.read("bench", csv), this::keep);
    Times rival = Times.measure(warmUp, calls, () -> byTablesaw(csv), this::keep);
    out.println(Times.header());
    out.println(ours.row("from Redis on loopback, BarCodec"));
    out.println(strict.row("CSV in memory, our strict reader"));
    out.println(rival.row("CSV in memory, Tablesaw 0.44.4 with column types"));
    out.printf(
        Locale.ROOT,
        "%nFrom Redis: p50 %.2f ms, p99 %.2f ms (goal below %.0f ms); %.1f times as fast as Tablesaw"
            + " (goal %.0f, by p50)%n",
        ours.median() / 1e3,
        ours.micros(0.99) / 1e3,
        GOAL_MICROS / 1e3,
        rival.median() / ours.median(),
        GOAL_RATIO);
    if (kept == 0) {
      out.println("nothing was read");
    }
  }

  private void keep(BarColumns bars) {
    kept += bars.size() + Double.doubleToRawLongBits(bars.close()[bars.size() - 1]);
  }

  private static BarColumns fromRedis(RedisValueCache cache) {
    return BarCodec.decode(cache.get(KEY).orElseThrow());
  }

  private static BarColumns byTablesaw(byte[] csv) {
    Table table =
        Table.read()
            .usingOptions(
                CsvReadOptions.builder(
                        new InputStreamReader(
                            new ByteArrayInputStream(csv), StandardCharsets.UTF_8))
                    .columnTypes(TYPES));
    DateColumn dates = table.dateColumn(0);
    int[] days = new int[table.rowCount()];
    for (int t = 0; t < days.length; t++) {
      days[t] = (int) dates.get(t).toEpochDay();
    }
    double[][] columns = new double[BarColumns.COLUMNS][];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = table.doubleColumn(c + 1).asDoubleArray();
    }
    return new BarColumns(days, columns);
  }

  private static void requireEqual(BarColumns expected, BarColumns read, String reader) {
    if (!Arrays.equals(expected.days(), read.days())
        || !Arrays.deepEquals(expected.ohlcv(), read.ohlcv())) {
      throw new IllegalStateException(reader + " read other bars; nothing is timed");
    }
  }

  private static RedisServer start() throws IOException {
    Path folder = Files.createTempDirectory("openbell-bench-redis");
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    RedisServer redis =
        RedisServer.newRedisServer()
            .bind("127.0.0.1")
            .port(port)
            .setting("dir " + folder)
            .setting("save \"\"")
            .build();
    redis.start();
    return redis;
  }
}
