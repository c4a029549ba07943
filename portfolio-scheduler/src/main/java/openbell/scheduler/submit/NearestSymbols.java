package openbell.scheduler.submit;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Guesses what somebody meant who wrote a symbol that does not exist.
final class NearestSymbols {
  private static final int MOST = 3;

  private NearestSymbols() {}

  /// The closest symbols by edit distance, at most three; the far away ones are left out.
  static List<String> of(String wanted, Collection<String> known) {
    int farthest = Math.max(2, wanted.length() / 2);
    return known.stream()
        .filter(symbol -> distance(wanted, symbol) <= farthest)
        .sorted(
            Comparator.comparingInt((String symbol) -> distance(wanted, symbol))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  /// Levenshtein distance.
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int above = row[j];
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[to.length()];
  }
}
