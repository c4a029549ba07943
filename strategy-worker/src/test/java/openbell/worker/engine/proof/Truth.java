package openbell.worker.engine.proof;

import java.util.List;

/// True, false or not known, after Kleene; and a fourth value that only the reference has.
enum Truth {
  TRUE,
  FALSE,
  UNDEFINED,
  /// Two calculated numbers are so close that rounding decides; production may say anything.
  OPEN;

  static Truth of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  /// False if any is false, else undefined if any is undefined.
  static Truth and(List<Truth> all) {
    return all.contains(FALSE) ? FALSE : unsettled(all, TRUE);
  }

  /// True if any is true, else undefined if any is undefined.
  static Truth or(List<Truth> all) {
    return all.contains(TRUE) ? TRUE : unsettled(all, FALSE);
  }

  private static Truth unsettled(List<Truth> all, Truth settled) {
    return all.contains(OPEN) ? OPEN : all.contains(UNDEFINED) ? UNDEFINED : settled;
  }

  Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNDEFINED -> UNDEFINED;
      case OPEN -> OPEN;
    };
  }

  /// 1 for true, 0 for false, `NaN` for undefined, and for open something between.
  double asNumber() {
    return switch (this) {
      case TRUE -> 1;
      case FALSE -> 0;
      case UNDEFINED -> Double.NaN;
      case OPEN -> 0.5;
    };
  }

  /// The same, true in one draw and false in the other where it is open.
  Truth settled(Shake draw) {
    return this == OPEN ? of(draw == Shake.ONE) : this;
  }
}
