package openbell.model.market;

/// What the data gate says about the bars of one symbol.
public sealed interface BarVerdict {

  /// Nothing is wrong with them.
  record Clean() implements BarVerdict {}

  /// The newest bars cannot be trusted, the ones before them can.
  ///
  /// @param keep how many bars from the first one on are good, at least 1
  /// @param why half a sentence that goes on after "because" or a colon
  record Cut(int keep, String why) implements BarVerdict {}

  /// Nothing can be said from them.
  ///
  /// @param why half a sentence that goes on after "because" or a colon
  record Unusable(String why) implements BarVerdict {}
}
