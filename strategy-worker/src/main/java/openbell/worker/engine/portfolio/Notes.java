package openbell.worker.engine.portfolio;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// What was skipped and why, oldest first; beyond a limit it is only counted.
final class Notes {
  private static final int MOST = 100;

  private final List<Skipped> skipped = new ArrayList<>(0);
  private int more;

  /// Why an order was not made or not filled.
  enum Reason {
    NO_PLACE("buy of %s skipped, all places are taken"),
    NO_LOT("buy of %s skipped, the amount does not buy one lot"),
    NO_CASH("buy of %s skipped, no cash"),
    FEE("sell of %s skipped, its fee is more than it brings and more than the cash");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }
  }

  private record Skipped(int epochDay, int symbol, Reason reason) {}

  void add(int epochDay, int symbol, Reason reason) {
    if (skipped.size() < MOST) {
      skipped.add(new Skipped(epochDay, symbol, reason));
    } else {
      more++;
    }
  }

  /// One sentence each.
  List<String> sentences(Setting setting) {
    List<String> all = new ArrayList<>();
    for (Skipped one : skipped) {
      String symbol = setting.symbol(one.symbol());
      all.add(
          LocalDate.ofEpochDay(one.epochDay()) + ": " + one.reason().sentence.formatted(symbol));
    }
    if (more > 0) {
      all.add("and " + more + " more of this kind");
    }
    return all;
  }
}
