package openbell.model.strategy;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that was probably meant.
public final class Spelling {
  /// Longer words are not compared: nobody mistypes a word of this length.
  private static final int LONGEST = 64;

  private Spelling() {}

  /// The candidate nearest to `word` by edit distance, if any is near enough to be meant. Case
  /// differences count least.
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    String best = null;
    double bestDistance = Double.MAX_VALUE;
    for (String candidate : candidates) {
      double distance = distance(word, candidate);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    double tolerated = Math.max(2, word.length() / 3.0);
    return best != null && bestDistance <= tolerated ? Optional.of(best) : Optional.empty();
  }

  private static double distance(String left, String right) {
    if (left.equalsIgnoreCase(right)) {
      return 0.5;
    }
    String lowerLeft = left.toLowerCase(Locale.ROOT);
    String lowerRight = right.toLowerCase(Locale.ROOT);
    int edits = edits(lowerLeft, lowerRight);
    boolean starts = lowerRight.startsWith(lowerLeft) || lowerLeft.startsWith(lowerRight);
    return starts ? Math.min(edits, 2) : edits;
  }

  /// Levenshtein distance, one row at a time.
  private static int edits(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substitution = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
