package openbell.scheduler.preview;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import openbell.scheduler.preview.Impact.SignalChange;

/// The last sessions of a `signals.csv`: day, symbol, letter. Pure.
final class SignalTable {
  /// About a year.
  static final int SESSIONS = 250;

  static final int MOST_CHANGES = 1_000;

  private static final String NONE = "NONE";

  private final TreeMap<String, Map<String, String>> days = new TreeMap<>();

  /// @param csv with a head line, and `Date,Symbol,State` as its first columns
  static SignalTable of(byte[] csv) {
    SignalTable table = new SignalTable();
    new String(csv, StandardCharsets.UTF_8).lines().skip(1).forEach(table::add);
    return table;
  }

  private void add(String line) {
    int first = line.indexOf(',');
    int second = line.indexOf(',', first + 1);
    if (first < 0 || second < 0) {
      return;
    }
    int third = line.indexOf(',', second + 1);
    String state = line.substring(second + 1, third < 0 ? line.length() : third);
    days.computeIfAbsent(line.substring(0, first), _ -> new TreeMap<>())
        .put(line.substring(first + 1, second), state);
    if (days.size() > SESSIONS) {
      days.pollFirstEntry();
    }
  }

  /// @param sessions how many days were compared
  /// @param changed how many of them are different
  record Compared(int sessions, int changed, List<SignalChange> changes) {}

  static Compared compare(SignalTable before, SignalTable after) {
    TreeSet<String> union = new TreeSet<>(before.days.keySet());
    union.addAll(after.days.keySet());
    while (union.size() > SESSIONS) {
      union.pollFirst();
    }
    List<SignalChange> changes = new ArrayList<>();
    int changed = 0;
    for (String day : union) {
      List<SignalChange> found =
          changes(
              day, before.days.getOrDefault(day, Map.of()), after.days.getOrDefault(day, Map.of()));
      changed += found.isEmpty() ? 0 : 1;
      changes.addAll(found.subList(0, Math.min(found.size(), MOST_CHANGES - changes.size())));
    }
    return new Compared(union.size(), changed, changes);
  }

  private static List<SignalChange> changes(
      String day, Map<String, String> before, Map<String, String> after) {
    List<SignalChange> found = new ArrayList<>();
    TreeSet<String> symbols = new TreeSet<>(before.keySet());
    symbols.addAll(after.keySet());
    for (String symbol : symbols) {
      String was = before.getOrDefault(symbol, "");
      String is = after.getOrDefault(symbol, "");
      if (!was.equals(is)) {
        found.add(new SignalChange(day, symbol, word(was), word(is)));
      }
    }
    return found;
  }

  private static String word(String letter) {
    return switch (letter) {
      case "B" -> "BUY";
      case "S" -> "SELL";
      case "H" -> "HOLD";
      case "E" -> "EMPTY";
      default -> NONE;
    };
  }
}
