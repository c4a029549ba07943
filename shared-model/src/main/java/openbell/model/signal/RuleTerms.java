package openbell.model.signal;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a rule goes by besides the numbers of its inputs. Every part is absent where it says
/// nothing.
///
/// @param output what the rule decides; only at the top of a tree, and always there
/// @param waits true when the portfolio's terms may keep the decision back although the rule holds
/// (bars to hold, bars to rest); only at the top
/// @param epsilon of a comparison or a crossing; absent for 0
/// @param crossing a crossing that is confirmed a bar later
/// @param range which bounds of a range are not inside
/// @param past the answers of the input up to today
/// @param symbol of a switch between symbols
/// @param dates of a rule about the bar's own date
/// @param given why the answer cannot be found again from what is printed, half a sentence
public record RuleTerms(
    @Nullable Deciding output,
    @Nullable Boolean waits,
    @Nullable Double epsilon,
    @Nullable Confirmed crossing,
    @Nullable Range range,
    @Nullable Past past,
    @Nullable Place symbol,
    @Nullable Dates dates,
    @Nullable String given) {

  /// What an output does to the portfolio.
  public enum Deciding {
    /// Opens a position.
    BUY,
    /// Opens a position or adds to it, whenever there is new money.
    BUY_WITH_NEW_MONEY,
    /// Lets a symbol take part when weights are restored.
    ALLOW,
    /// Closes a position.
    SELL,
    /// The wanted weight.
    WEIGHT
  }

  /// The inputs of a crossing two bars ago; null for one that was not defined.
  public record Confirmed(@Nullable Double leftEarlier, @Nullable Double rightEarlier) {}

  /// @param lowInside the lower bound itself is inside
  /// @param highInside the upper bound itself is inside
  public record Range(boolean lowInside, boolean highInside) {}

  /// The answers of an input, as far back as they matter.
  ///
  /// @param answers runs of equal answers, oldest first, `t` true, `f` false, `u` undefined, each
  /// with its length: `f1t4` is false once and then true four times; bars before the first are
  /// undefined
  /// @param condition of a streak: the answer that is counted
  /// @param least of a streak: fewest bars; of a window: its bars
  /// @param most of a streak: most bars, or null
  public record Past(
      String answers, @Nullable Boolean condition, int least, @Nullable Integer most) {}

  /// @param place of the symbol in the portfolio, from 1
  /// @param undefinedIs what an undefined input is read as, or null for undefined
  public record Place(int place, @Nullable Boolean undefinedIs) {}

  /// @param day of the bar
  /// @param before day of the bar before; null for the first
  /// @param weekdays and `months` in lower-case English; null for all
  /// @param firstBarOf `month`, `quarter` or `year`; null when it does not matter
  public record Dates(
      LocalDate day,
      @Nullable LocalDate before,
      @Nullable List<String> weekdays,
      @Nullable List<String> months,
      @Nullable String firstBarOf) {}

  private static final RuleTerms NONE =
      new RuleTerms(null, null, null, null, null, null, null, null, null);

  /// A rule that compares with some tolerance; null for none.
  public static @Nullable RuleTerms within(double epsilon) {
    return epsilon == 0
        ? null
        : new RuleTerms(null, null, epsilon, null, null, null, null, null, null);
  }

  public static RuleTerms confirmed(double epsilon, Confirmed earlier) {
    Double tolerance = epsilon == 0 ? null : (Double) epsilon;
    return new RuleTerms(null, null, tolerance, earlier, null, null, null, null, null);
  }

  /// Null when both bounds are inside.
  public static @Nullable RuleTerms of(Range range) {
    return range.lowInside() && range.highInside()
        ? null
        : new RuleTerms(null, null, null, null, range, null, null, null, null);
  }

  public static RuleTerms of(Past past) {
    return new RuleTerms(null, null, null, null, null, past, null, null, null);
  }

  public static RuleTerms of(Place place) {
    return new RuleTerms(null, null, null, null, null, null, place, null, null);
  }

  public static RuleTerms of(Dates dates) {
    return new RuleTerms(null, null, null, null, null, null, null, dates, null);
  }

  /// A rule whose answer has to be believed.
  public static RuleTerms given(String why) {
    return new RuleTerms(null, null, null, null, null, null, null, null, why);
  }

  /// What is only said at the top of a tree.
  ///
  /// @param own the rule's own terms, or null
  public static RuleTerms top(@Nullable RuleTerms own, Deciding output, boolean waits) {
    RuleTerms rule = own == null ? NONE : own;
    return new RuleTerms(
        output,
        waits ? Boolean.TRUE : null,
        rule.epsilon,
        rule.crossing,
        rule.range,
        rule.past,
        rule.symbol,
        rule.dates,
        rule.given);
  }
}
