package openbell.bench.scale;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Many symbols with twenty years of daily bars, made from one: each has its own prices, so that
/// nothing computed for one serves another.
final class Universe {
  private static final int VOLUME = 5;

  private Universe() {}

  static String symbol(int n) {
    return "U%03d".formatted(n);
  }

  static List<String> symbols(int count) {
    return IntStream.range(0, count).mapToObj(Universe::symbol).toList();
  }

  /// Writes `U000.csv` and so on beside a copy of the original.
  static void write(Path original, Path directory, int count) throws IOException {
    Files.createDirectories(directory);
    Files.copy(original, directory.resolve(original.getFileName()));
    List<String> lines = Files.readAllLines(original);
    for (int n = 0; n < count; n++) {
      BigDecimal factor = BigDecimal.valueOf(100 + n, 2);
      Stream<String> bars = lines.stream().skip(1).map(line -> times(line, factor));
      Files.write(
          directory.resolve(symbol(n) + ".csv"),
          Stream.concat(Stream.of(lines.getFirst()), bars).toList());
    }
  }

  /// Date, four prices, volume.
  private static String times(String line, BigDecimal factor) {
    String[] fields = line.split(",");
    return IntStream.range(0, fields.length)
        .mapToObj(
            n ->
                n == 0 || n == VOLUME
                    ? fields[n]
                    : new BigDecimal(fields[n])
                        .multiply(factor)
                        .setScale(6, RoundingMode.HALF_EVEN)
                        .toPlainString())
        .collect(Collectors.joining(","));
  }
}
