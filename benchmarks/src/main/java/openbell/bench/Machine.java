package openbell.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// What the figures were taken on.
public final class Machine {
  private static final Path CPU = Path.of("/proc/cpuinfo");

  private Machine() {}

  public static String processor() {
    try {
      if (Files.isReadable(CPU)) {
        for (String line : Files.readAllLines(CPU)) {
          if (line.startsWith("model name")) {
            return line.substring(line.indexOf(':') + 1).strip();
          }
        }
      }
    } catch (IOException e) {
      return System.getProperty("os.arch") + " (unreadable: " + e.getMessage() + ")";
    }
    return System.getProperty("os.arch");
  }

  public static String hardware() {
    return "%d cores, %s, %s %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            processor(),
            System.getProperty("os.name"),
            System.getProperty("os.version"));
  }

  public static String java() {
    return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
  }

  /// Programs that wanted a core during the last minute, on average; negative when unknown.
  public static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  public static String loadText() {
    double load = load();
    return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load);
  }
}
