// The common strategies: what a form asks, and the document it makes of the answers.
window.OpenbellRecipes = (function () {
  "use strict";

  function period(name, label, usual, least) {
    return { name: name, label: label, usual: usual, kind: "number", min: least || 1, max: 2000, step: 1 };
  }

  function amount(name, label, usual, min, max, step) {
    return { name: name, label: label, usual: usual, kind: "number", min: min, max: max, step: step };
  }

  function choice(name, label, usual, options) {
    return { name: name, label: label, usual: usual, kind: "choice", options: options };
  }

  const constant = (value) => ({ type: "Constant", params: { value: value } });
  const ref = (id, band) => (band ? { ref: id, band: band } : { ref: id });
  const close = { column: "Close" };
  const node = (id, type, params, inputs) =>
    Object.assign({ id: id, type: type }, params ? { params: params } : {}, inputs ? { inputs: inputs } : {});
  const rhythms = [["monthly", "every month"], ["quarterly", "every quarter"], ["weekly", "every week"], ["yearly", "every year"]];

  function percent(v) {
    return { name: "PercentCapitalStrategy", params: { initial_capital: v.capital, percents: v.percents } };
  }

  function trade(indicators, signals, columns) {
    const parts = {};
    if (indicators.length) {
      parts.indicators = indicators;
    }
    parts.signals = signals;
    parts.outputs = { buy_signal: signals[0].id };
    if (signals[1]) {
      parts.outputs.sell_signal = signals[1].id;
    }
    if (columns && columns.length) {
      parts.outputs.indicators = columns.map(([id, name, band]) =>
        Object.assign({ id: id }, band ? { band: band } : {}, { output_name: name }));
    }
    return parts;
  }

  const invested = amount("percents", "Percent of the money per buy", 95, 1, 100, 1);

  const cross = {
    id: "cross", title: "Moving-average cross",
    says: "Buys when a fast average crosses above a slow one, and sells when it crosses back.",
    name: (v) => (v.fast + "/" + v.slow + " cross on " + v.symbols.join(", ")),
    fields: [period("fast", "Fast average, days", 50), period("slow", "Slow average, days", 200, 2),
      choice("type", "Kind of average", "SMA", [["SMA", "simple"], ["EMA", "exponential"]]), invested],
    check: (v) => (v.fast < v.slow ? "" : "The fast average must have fewer days than the slow one."),
    strategy: (v) => ({
      trade_strategy: trade(
        [node("fast", v.type, { period: v.fast }), node("slow", v.type, { period: v.slow })],
        [node("golden_cross", "Crossover", null, [ref("fast"), ref("slow")]),
          node("death_cross", "Crossunder", null, [ref("fast"), ref("slow")])],
        [["fast", v.type.toLowerCase() + v.fast], ["slow", v.type.toLowerCase() + v.slow]]),
      capital_strategy: percent(v)
    })
  };

  const rsi = {
    id: "rsi", title: "RSI reversal",
    says: "Buys after a fall, when the RSI is low, and sells after a rise, when it is high.",
    name: (v) => "RSI reversal on " + v.symbols.join(", "),
    fields: [period("period", "RSI, days", 14, 2), amount("low", "Buy below", 35, 1, 99, 1), amount("high", "Sell above", 65, 1, 99, 1), invested],
    check: (v) => (v.low < v.high ? "" : "“Buy below” must be less than “Sell above”."),
    strategy: (v) => ({
      trade_strategy: trade(
        [node("rsi", "RSI", { period: v.period })],
        [node("oversold", "LessThan", null, [ref("rsi"), constant(v.low)]),
          node("overbought", "GreaterThan", null, [ref("rsi"), constant(v.high)])],
        [["rsi", "rsi" + v.period]]),
      capital_strategy: percent(v)
    })
  };

  const rotation = {
    id: "rotation", title: "Momentum rotation",
    says: "Holds the symbols that rose most, in equal parts, and changes over on a fixed rhythm.",
    name: (v) => "Momentum rotation over " + v.symbols.length + " symbols",
    fields: [period("lookback", "Rise over, days", 63), period("top", "Hold the best", 1),
      choice("rhythm", "Change over", "monthly", rhythms)],
    check: (v) => (v.symbols.length > 1 ? "" : "A rotation needs at least two symbols."),
    strategy: (v) => ({
      trade_strategy: trade(
        [node("momentum", "ROC", { period: v.lookback }), node("place", "Rank", null, [ref("momentum")])],
        [node("hold", "And", null, [
          { type: "LessThan", inputs: [ref("place"), constant(v.top + 0.5)] },
          { type: "GreaterThan", inputs: [ref("momentum"), constant(0)] }])],
        [["momentum", "roc" + v.lookback], ["place", "rank"]]),
      capital_strategy: {
        name: "EqualWeightStrategy",
        params: { initial_capital: v.capital, rebalance: { frequency: v.rhythm } }
      }
    })
  };

  const weights = {
    id: "weights", title: "Target weights",
    says: "Holds fixed weights, such as 60 to 40, and brings them back on a fixed rhythm.",
    name: (v) => v.symbols.join(", ") + " by weight",
    fields: [{ name: "weights", label: "Percent per symbol, in the order above", usual: "", kind: "text", placeholder: "equal parts; or e.g. 60, 40" },
      choice("rhythm", "Bring back", "monthly", rhythms)],
    check: function (v) {
      const parts = parted(v);
      if (parts.length !== v.symbols.length || parts.some((part) => !(part > 0))) {
        return "Give one percentage per symbol: " + v.symbols.length + ".";
      }
      return parts.reduce((sum, part) => sum + part, 0) <= 100.0001 ? "" : "The weights are more than 100 percent together.";
    },
    strategy: (v) => ({
      trade_strategy: trade([], [node("always", "Always")]),
      capital_strategy: {
        name: "TargetWeightStrategy",
        params: {
          initial_capital: v.capital,
          weights: Object.fromEntries(v.symbols.map((symbol, i) => [symbol, Math.floor(parted(v)[i] * 100) / 10000])),
          rebalance: { frequency: v.rhythm }
        }
      }
    })
  };

  function parted(v) {
    const written = String(v.weights || "").split(/[,;\s]+/).filter(Boolean).map(Number);
    return written.length ? written : v.symbols.map(() => 100 / v.symbols.length);
  }

  const breakout = {
    id: "breakout", title: "Breakout",
    says: "Buys above the highest price of some weeks, and sells below the lowest of some days.",
    name: (v) => v.enter + "-day breakout on " + v.symbols.join(", "),
    fields: [period("enter", "Highest of, days", 20), period("leave", "Lowest of, days", 10), invested],
    strategy: (v) => ({
      trade_strategy: trade(
        [node("ceiling", "HighestValue", { period: v.enter, lag: 1 }), node("floor", "LowestValue", { period: v.leave, lag: 1 })],
        [node("breaks_out", "GreaterThan", null, [close, ref("ceiling")]),
          node("breaks_down", "LessThan", null, [close, ref("floor")])],
        [["ceiling", "high" + v.enter], ["floor", "low" + v.leave]]),
      capital_strategy: percent(v)
    })
  };

  const macd = {
    id: "macd", title: "MACD crossing",
    says: "Follows the MACD line: in when it crosses above its signal line, out when below.",
    name: (v) => "MACD crossing on " + v.symbols.join(", "),
    fields: [period("fast", "Fast, days", 12), period("slow", "Slow, days", 26, 2), period("line", "Signal line, days", 9), invested],
    check: cross.check,
    strategy: (v) => ({
      trade_strategy: trade(
        [node("macd", "MACD", { fast_period: v.fast, slow_period: v.slow, signal_period: v.line })],
        [node("turns_up", "Crossover", null, [ref("macd", "macd"), ref("macd", "signal")]),
          node("turns_down", "Crossunder", null, [ref("macd", "macd"), ref("macd", "signal")])],
        [["macd", "macd", "macd"], ["macd", "macd_signal", "signal"]]),
      capital_strategy: percent(v)
    })
  };

  const bollinger = {
    id: "bollinger", title: "Bollinger reversal",
    says: "Buys below the lower Bollinger band, and sells back above the middle.",
    name: (v) => "Bollinger reversal on " + v.symbols.join(", "),
    fields: [period("period", "Average, days", 20, 2), amount("width", "Width, deviations", 2, 0.1, 10, 0.1), invested],
    strategy: (v) => ({
      trade_strategy: trade(
        [node("bands", "BollingerBands", { period: v.period, stddev: v.width })],
        [node("below_lower", "LessThan", null, [close, ref("bands", "lower")]),
          node("above_middle", "GreaterThan", null, [close, ref("bands", "middle")])],
        [["bands", "bb_lower", "lower"], ["bands", "bb_middle", "middle"], ["bands", "bb_upper", "upper"]]),
      capital_strategy: percent(v)
    })
  };

  const saving = {
    id: "saving", title: "Regular saving",
    says: "Pays in the same amount on a fixed rhythm and buys with it, whatever the market does.",
    name: (v) => "Saving in " + v.symbols.join(", "),
    fields: [amount("pay", "Paid in each time", 1000, 1, 1e9, 1), choice("rhythm", "How often", "m", [["m", "every month"], ["y", "every year"]]), invested],
    fractional: true,
    strategy: (v) => ({
      trade_strategy: trade([], [node("always", "Always")]),
      capital_strategy: {
        name: "FixedInvestmentStrategy",
        params: { initial_capital: v.capital, investment_amount: v.pay, investment_frequency: v.rhythm, percents: v.percents }
      }
    })
  };

  const all = [cross, rsi, rotation, weights, breakout, macd, bollinger, saving];

  // The whole document.
  function document(recipe, v) {
    const made = {
      name: v.name || recipe.name(v),
      description: recipe.says,
      symbols: v.symbols.map((symbol) => ({ symbol: symbol })),
      start_date: v.start,
      currency: v.currency
    };
    if (v.benchmark) {
      made.benchmark = v.benchmark;
    }
    made.commission = { rate: Math.round(v.fee * 1e4) / 1e6 };
    if (recipe.fractional) {
      made.fractional = true;
    }
    if (v.reader) {
      made.recipients = [{ email: v.reader, when: v.when }];
    }
    made.strategy_definition = recipe.strategy(v);
    return made;
  }

  // JSON with short things on one line, as a person would write it.
  function written(value, indent) {
    const pad = indent || "";
    const dense = JSON.stringify(value, null, 1).replace(/\n\s*/g, " ").replace(/([{[]) /g, "$1").replace(/ ([}\]])/g, "$1");
    if (value === null || typeof value !== "object" || (pad && dense.length + pad.length <= 96)) {
      return dense;
    }
    const inner = pad + "  ";
    if (Array.isArray(value)) {
      return "[\n" + value.map((one) => inner + written(one, inner)).join(",\n") + "\n" + pad + "]";
    }
    return "{\n" + Object.entries(value).map(([key, one]) => inner + JSON.stringify(key) + ": " + written(one, inner)).join(",\n") + "\n" + pad + "}";
  }

  return { all, document, written };
})();
