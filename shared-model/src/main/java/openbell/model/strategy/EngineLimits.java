package openbell.model.strategy;

/// How much one document may ask for. Every loop of the engine is bounded by one of these.
public final class EngineLimits {
  /// Bytes of a document: about fifty times a usual one.
  public static final int DOCUMENT_BYTES = 64 * 1024;

  /// Indicators and signals together, inline ones included.
  public static final int NODES = 256;

  public static final int INPUTS_PER_NODE = 16;

  /// Nodes written inside nodes.
  public static final int NESTING = 16;

  /// Nodes that stand on each other, by reference or written inside: far beyond any rule that a
  /// person can follow, and safe for every recursion.
  public static final int DEPTH = 64;

  public static final int SYMBOLS = 200;

  /// Market-wide codes such as an index.
  public static final int MARKET_CODES = 20;

  /// Longest period or lookback: eight years of daily bars.
  public static final int PERIOD = 2_000;

  public static final int BARS_PER_SERIES = 20_000;

  public static final int RECIPIENTS = 100;

  /// Named columns of `signals.csv`.
  public static final int NAMED_OUTPUTS = 64;

  /// Findings that are reported; a document with more is told how many were left out.
  public static final int FINDINGS = 100;

  private EngineLimits() {}
}
