// What an edit would have changed, shown before it is saved.
window.OpenbellImpact = (function () {
  "use strict";
  const { el, call, tell, pathOf, day, number, plural, badge, pause } = window.Openbell;
  const EVERY_MS = 700;
  const PATIENCE_MS = 120000;
  const SHOWN = 12;

  // What a reader asks first; the page of a run has all of them.
  const METRICS = [["total_return", "Total return", "%"], ["cagr", "CAGR", "%"], ["volatility", "Volatility", "%"],
    ["max_drawdown", "Max drawdown", "%"], ["sharpe", "Sharpe ratio", ""], ["sortino", "Sortino ratio", ""],
    ["win_rate", "Win rate", "%"], ["exposure", "Exposure", "%"], ["trades", "Closed trades", "n"]];

  function metric(value, unit) {
    if (!Number.isFinite(value)) {
      return "–";
    }
    return unit === "%" ? number(100 * value, 1) + " %" : number(value, unit === "n" ? 0 : 2);
  }

  function metricRow(one, words, unit) {
    const before = metric(one.before, unit);
    const after = metric(one.after, unit);
    return el("tr", null, el("th", { scope: "row" }, words),
      el("td", { class: "num muted" }, before), el("td", { class: before === after ? "num muted" : "num strong" }, after));
  }

  function changeRow(one) {
    return el("tr", null, el("td", { class: "nowrap" }, day(one.session)), el("th", { scope: "row" }, one.symbol),
      el("td", null, badge(one.before)), el("td", null, badge(one.after)));
  }

  function verdict(impact) {
    return impact.changed === 0
      ? "This edit changes none of the last " + plural(impact.sessions, "session") + "."
      : "This edit changes " + number(impact.changed, 0) + " of the last " + number(impact.sessions, 0) + " signals.";
  }

  function changes(found) {
    if (!found.length) {
      return el("p", { class: "muted" }, "Every signal stays what it was.");
    }
    return el("div", { class: "table", tabindex: "0", role: "region", "aria-label": "Changed signals" },
      el("table", { class: "tight" },
        el("thead", null, el("tr", null, ["Session", "Symbol", "Before", "After"].map((text) => el("th", { scope: "col" }, text)))),
        el("tbody", null, found.slice(0, SHOWN).map(changeRow))),
      found.length > SHOWN ? el("p", { class: "faint pad" }, "and " + plural(found.length - SHOWN, "more change") + ", the newest are shown") : null);
  }

  function metrics(found) {
    const rows = METRICS.flatMap(function ([name, words, unit]) {
      const one = found.find((candidate) => candidate.name === name);
      return one ? [metricRow(one, words, unit)] : [];
    });
    return rows.length
      ? el("div", { class: "table", tabindex: "0", role: "region", "aria-label": "Metrics" }, el("table", { class: "tight" },
          el("thead", null, el("tr", null, el("th", { scope: "col" }, "Whole back-test"), el("th", { class: "num", scope: "col" }, "Before"), el("th", { class: "num", scope: "col" }, "After"))),
          el("tbody", null, rows)))
      : null;
  }

  // Newest first, so that what matters tomorrow is on top.
  function newest(found) {
    return (found || []).slice().sort((a, b) => String(b.session).localeCompare(String(a.session)));
  }

  async function wait(portfolio, begun, isOpen) {
    const path = pathOf(begun.location, "/api/v1/portfolios/" + portfolio + "/impacts/" + (begun.data && begun.data.id));
    const until = Date.now() + PATIENCE_MS;
    let answer = begun;
    while (isOpen() && answer.ok && answer.data.state === "RUNNING" && Date.now() < until) {
      await pause(EVERY_MS);
      answer = await call("GET", path);
    }
    return answer;
  }

  // wish: {portfolio, document, etag, saved(), refused(title, answer)}
  async function ask(wish) {
    const sheet = document.getElementById("impact");
    const body = el("div", { class: "sheet-body" }, el("p", { class: "muted", role: "status" }, "Running both versions over the last 250 sessions …"), el("progress", { "aria-label": "Waiting for the impact" }));
    const keep = el("button", { type: "button", class: "button", on: { click: () => sheet.close() } }, "Keep editing");
    const go = el("button", { type: "button", class: "button primary" }, "Save without waiting");
    const said = el("div");
    go.addEventListener("click", () => store(wish, sheet, go, said));
    sheet.replaceChildren(el("h2", { id: "impact-title" }, "Before it is saved"), body, said, el("div", { class: "sheet-actions" }, keep, go));
    sheet.showModal();
    keep.focus();

    const begun = await call("POST", "/api/v1/portfolios/" + wish.portfolio + "/impacts", { body: wish.document, headers: { "Idempotency-Key": window.Openbell.newKey() } });
    if (begun.errors.length) {
      sheet.close();
      wish.refused("Not saved.", begun);
      return;
    }
    const answer = await wait(wish.portfolio, begun, () => sheet.open);
    if (!sheet.open) {
      return;
    }
    if (!answer.ok || answer.data.state !== "DONE") {
      const slow = answer.ok && answer.data.state === "RUNNING";
      tell(body, "warning", "The impact is not known.", slow ? "It takes longer than two minutes." : answer.ok ? answer.data.detail || "The candidate did not run." : answer.trouble);
      go.textContent = "Save anyway";
      return;
    }
    const impact = answer.data;
    body.replaceChildren(el("p", { class: "impact-verdict", role: "status" }, verdict(impact)),
      metrics(impact.metrics || []) || "", changes(newest(impact.changes)));
    go.textContent = "Save this version";
  }

  async function store(wish, sheet, button, said) {
    button.disabled = true;
    const headers = wish.etag ? { "If-Match": wish.etag } : {};
    const answer = await call("PUT", "/api/v1/portfolios/" + wish.portfolio, { body: wish.document, headers: headers });
    button.disabled = false;
    if (answer.ok) {
      wish.saved();
    } else if (answer.errors.length) {
      sheet.close();
      wish.refused("Not saved.", answer);
    } else if (answer.status === 412) {
      tell(said, "error", "Somebody saved another version meanwhile.",
        el("span", null, "Your text is still here. ", el("a", { href: "/portfolios/" + wish.portfolio, target: "_blank", rel: "noopener" }, "Look at the versions"), ", then reload this page to edit the newest one."));
    } else {
      tell(said, "error", "Not saved.", answer.trouble);
    }
  }

  return { ask };
})();
