package openbell.worker.market;

/// A place outside that gives all bars of a symbol at once.
public interface BarProvider {

  /// What the place is called in artifacts, e.g. `chart`.
  String name();

  /// Text that differs when answers may differ: kind, address and names of symbols, no secrets.
  /// Characters from `!` to `~`, at most 40.
  String identity();

  /// Asks once, or more often when the provider is one that tries again.
  ///
  /// @throws openbell.model.run.FailureException `MARKET_DATA_UNAVAILABLE` when it does not answer,
  /// or answers in a form that is not known; `INVALID_MARKET_DATA` when the bars cannot be trusted.
  /// The detail is a clause about the source, e.g. "the source does not answer": neither address
  /// nor key
  Answer fetch(BarRequest request);
}
