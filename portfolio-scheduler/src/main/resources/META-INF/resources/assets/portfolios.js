// The list of portfolios: find by name or symbol.
(function () {
  "use strict";
  const { plural } = window.Openbell;
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
})();
