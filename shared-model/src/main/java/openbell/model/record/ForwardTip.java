package openbell.model.record;

/// The end of a chain: whoever knows it knows whether anything before it was changed.
///
/// @param number of the last entry; 0 in an empty chain
/// @param hash of the last entry; {@link ForwardChain#START} in an empty chain
public record ForwardTip(long number, String hash) {

  /// Of a chain without entries.
  public static final ForwardTip EMPTY = new ForwardTip(0, ForwardChain.START);
}
