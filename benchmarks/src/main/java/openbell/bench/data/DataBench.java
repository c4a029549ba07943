package openbell.bench.data;

import java.io.IOException;
import java.io.PrintStream;
import openbell.bench.Machine;

/// `./openbell bench data`: reading a symbol's bars, and publishing a run's artifacts.
///
/// Arguments: the project's root, and optionally how many calls are measured (2000).
public final class DataBench {
  private DataBench() {}

  public static void main(String[] arguments) throws IOException {
    int calls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2_000;
    PrintStream out = System.out;
    out.printf(
        "%s%nJava %s%nload before: %s%n%n", Machine.hardware(), Machine.java(), Machine.loadText());
    new ReadingTable(out, calls).run();
    out.println();
    PublishCases.run(out);
    out.printf("%nload after: %s%n", Machine.loadText());
  }
}
