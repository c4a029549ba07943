package openbell.model.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import openbell.model.portfolio.PortfolioDefinition;
import openbell.model.strategy.Finding;

/// Portfolio documents to start a test from.
final class Documents {
  /// A legal document that uses every form of input and most of the options.
  static final String RICH =
      """
      {
        "name": "Trend on two", "code": "trend_two", "description": "Follows a trend.",
        "symbols": [{"symbol": "SPY", "name": "S&P 500 fund"}, {"symbol": "IWM"}],
        "start_date": "2005-01-03", "end_date": "2020-12-31",
        "currency": "USD", "market": "US", "benchmark": "SPY",
        "commission": {"rate": 0.0001, "per_share": 0.01, "min": 1, "sell_tax": 0.001},
        "slippage_bps": 2.5, "lot_size": 10, "fractional": false,
        "execution": {"fill": "next_open", "size_at": "fill_price", "on_cash_shortage": "reject",
          "calendar": "intersection", "warmup_bars": 300, "min_hold_bars": 1, "cooldown_bars": 2,
          "prices": "adjusted"},
        "schedule": {"calendar": "XNAS", "at": "close", "offset": "PT-15M", "catch_up": "merge"},
        "recipients": [{"email": "reader@example.com", "when": "weekly", "language": "en-US"},
          {"email": "other@example.com"}],
        "strategy_definition": {
          "trade_strategy": {
            "indicators": [
              {"id": "fast", "type": "SMA", "params": {"period": 50, "column": "HLC3"}},
              {"id": "slow", "type": "SMA", "params": {"period": 200}},
              {"id": "macd", "type": "MACD"},
              {"id": "smooth", "type": "EMA", "params": {"period": 9}, "inputs": [{"ref": "rsi"}]},
              {"id": "rsi", "type": "RSI"},
              {"id": "other", "type": "ROC", "inputs": [{"symbol": "IWM", "column": "Close"}]}
            ],
            "signals": [
              {"id": "up", "type": "Crossover", "params": {"mode": "confirmed", "epsilon": 0.5},
                "inputs": [{"ref": "fast"}, {"ref": "slow"}]},
              {"id": "calm", "type": "LessThan",
                "inputs": [{"ref": "smooth"}, {"type": "Constant", "params": {"value": 80}}]},
              {"id": "strong", "type": "InRange", "params": {"lower_inclusive": false},
                "inputs": [{"ref": "other"}, {"type": "Constant", "params": {"value": -5}},
                  {"type": "Constant", "params": {"value": 50}}]},
              {"id": "buy", "type": "And", "inputs": [{"ref": "up"}, {"ref": "calm"},
                {"type": "Or", "inputs": [{"ref": "strong"},
                  {"type": "GreaterThan", "inputs": [{"column": "Close"}, {"column": "Open"}]}]}]},
              {"id": "sell", "type": "LessThan",
                "inputs": [{"ref": "macd", "band": "hist"}, {"type": "Constant", "params": {"value": 0}}]}
            ],
            "outputs": {
              "buy_signal": "buy", "sell_signal": "sell",
              "indicators": [{"id": "fast", "output_name": "sma50"},
                {"id": "macd", "band": "signal"}]
            }
          },
          "capital_strategy": {"name": "PercentCapitalStrategy",
            "params": {"initial_capital": 100000, "percents": 45, "max_positions": null, "rank_by": "other"}}
        }
      }
      """;

  /// The shortest document that is worth running.
  static final String PLAIN =
      """
      {
        "name": "Plain", "code": "plain",
        "symbols": [{"symbol": "SPY"}],
        "start_date": "2005-01-03",
        "strategy_definition": {
          "trade_strategy": {
            "indicators": [{"id": "slow", "type": "SMA", "params": {"period": 200}}],
            "signals": [
              {"id": "buy", "type": "GreaterThan", "inputs": [{"column": "Close"}, {"ref": "slow"}]},
              {"id": "sell", "type": "Not", "inputs": [{"ref": "buy"}]}
            ],
            "outputs": {"buy_signal": "buy", "sell_signal": "sell"}
          },
          "capital_strategy": {"name": "PercentCapitalStrategy",
            "params": {"initial_capital": 100000, "percents": 95}}
        }
      }
      """;

  private static final PortfolioCodec CODEC = new PortfolioCodec();

  private Documents() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Parsed parse(String text) {
    return CODEC.parse(bytes(text));
  }

  static List<Finding> findings(String text) {
    return parse(text).findings();
  }

  static PortfolioDefinition legal(String text) {
    return switch (parse(text)) {
      case Parsed.Ok ok -> ok.definition();
      case Parsed.Refused refused -> throw new AssertionError(refused.findings());
    };
  }

  /// `PLAIN` with one piece replaced; fails when the piece is not there.
  static String plainWith(String piece, String replacement) {
    return with(PLAIN, piece, replacement);
  }

  static String with(String document, String piece, String replacement) {
    if (!document.contains(piece)) {
      throw new AssertionError("the document has no " + piece);
    }
    return document.replace(piece, replacement);
  }
}
