package openbell.worker.engine.portfolio;

import java.util.Arrays;
import openbell.model.signal.SignalAction;

/// What the bars of one symbol decided, a byte each.
final class Actions {
  private static final SignalAction[] BY_CODE = {
    SignalAction.FLAT,
    SignalAction.ENTER,
    SignalAction.EXIT,
    SignalAction.HOLD,
    SignalAction.INCREASE,
    SignalAction.REDUCE
  };

  private final int first;
  private final byte[] codes;
  private int known;

  /// Begins with the two newest decisions of a book.
  ///
  /// @param newest the symbol's newest bar that has decided or lies before the first day, or -1
  /// @param end the bar after the last one
  Actions(Book book, int newest, int end) {
    this.first = Math.max(0, newest - 1);
    this.codes = new byte[end - first];
    this.known = first;
    if (newest > 0) {
      set(newest - 1, book.previous());
    }
    if (newest >= 0) {
      set(newest, book.action());
    }
  }

  SignalAction get(int row) {
    return row < first ? SignalAction.FLAT : BY_CODE[codes[row - first]];
  }

  void set(int row, SignalAction action) {
    codes[row - first] = code(action);
    known = row + 1;
  }

  /// Nothing was decided on the bars that are not known yet, up to the one before `end`.
  void nothing(int end, boolean held) {
    if (end > known) {
      Arrays.fill(
          codes, known - first, end - first, code(held ? SignalAction.HOLD : SignalAction.FLAT));
      known = end;
    }
  }

  private static byte code(SignalAction action) {
    return switch (action) {
      case FLAT -> 0;
      case ENTER -> 1;
      case EXIT -> 2;
      case HOLD -> 3;
      case INCREASE -> 4;
      case REDUCE -> 5;
    };
  }
}
