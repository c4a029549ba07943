package openbell.worker.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reference results of independent programs, read where they are.
public final class Golden {
  // Some cases expect the infinite.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private Golden() {}

  /// The folder, or the end of the test with a printed reason.
  public static Path folder() {
    String named = System.getProperty("openbell.shared");
    Path folder =
        named != null
            ? Path.of(named)
            : Path.of(System.getProperty("openbell.root", ".."), "..", "shared").normalize();
    assumeTrue(
        Files.isDirectory(folder.resolve("golden")),
        "left out: no reference results at " + folder.toAbsolutePath());
    return folder;
  }

  public static JsonNode json(String path) {
    try {
      return JSON.readTree(folder().resolve("golden").resolve(path).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The rows of a CSV file without its header.
  public static List<String[]> csv(String path) {
    try {
      return Files.readAllLines(folder().resolve("golden").resolve(path)).stream()
          .skip(1)
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static double[] numbers(JsonNode array) {
    double[] out = new double[array.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = array.get(i).isNull() ? Double.NaN : array.get(i).asDouble();
    }
    return out;
  }
}
