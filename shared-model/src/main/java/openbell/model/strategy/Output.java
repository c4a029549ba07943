package openbell.model.strategy;

/// One series that a primitive gives.
///
/// @param name as `band` picks it
/// @param least smallest value it can have; infinite when there is no bound
/// @param most largest value it can have; infinite when there is no bound
public record Output(String name, Unit unit, double least, double most) {

  /// What a number measures, to notice comparisons that cannot be meant.
  public enum Unit {
    /// Whatever its input measures, and never outside of its input's range.
    AS_INPUT,
    /// Whatever its input measures, possibly outside of its input's range.
    BEYOND_INPUT,
    /// A distance between two values of its input.
    INPUT_DIFFERENCE,
    PRICE,
    PRICE_DIFFERENCE,
    /// 5 is 5 %.
    PERCENT,
    /// A plain quotient: 1 is "the same".
    RATIO,
    VOLUME,
    COUNT,
    /// No unit, so that it compares with everything.
    PLAIN
  }

  static Output open(String name, Unit unit) {
    return new Output(name, unit, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  static Output positive(String name, Unit unit) {
    return new Output(name, unit, 0, Double.POSITIVE_INFINITY);
  }

  static Output percent(String name, double least, double most) {
    return new Output(name, Unit.PERCENT, least, most);
  }
}
