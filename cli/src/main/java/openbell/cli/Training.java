package openbell.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Does once what the offline verbs do, so that the JVM learns which classes they need. The
/// launcher runs it when it makes the cache that they start from.
public final class Training {
  private Training() {}

  /// @param arguments a legal portfolio document
  public static void main(String[] arguments) {
    Surroundings around = new Surroundings(Map.of(), _ -> Optional.empty());
    Path document = Path.of(arguments[0]);
    List<String[]> verbs =
        List.of(
            new String[] {"validate", document.toString()},
            new String[] {"validate", "--json", document.toString()},
            new String[] {"calendar", "XNYS"},
            new String[] {"calendar", "XNYS", "--json"},
            new String[] {"completion", "bash"},
            new String[] {"doctor", "--offline"},
            new String[] {"signals", "--url", "http://localhost:1"},
            new String[] {"--help"});
    for (String[] verb : verbs) {
      PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
      OpenbellCommand.commandLine(around, verb).setOut(nowhere).setErr(nowhere).execute(verb);
    }
    if (!Files.exists(document)) {
      throw new IllegalArgumentException("there is no document to learn from: " + document);
    }
    // A drawn line is what verbs over the network need; nobody sees it.
    try (Bar bar = new Bar("", new PrintWriter(Writer.nullWriter()), true, 80)) {
      bar.show(1, Duration.ZERO.toString());
    }
  }
}
