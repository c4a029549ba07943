// The list of portfolios: find by name or symbol, and a mark on those that are paused.
(function () {
  "use strict";
  const { el, call, plural } = window.Openbell;
  const ENOUGH_TO_SEARCH = 6;

  function rows() {
    return Array.from(document.querySelectorAll("tr[data-row]"));
  }

  const tools = document.querySelector("[data-filter]");
  if (tools && rows().length >= ENOUGH_TO_SEARCH) {
    const input = tools.querySelector("input");
    const found = tools.querySelector("[data-found]");
    tools.hidden = false;
    input.addEventListener("input", function () {
      const wanted = input.value.trim().toLowerCase();
      let shown = 0;
      rows().forEach(function (row) {
        const fits = row.querySelector("th").textContent.toLowerCase().includes(wanted);
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      found.textContent = wanted ? plural(shown, "portfolio") + " on this page" : "";
    });
  }

  async function markPaused() {
    const first = rows()[0];
    if (!first) {
      return;
    }
    const after = new URLSearchParams(window.location.search).get("after");
    const answer = await call("GET", "/api/v1/portfolios?limit=25" + (after ? "&after=" + encodeURIComponent(after) : ""));
    ((answer.ok && answer.data.items) || []).filter((one) => one.paused === true).forEach(function (one) {
      const row = document.querySelector('tr[data-row="' + CSS.escape(one.id) + '"]');
      if (row) {
        row.querySelector("th a").after(el("span", { class: "badge off after" }, "paused"));
      }
    });
  }

  markPaused();
})();
