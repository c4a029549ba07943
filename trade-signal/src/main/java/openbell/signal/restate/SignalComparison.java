package openbell.signal.restate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import openbell.signal.restate.Revision.PastSignal;

/// Compares the states in two files `signals.csv`, `Date,Symbol,State,...`, on the days and symbols
/// that both have.
final class SignalComparison {
  private static final int DATE = 10;

  private SignalComparison() {}

  /// The days on which one of the two bought or sold and the other did something else, in the order
  /// of the files. That a position was held or not between them follows.
  ///
  /// @param through last day that is compared, `YYYY-MM-DD`
  static List<PastSignal> differences(byte[] before, byte[] now, LocalDate through) {
    Map<String, String> then = states(before, through);
    List<PastSignal> found = new ArrayList<>();
    for (String line : lines(now)) {
      int end = stateAt(line);
      if (end < 0) {
        continue;
      }
      String was = then.get(line.substring(0, end));
      String is = line.substring(end + 1, end + 2);
      if (was != null && !was.equals(is) && (isSignal(was) || isSignal(is))) {
        found.add(
            new PastSignal(
                line.substring(DATE + 1, end).replace("\"", ""),
                LocalDate.parse(line.substring(0, DATE)),
                was,
                is));
      }
    }
    return found;
  }

  private static Map<String, String> states(byte[] csv, LocalDate through) {
    String last = through.toString();
    Map<String, String> states = new HashMap<>();
    for (String line : lines(csv)) {
      int end = stateAt(line);
      if (end >= 0 && line.substring(0, DATE).compareTo(last) <= 0) {
        states.put(line.substring(0, end), line.substring(end + 1, end + 2));
      }
    }
    return states;
  }

  private static List<String> lines(byte[] csv) {
    return new String(csv, StandardCharsets.UTF_8).lines().skip(1).toList();
  }

  /// Index of the comma before the state; -1 when the line has none. Symbols have no commas.
  private static int stateAt(String line) {
    int end = line.indexOf(',', DATE + 1);
    return end >= 0 && end + 1 < line.length() && line.charAt(DATE) == ',' ? end : -1;
  }

  private static boolean isSignal(String state) {
    return state.equals("B") || state.equals("S");
  }
}
