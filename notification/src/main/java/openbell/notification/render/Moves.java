package openbell.notification.render;

import java.util.List;
import openbell.model.signal.Signal;
import openbell.model.signal.SignalAction;
import openbell.notification.render.LetterModel.Move;

/// Changes in a reader's words.
final class Moves {
  private Moves() {}

  static boolean isBuy(SignalAction action) {
    return action == SignalAction.ENTER || action == SignalAction.INCREASE;
  }

  /// Readers see Buy, Sell, Hold and Empty.
  static String key(SignalAction action) {
    return switch (action) {
      case ENTER, INCREASE -> "buy";
      case EXIT, REDUCE -> "sell";
      case HOLD -> "hold";
      case FLAT -> "empty";
    };
  }

  /// `BUY`
  static String loud(SignalAction action, Words words) {
    return words.say("loud." + key(action));
  }

  /// `Buy`
  static String word(SignalAction action, Words words) {
    return words.say("word." + key(action));
  }

  /// `calm` for none, `buy` or `sell` when all are, otherwise `mixed`.
  static String tone(List<Signal> changes) {
    long buys = changes.stream().filter(change -> isBuy(change.action())).count();
    if (changes.isEmpty()) {
      return "calm";
    }
    return buys == changes.size() ? "buy" : buys == 0 ? "sell" : "mixed";
  }

  /// Words for changes that were left out; empty for none.
  static String more(int number, Words words) {
    return number > 0 ? words.count("changes.more", number) : "";
  }

  static Move move(Signal signal, Words words) {
    return new Move(
        loud(signal.action(), words),
        key(signal.action()),
        Plain.line(signal.symbol()),
        words.say(
            "move.text",
            Formats.weight(signal.fromWeight()),
            Formats.weight(signal.toWeight()),
            Formats.price(signal.close())));
  }
}
