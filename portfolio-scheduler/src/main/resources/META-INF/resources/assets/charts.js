// The pictures of a run: equity with its benchmark, drawdown, and prices with what was bought and sold.
// They can be read with the arrow keys, and every number also stands in a table.
window.OpenbellCharts = (function () {
  "use strict";
  const { el, number, day, tell } = window.Openbell;
  const series = window.OpenbellSeries;
  const YEAR = 365.25 * 86400;
  const RANGES = [["6 months", YEAR / 2], ["1 year", YEAR], ["3 years", 3 * YEAR], ["5 years", 5 * YEAR], ["All", Infinity]];
  const UNASKED_BYTES = 4 << 20;
  const GROUP = "openbell";

  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const percent = (value) => (value === null ? "–" : number(100 * value, 1) + " %");
  const brief = (value) => (Math.abs(value) >= 1e6 ? number(value / 1e6, 1) + " M" : Math.abs(value) >= 1e4 ? number(value / 1e3, 0) + " k" : number(value, Math.abs(value) < 10 && value % 1 ? 2 : 0));

  function axes(spell) {
    const look = { stroke: () => ink("--ink-faint"), font: "12px system-ui, sans-serif", grid: { stroke: () => ink("--line"), width: 1 }, ticks: { show: false } };
    return [Object.assign({}, look, { grid: { show: false } }), Object.assign({}, look, { size: 60, values: (u, splits) => splits.map((v) => (v === null ? "" : spell(v))) })];
  }

  function line(name, colour, more) {
    return Object.assign({ label: name, stroke: () => ink(colour), width: 1.75, points: { show: false } }, more);
  }

  // A chart that listens to keys: arrows move, Shift makes bigger steps, Home and End go to the ends.
  function chart(box, wish) {
    const plot = el("div", { class: "plot", tabindex: "0", role: "img", "aria-label": wish.label + " Arrow keys read single days." });
    const read = el("p", { class: "readout", "aria-live": "off" });
    box.append(wish.legend || "", plot, read);
    const u = new window.uPlot({
      width: Math.max(plot.clientWidth, 200), height: wish.height, tzDate: (s) => window.uPlot.tzDate(new Date(s * 1000), "Etc/UTC"),
      padding: [10, 12, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: GROUP }, drag: { x: true, y: false }, points: { size: 7 }, y: false },
      scales: { x: { time: true }, y: wish.scale || {} },
      axes: axes(wish.spell), series: [{}].concat(wish.series),
      hooks: { draw: wish.draw ? [wish.draw] : [], setCursor: [(self) => say(self, read, wish)] }
    }, wish.data, plot);
    plot.addEventListener("keydown", (event) => move(event, u, read));
    plot.addEventListener("blur", () => read.setAttribute("aria-live", "off"));
    new ResizeObserver(() => u.setSize({ width: Math.max(plot.clientWidth, 200), height: wish.height })).observe(plot);
    read.textContent = wish.says(wish.data[0].length - 1);
    return u;
  }

  function say(u, read, wish) {
    const at = u.cursor.idx;
    read.textContent = wish.says(at === null || at === undefined ? u.data[0].length - 1 : at);
  }

  function move(event, u, read) {
    const last = u.data[0].length - 1;
    const at = u.cursor.idx === null || u.cursor.idx === undefined ? last : u.cursor.idx;
    const step = event.shiftKey ? 21 : 1;
    const to = { ArrowLeft: at - step, ArrowRight: at + step, Home: 0, End: last }[event.key];
    if (to === undefined) {
      return;
    }
    event.preventDefault();
    read.setAttribute("aria-live", "polite");
    const next = Math.min(Math.max(to, 0), last);
    u.setCursor({ left: u.valToPos(u.data[0][next], "x"), top: u.bbox.height / 4 / devicePixelRatio }, true, true);
  }

  function legend(entries) {
    return el("ul", { class: "legend" }, entries.map(([css, text]) => el("li", { class: css }, text)));
  }

  // A button that is pressed or not.
  function toggle(text, pressed, act) {
    const button = el("button", { type: "button", class: "button small", "aria-pressed": String(pressed) }, text);
    button.addEventListener("click", function () {
      act(button);
    });
    return button;
  }

  function equityChart(box, data, currency, words, logarithmic) {
    const known = data.benchmark !== null;
    return chart(box, {
      label: words, height: 280, spell: brief,
      scale: logarithmic ? { distr: 3 } : {},
      legend: legend([["portfolio", "Portfolio"]].concat(known ? [["benchmark", "Benchmark"]] : [])),
      data: known ? [data.x, data.equity, data.benchmark] : [data.x, data.equity],
      series: [line("Portfolio", "--accent")].concat(known ? [line("Benchmark", "--ink-faint", { dash: [5, 4], width: 1.5 })] : []),
      says: (i) => day(data.x[i] * 1000) + " · Portfolio " + number(data.equity[i], 2) + " " + currency +
        (known ? " · Benchmark " + number(data.benchmark[i], 2) : "") + " · Drawdown " + percent(data.drawdown[i])
    });
  }

  function drawdownChart(box, data) {
    return chart(box, {
      label: "Drawdown: how far below the highest value so far.", height: 130, spell: (v) => number(100 * v, 0) + " %",
      scale: { range: (u, min) => [Math.min(min, -0.01) * 1.05, 0] },
      legend: legend([["drawdown", "Drawdown, below the highest value so far"]]),
      data: [data.x, data.drawdown],
      series: [line("Drawdown", "--down", { fill: () => ink("--down-soft"), width: 1.25 })],
      says: (i) => day(data.x[i] * 1000) + " · " + percent(data.drawdown[i])
    });
  }

  function triangle(context, x, y, size, up) {
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x - size, y + (up ? size : -size) * 1.6);
    context.lineTo(x + size, y + (up ? size : -size) * 1.6);
    context.closePath();
    context.fill();
  }

  // Triangles at the days on which a buy or a sell was decided: up below the line, down above it.
  function marks(one) {
    return function (u) {
      const size = 4.5 * devicePixelRatio;
      u.ctx.save();
      one.state.forEach(function (state, i) {
        const x = one.x[i];
        if ((state !== "B" && state !== "S") || x < u.scales.x.min || x > u.scales.x.max) {
          return;
        }
        const up = state === "B";
        u.ctx.fillStyle = ink(up ? "--up" : "--down");
        triangle(u.ctx, u.valToPos(x, "x", true), u.valToPos(one.close[i], "y", true) + (up ? size : -size), size, up);
      });
      u.ctx.restore();
    };
  }

  function decided(state) {
    return { B: " · Buy decided", S: " · Sell decided", H: " · held", E: " · not held" }[state] || "";
  }

  function priceChart(box, symbol, one) {
    const near = series.likePrices(one);
    const trades = one.state.filter((state) => state === "B" || state === "S").length;
    return chart(box, {
      label: "Closing prices of " + symbol + " with " + trades + " decisions to buy or sell.", height: 280, spell: brief,
      legend: legend([["price", symbol + " close"]].concat(near.map((column, i) => ["overlay" + i, column.name]), [["bought", "buy decided"], ["sold", "sell decided"]])),
      data: [one.x, one.close].concat(near.map((column) => column.values)),
      series: [line("Close", "--ink-soft", { width: 1.4 })].concat(near.map((column, i) => line(column.name, "--overlay-" + i, { width: 1.25 }))),
      draw: marks(one),
      says: (i) => day(one.x[i] * 1000) + " · Close " + number(one.close[i], 2) + near.map((column) => " · " + column.name + " " + (column.values[i] === null ? "–" : number(column.values[i], 2))).join("") + decided(one.state[i])
    });
  }

  function ranges(node, plots, extra) {
    const buttons = RANGES.map(([text, span]) => toggle(text, span === Infinity, function (self) {
      buttons.forEach((button) => button.setAttribute("aria-pressed", String(button === self)));
      plots().forEach(function (u) {
        const x = u.data[0];
        const last = x[x.length - 1];
        u.setScale("x", { min: Math.max(x[0], last - span), max: last });
      });
    }));
    node.replaceChildren(el("div", { class: "segments", role: "group", "aria-label": "Time shown" }, buttons), extra || "");
  }

  function table(data, currency) {
    const head = ["Year", "Portfolio at its end, " + currency].concat(data.benchmark ? ["Benchmark"] : [], ["Deepest drawdown"]);
    return el("details", { class: "more" }, el("summary", null, "The same as a table"),
      el("div", { class: "table" }, el("table", { class: "tight" },
        el("thead", null, el("tr", null, head.map((text, i) => el("th", { scope: "col", class: i ? "num" : null }, text)))),
        el("tbody", null, series.years(data).map((row) => el("tr", null, el("th", { scope: "row" }, String(row.year)),
          el("td", { class: "num" }, number(row.equity, 2)), data.benchmark ? el("td", { class: "num" }, number(row.benchmark, 2)) : null,
          el("td", { class: "num" }, percent(row.deepest))))))));
  }

  async function prices(box, section, plots) {
    const head = el("div", { class: "card-head sub-head" }, el("h3", null, "Price and decisions"));
    const body = el("div", null, el("p", { class: "muted pad" }, "Loading prices …"));
    box.replaceChildren(head, body);
    const load = async function () {
      try {
        const all = series.signals(await series.load(section.dataset.charts + "signals.csv"));
        choose(head, body, all, plots);
      } catch (problem) {
        tell(body, "error", "The prices cannot be shown.", "The file signals.csv could not be read (" + problem.message + ").");
      }
    };
    const bytes = Number(section.dataset.signalBytes);
    if (bytes > UNASKED_BYTES) {
      body.replaceChildren(el("p", { class: "pad" }, el("button", { type: "button", class: "button", on: { click: load } }, "Load prices, " + number(bytes / (1 << 20), 0) + " MB")));
    } else {
      await load();
    }
  }

  function choose(head, body, all, plots) {
    const show = function (symbol) {
      if (plots.price) {
        plots.price.destroy();
      }
      body.replaceChildren();
      plots.price = priceChart(body, symbol, all.get(symbol));
    };
    const names = Array.from(all.keys());
    if (names.length > 1) {
      const select = el("select", { "aria-label": "Symbol" }, names.map((name) => el("option", { value: name }, name)));
      select.addEventListener("change", () => show(select.value));
      head.append(select);
    }
    show(names[0]);
  }

  // Draws what a page has to draw; what cannot be read leaves the picture that was there.
  async function start(root) {
    const section = root.querySelector("[data-charts]");
    if (!section || !window.uPlot || section.dataset.drawn) {
      return;
    }
    section.dataset.drawn = "yes";
    const box = section.querySelector("[data-equity]");
    let data;
    try {
      data = series.equity(await series.load(section.dataset.charts + "equity.csv"));
    } catch (problem) {
      return;
    }
    if (data.x.length < 2) {
      return;
    }
    const plots = {};
    const words = section.querySelector(".chart-words").textContent;
    const top = el("div");
    const below = el("div");
    const draw = function (logarithmic) {
      if (plots.equity) {
        plots.equity.destroy();
      }
      top.replaceChildren();
      plots.equity = equityChart(top, data, section.dataset.currency, words, logarithmic);
    };
    box.classList.add("drawn");
    box.replaceChildren(top, below, table(data, section.dataset.currency));
    draw(false);
    plots.drawdown = drawdownChart(below, data);
    const log = toggle("Log scale", false, function (self) {
      const on = self.getAttribute("aria-pressed") !== "true";
      self.setAttribute("aria-pressed", String(on));
      draw(on);
    });
    ranges(section.querySelector("[data-ranges]"), () => Object.values(plots), log);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => Object.values(plots).forEach((u) => u.redraw(false, true)));
    await prices(section.querySelector("[data-prices]"), section, plots);
  }

  return { start };
})();
