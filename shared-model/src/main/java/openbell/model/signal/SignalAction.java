package openbell.model.signal;

/// What a symbol's bar decided. Recipients read Buy, Sell, Hold, Empty (B, S, H, E) for the first
/// four.
public enum SignalAction {
  /// An entry was decided: B.
  ENTER,
  /// An exit was decided: S.
  EXIT,
  /// Held, and nothing was decided: H.
  HOLD,
  /// Not held, and nothing was decided: E.
  FLAT,
  /// A held position is to grow: B.
  INCREASE,
  /// A held position is to shrink: S.
  REDUCE;

  /// True when the owner of the portfolio would have to trade.
  public boolean isTrade() {
    return this != HOLD && this != FLAT;
  }

  /// The letter that recipients and `signals.csv` see.
  public String letter() {
    return switch (this) {
      case ENTER, INCREASE -> "B";
      case EXIT, REDUCE -> "S";
      case HOLD -> "H";
      case FLAT -> "E";
    };
  }
}
