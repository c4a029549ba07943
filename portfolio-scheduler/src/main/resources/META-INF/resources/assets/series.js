// Columns of numbers from the CSV files of a run.
window.OpenbellSeries = (function () {
  "use strict";

  async function load(path) {
    const answer = await fetch(path, { credentials: "same-origin" });
    if (!answer.ok) {
      throw new Error("status " + answer.status);
    }
    return answer.text();
  }

  // A cell may be quoted; that is rare, so that lines without quotes are only split.
  function cells(line) {
    if (!line.includes('"')) {
      return line.split(",");
    }
    return Array.from(line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g), (found) =>
      found[1].replace(/^"|"$/g, "").replace(/""/g, '"')).slice(0, -1);
  }

  function seconds(day) {
    return Date.parse(day + "T00:00:00Z") / 1000;
  }

  function value(text) {
    return text === undefined || text === "" ? null : Number(text);
  }

  // equity.csv -> {x, equity, drawdown, benchmark or null}
  function equity(text) {
    const lines = text.trim().split("\n");
    const names = cells(lines[0]);
    const at = (name) => names.indexOf(name);
    const rows = lines.slice(1).map(cells);
    const column = (name) => (at(name) < 0 ? null : rows.map((row) => value(row[at(name)])));
    return { x: rows.map((row) => seconds(row[0])), equity: column("Equity"), drawdown: column("Drawdown"), benchmark: column("Benchmark") };
  }

  // signals.csv -> symbol -> {x, state, close, columns: [{name, values}]}
  function signals(text) {
    const lines = text.trim().split("\n");
    const names = cells(lines[0]).slice(4);
    const bySymbol = new Map();
    for (let i = 1; i < lines.length; i++) {
      const row = cells(lines[i]);
      let one = bySymbol.get(row[1]);
      if (!one) {
        one = { x: [], state: [], close: [], columns: names.map((name) => ({ name: name, values: [] })) };
        bySymbol.set(row[1], one);
      }
      one.x.push(seconds(row[0]));
      one.state.push(row[2]);
      one.close.push(value(row[3]));
      one.columns.forEach((column, c) => column.values.push(value(row[4 + c])));
    }
    return bySymbol;
  }

  // Columns that are prices, too: averages and bands belong on the price, an RSI does not.
  function likePrices(one) {
    const middle = (values) => values.filter((v) => v !== null).sort((a, b) => a - b);
    const price = middle(one.close);
    const usual = price[price.length >> 1];
    return one.columns.filter(function (column) {
      const sorted = middle(column.values);
      const ratio = sorted.length ? sorted[sorted.length >> 1] / usual : 0;
      return ratio > 0.6 && ratio < 1.6;
    }).slice(0, 4);
  }

  // Per calendar year: last values, deepest drawdown.
  function years(data) {
    const found = new Map();
    data.x.forEach(function (x, i) {
      const year = new Date(x * 1000).getUTCFullYear();
      const row = found.get(year) || { year: year, deepest: 0 };
      row.equity = data.equity[i];
      row.benchmark = data.benchmark ? data.benchmark[i] : null;
      row.deepest = Math.min(row.deepest, data.drawdown[i] || 0);
      found.set(year, row);
    });
    return Array.from(found.values()).reverse();
  }

  return { load, equity, signals, likePrices, years };
})();
