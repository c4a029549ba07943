package openbell.bench.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import openbell.model.artifact.Manifest;
import openbell.model.run.RunId;
import openbell.runtime.artifact.ArtifactStore.ArtifactDraft;
import openbell.runtime.artifact.adapter.FileArtifactStore;

/// What publishing one run's artifact to a folder costs, beside the same files written plainly and
/// the same files compressed.
///
/// Processor time is that of the publishing thread, so that waiting for the disk does not count;
/// elapsed time shows what does not.
final class PublishCases {
  private static final int WARM_UP = 100;
  private static final int ROUNDS = 9;
  private static final int PER_ROUND = 20;
  private static final int SESSIONS = 5_000;
  private static final int TRADES = 120;
  private static final LocalDate FIRST = LocalDate.parse("1998-06-15");

  private final Map<String, byte[]> files = artifact();
  private final Path folder;
  private final FileArtifactStore store;
  private int number;

  private PublishCases(Path folder) {
    this.folder = folder;
    this.store = new FileArtifactStore(folder.resolve("store"));
  }

  /// Measures in a new folder under the temporary directory, and removes it.
  static void run(PrintStream out) throws IOException {
    Path folder = Files.createTempDirectory("openbell-publish");
    try {
      new PublishCases(folder).measure(out);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private void measure(PrintStream out) {
    Runnable[] cases = {this::publish, this::writePlainly, this::compress};
    for (int i = 0; i < WARM_UP; i++) {
      for (Runnable one : cases) {
        one.run();
      }
    }
    long bytes = files.values().stream().mapToLong(content -> content.length).sum();
    out.printf(
        Locale.ROOT,
        "Publishing one run: %d files, %,d bytes; median of %d rounds of %d%n%n"
            + "| case | CPU ms | wall ms |%n|---|---:|---:|%n",
        files.size(),
        bytes,
        ROUNDS,
        PER_ROUND);
    String[] names = {
      "publish (6 files and a manifest, hashed, synced)",
      "rival: Files.write and fsync, not hashed, no manifest",
      "rival: gzip of the same files, in memory"
    };
    double[][][] figures = new double[cases.length][2][ROUNDS];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int round = 0; round < ROUNDS; round++) {
      for (int c = 0; c < cases.length; c++) {
        measureRound(cases[c], threads, figures[c], round);
      }
    }
    for (int c = 0; c < cases.length; c++) {
      out.printf(
          Locale.ROOT,
          "| %s | %.2f | %.2f |%n",
          names[c],
          median(figures[c][0]),
          median(figures[c][1]));
    }
  }

  private static void measureRound(
      Runnable one, ThreadMXBean threads, double[][] figures, int round) {
    long wallBefore = System.nanoTime();
    long cpuBefore = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < PER_ROUND; i++) {
      one.run();
    }
    figures[0][round] = (threads.getCurrentThreadCpuTime() - cpuBefore) / 1e6 / PER_ROUND;
    figures[1][round] = (System.nanoTime() - wallBefore) / 1e6 / PER_ROUND;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private void publish() {
    String run = "%032x".formatted(number++);
    Manifest header =
        new Manifest(
            1,
            new RunId(run),
            1,
            "1529069400000007",
            FIRST,
            "c".repeat(64),
            "d".repeat(64),
            "bench",
            List.of(new Manifest.BarsUsed("AAPL", FIRST, FIRST, SESSIONS, "e".repeat(64))),
            List.of(),
            Instant.EPOCH);
    String prefix = "runs/anna/p-" + number % 10 + "/2018-06-15/c0ffee00c0ffee00/" + run;
    store.publish(new ArtifactDraft(prefix, header, files));
  }

  private void writePlainly() {
    Path run = folder.resolve("plain").resolve("r" + number++);
    try {
      Files.createDirectories(run);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = run.resolve(file.getKey());
        Files.write(path, file.getValue());
        sync(path, StandardOpenOption.WRITE);
      }
      sync(run, StandardOpenOption.READ);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sync(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  private void compress() {
    long length = 0;
    for (byte[] content : files.values()) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(content.length);
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(content);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      length += out.size();
    }
    if (length == 0) {
      throw new IllegalStateException("nothing was compressed");
    }
  }

  /// Files of the size and kind that a run over 5,000 bars leaves.
  private static Map<String, byte[]> artifact() {
    StringBuilder equity = new StringBuilder("Date,Equity,Cash,Drawdown,Exposure,Benchmark\n");
    StringBuilder chart = new StringBuilder("<svg viewBox=\"0 0 800 400\"><path d=\"M");
    double value = 100_000;
    for (int i = 0; i < SESSIONS; i++) {
      value *= 1 + 0.01 * Math.sin(i * 12.9898) * Math.cos(i * 0.37);
      equity
          .append(FIRST.plusDays(i))
          .append(String.format(Locale.ROOT, ",%.6f,%.6f", value, value * 0.05))
          .append(String.format(Locale.ROOT, ",%.8f,0.95,%.6f%n", -0.1 * i / SESSIONS, value / 2));
      if (i % 6 == 0) {
        chart.append(String.format(Locale.ROOT, "%.1f %.1fL", i * 0.16, 400 - value / 1_000));
      }
    }
    StringBuilder trades = new StringBuilder("Symbol,Entered,Exited,Quantity,Entry,Exit,Pnl\n");
    StringBuilder signals = new StringBuilder("Date,Symbol,Action,Weight,Close\n");
    for (int i = 0; i < TRADES; i++) {
      LocalDate day = FIRST.plusDays(i * 40L);
      trades.append("AAPL,%s,%s,12,%.4f,%.4f,%.2f%n".formatted(day, day, 1.5 * i, 1.6 * i, 1.2));
      signals.append("%s,AAPL,ENTER,0.95,%.4f%n%s,AAPL,EXIT,0,1%n".formatted(day, 1.5 * i, day));
    }
    String result =
        "{\"trades\":[" + "{\"symbol\":\"AAPL\",\"pnl\":12.5},".repeat(TRADES * 4) + "]}";
    Map<String, byte[]> files = new TreeMap<>();
    files.put("result.json", result.getBytes(UTF_8));
    files.put("equity.csv", equity.toString().getBytes(UTF_8));
    files.put("trades.csv", trades.toString().getBytes(UTF_8));
    files.put("signals.csv", signals.toString().getBytes(UTF_8));
    files.put("chart.svg", chart.append("\"/></svg>").toString().getBytes(UTF_8));
    files.put("definition.json", "{\"rule\":\"x\"}".repeat(120).getBytes(UTF_8));
    return files;
  }
}
