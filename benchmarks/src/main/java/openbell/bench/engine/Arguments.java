package openbell.bench.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the user asked for.
///
/// @param only regular expression over titles, empty for all
/// @param data file of real bars, or empty
/// @param words as they were typed
record Arguments(Effort effort, String only, String data, List<String> words) {

  /// The arguments, or null when they make no sense.
  static @Nullable Arguments parse(List<String> words) {
    Effort effort = Effort.SHORT;
    String only = "";
    String data = "";
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      switch (rest.next()) {
        case "--full" -> effort = Effort.FULL;
        case "--only" -> only = rest.hasNext() ? rest.next() : "";
        case "--data" -> data = rest.hasNext() ? rest.next() : "";
        default -> {
          return null;
        }
      }
    }
    boolean readable = data.isEmpty() || Files.isReadable(Path.of(data));
    return readable ? new Arguments(effort, only, data, words) : null;
  }
}
