package openbell.worker.engine.portfolio;

import java.util.ArrayList;
import java.util.List;

/// Sentences about what was skipped, oldest first; beyond a limit they are only counted.
public final class Notes {
  private static final int MOST = 100;

  private final List<String> sentences = new ArrayList<>();
  private int dropped;

  public void add(String sentence) {
    if (sentences.size() < MOST) {
      sentences.add(sentence);
    } else {
      dropped++;
    }
  }

  public List<String> all() {
    List<String> all = new ArrayList<>(sentences);
    if (dropped > 0) {
      all.add("and " + dropped + " more of this kind");
    }
    return all;
  }
}
