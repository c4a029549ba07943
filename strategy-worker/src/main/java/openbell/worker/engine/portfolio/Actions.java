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

  /// @param first the first bar that is kept; before it nothing was held
  /// @param end the bar after the last one
  Actions(int first, int end) {
    this.first = first;
    this.codes = new byte[end - first];
  }

  SignalAction get(int row) {
    return row < first ? SignalAction.FLAT : BY_CODE[codes[row - first]];
  }

  void set(int row, SignalAction action) {
    codes[row - first] = code(action);
  }

  /// The bars from `begin` to before `end`.
  void fill(int begin, int end, SignalAction action) {
    Arrays.fill(codes, begin - first, end - first, code(action));
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
