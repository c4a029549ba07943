// The page of a portfolio: pause and resume, versions and what changed between them, delete.
(function () {
  "use strict";
  const { el, call, tell, moment } = window.Openbell;
  const SHORT = 12;
  const page = document.getElementById("portfolio");
  const path = "/api/v1/portfolios/" + page.dataset.portfolio;
  const told = page.querySelector("[data-told]");
  const pauseButton = page.querySelector("[data-pause]");
  const deleteButton = page.querySelector("[data-delete]");
  const body = page.querySelector("[data-versions-body]");
  let paused = false;

  function show(view) {
    paused = view.paused === true;
    page.querySelector("[data-paused]").hidden = !paused;
    page.querySelector("[data-next]").hidden = paused;
    page.querySelector("[data-no-next]").hidden = !paused;
    page.querySelector("[data-version]").textContent = view.version ? "version " + view.version : "";
    pauseButton.hidden = view.paused === undefined;
    pauseButton.textContent = paused ? "Resume" : "Pause";
  }

  pauseButton.addEventListener("click", async function () {
    pauseButton.disabled = true;
    const answer = await call("POST", path + (paused ? "/resume" : "/pause"), { headers: { "Idempotency-Key": window.Openbell.newKey() } });
    pauseButton.disabled = false;
    if (answer.ok) {
      show(answer.data);
      tell(told, "", paused ? "Paused." : "Resumed.", paused ? "It does not run at market opens until you resume it. Nothing is lost." : "It runs again at the next session.");
    } else {
      tell(told, "error", "Nothing was changed.", answer.trouble);
    }
  });

  deleteButton.hidden = false;
  deleteButton.addEventListener("click", function () {
    const sheet = el("dialog", { class: "sheet", "aria-labelledby": "delete-title" });
    const said = el("div");
    const yes = el("button", { type: "button", class: "button danger" }, "Delete");
    const no = el("button", { type: "button", class: "button", on: { click: () => sheet.close() } }, "Keep it");
    yes.addEventListener("click", async function () {
      const answer = await call("DELETE", path);
      if (answer.ok) {
        window.location.assign("/");
      } else {
        tell(said, "error", "It was not deleted.", answer.trouble);
      }
    });
    sheet.append(el("h2", { id: "delete-title" }, "Delete “" + page.dataset.name + "”?"),
      el("p", { class: "muted" }, "It never runs again and its readers hear no more of it. Its runs and mails stay readable."), said, el("div", { class: "sheet-actions" }, no, yes));
    sheet.addEventListener("close", () => sheet.remove());
    page.append(sheet);
    sheet.showModal();
    no.focus();
  });

  function row(version, all) {
    const pick = (name, checked) => el("td", { class: "pick" },
      el("input", { type: "radio", name: name, value: version.version, checked: checked, "aria-label": (name === "a" ? "from" : "to") + " version " + version.version }));
    return el("tr", null,
      all.length > 1 ? [pick("a", version === all[1]), pick("b", version === all[0])] : null,
      el("th", { scope: "row" }, "Version " + version.version, version.current ? el("span", { class: "badge on after" }, "current") : null),
      el("td", { class: "nowrap" }, moment(version.createdAt)),
      el("td", { class: "mono faint", title: version.configHash }, String(version.configHash || "").slice(0, SHORT)),
      el("td", null, version.current ? null : el("a", { href: "/portfolios/" + page.dataset.portfolio + "/edit?version=" + version.version }, "Go back to it")));
  }

  function versions(found, more) {
    const shown = el("div", { "aria-live": "polite" });
    const table = el("form", null,
      el("div", { class: "table", tabindex: "0", role: "region", "aria-label": "Versions" }, el("table", { class: "tight" },
        el("thead", null, el("tr", null,
          found.length > 1 ? [el("th", { scope: "col" }, "From"), el("th", { scope: "col" }, "To")] : null,
          ["Version", "Saved", "Strategy version"].map((text) => el("th", { scope: "col" }, text)),
          el("th", { scope: "col" }, el("span", { class: "visually-hidden" }, "Go back")))),
        el("tbody", null, found.map((one) => row(one, found))))),
      found.length > 1 ? el("div", { class: "ask pad" }, el("button", { type: "submit", class: "button" }, "Show what changed")) : null,
      more ? el("p", { class: "faint pad" }, "Older versions are kept too; the API lists them.") : null);
    table.addEventListener("submit", async function (event) {
      event.preventDefault();
      const picked = new FormData(table);
      const button = table.querySelector("button");
      const answer = await call("GET", path + "/versions/" + picked.get("a") + "/changes/" + picked.get("b"));
      window.setTimeout(() => { button.disabled = false; }, 0);
      if (answer.ok) {
        shown.replaceChildren(changes(answer.data, picked.get("a"), picked.get("b")));
      } else {
        tell(shown, "error", "They cannot be compared.", answer.trouble);
      }
    });
    return [table, shown];
  }

  function text(value) {
    return value === undefined || value === null ? el("span", { class: "faint" }, "nothing") : el("code", null, typeof value === "string" ? value : JSON.stringify(value));
  }

  function changes(found, from, to) {
    if (!found.length) {
      return el("p", { class: "muted pad" }, "Versions " + from + " and " + to + " say the same.");
    }
    return el("div", { class: "table changes" }, el("table", { class: "stack" },
      el("thead", null, el("tr", null, ["Place", "Version " + from, "Version " + to].map((word) => el("th", { scope: "col" }, word)))),
      el("tbody", null, found.map((one) => el("tr", null,
        el("th", { scope: "row", class: "mono break" }, one.pointer || "(the whole document)"),
        el("td", { class: "break", "data-label": "Version " + from }, text(one.before)), el("td", { class: "break", "data-label": "Version " + to }, text(one.after)))))));
  }

  async function load() {
    const view = await call("GET", path);
    if (view.ok) {
      show(view.data);
    }
    const answer = await call("GET", path + "/versions?limit=20");
    if (answer.ok) {
      body.className = "";
      body.replaceChildren.apply(body, versions(answer.data.items, answer.data.next));
    } else {
      body.replaceChildren(el("p", { class: "muted" }, "The versions cannot be shown: " + answer.trouble));
    }
  }

  body.replaceChildren(el("p", { class: "muted" }, "Loading …"));
  load();
})();
