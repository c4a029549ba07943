// The editor of portfolio documents: suggestions, mistakes marked while typing, dry run, submit; an edit
// is saved only after its impact was seen.
(function () {
  "use strict";
  const { el, call, tell, pathOf, plural, newKey } = window.Openbell;
  const places = window.OpenbellPlaces;
  const QUIET_MS = 450;

  const form = document.getElementById("editor");
  const area = form.querySelector("textarea");
  const findings = form.querySelector("[data-findings]");
  const state = form.querySelector("[data-state]");
  const save = form.querySelector("[data-save]");
  const dryRun = form.querySelector("[data-dry-run]");
  const portfolio = form.dataset.portfolio;
  const symbols = Array.from(document.querySelectorAll("#symbols option"), (option) => option.value);

  let etag = null;
  let saved = area.value;
  let byForm = null;
  let recipeForm = null;
  let checking = null;
  let submission = { text: null, key: null };
  let leaving = false;
  let shown = "";

  const editor = window.CodeMirror.fromTextArea(area, {
    mode: { name: "javascript", json: true },
    lineNumbers: true,
    indentUnit: 2,
    tabSize: 2,
    matchBrackets: true,
    autoCloseBrackets: true,
    viewportMargin: 60,
    // What is scrolled has the focus itself, and screen readers read lines instead of a hidden field.
    inputStyle: "contenteditable",
    gutters: ["CodeMirror-lint-markers", "CodeMirror-linenumbers"],
    screenReaderLabel: "Portfolio document, JSON",
    extraKeys: {
      "Ctrl-Space": suggest,
      "Cmd-Space": suggest,
      "Ctrl-S": () => save.click(),
      "Cmd-S": () => save.click(),
      Esc: leave,
      Tab: (cm) => (cm.somethingSelected() ? cm.indentSelection("add") : cm.replaceSelection("  ", "end"))
    },
    lint: { getAnnotations: check, async: true, delay: QUIET_MS, tooltips: true, selfContain: true },
    hintOptions: { completeSingle: false, hint: (cm) => window.OpenbellHints.hint(cm, symbols) }
  });

  function suggest(cm) {
    cm.showHint();
  }

  // Tab indents, so there must be a way out for those who have no mouse: Esc, then Tab moves on.
  function leave(cm) {
    cm.addKeyMap({ name: "way-out", Tab: false, "Shift-Tab": false });
    editor.on("blur", function once() {
      editor.removeKeyMap("way-out");
      editor.off("blur", once);
    });
  }

  editor.on("inputRead", function (cm, change) {
    if (!cm.state.completionActive && /^["\w]$/.test(change.text[0].slice(-1))) {
      cm.showHint();
    }
  });

  // Asks the server what is wrong; what is no JSON at all is seen here already.
  async function check(text, done) {
    const read = places.of(text);
    if (read.trouble) {
      const at = read.trouble.at;
      const flaw = { severity: "error", message: read.trouble.message, code: "", hint: "", pointer: "", from: at, to: at + 1 };
      show([flaw], [], null);
      done([mark(flaw)]);
      return;
    }
    if (checking) {
      checking.abort();
    }
    checking = new AbortController();
    const answer = await call("POST", "/api/v1/portfolios/checks", { body: text, signal: checking.signal });
    if (answer.aborted || text !== editor.getValue()) {
      return;
    }
    if (!answer.ok && !answer.errors.length) {
      show([], [], "Not checked: " + answer.trouble);
      done([]);
      return;
    }
    const remarks = ((answer.ok && answer.data.warnings) || []).map((one) => Object.assign({ severity: "WARNING" }, one));
    const found = answer.ok ? answer.data.errors.concat(remarks) : answer.errors;
    const flaws = found.map((one) => placed(one, read.places)).sort((a, b) => a.from - b.from);
    show(flaws, (answer.data && answer.data.nextRuns) || [], null);
    done(flaws.filter((flaw) => flaw.severity !== "info").map(mark));
  }

  function placed(finding, known) {
    const place = places.find(known, finding.pointer || "");
    const key = place.key && finding.code !== undefined && place.to - place.from > 200 ? place.key : null;
    // What is said about the whole document is marked at its beginning only.
    const span = key || (finding.pointer ? place : { from: place.from, to: place.from + 1 });
    const severity = String(finding.severity || "ERROR").toLowerCase();
    return {
      severity: severity === "info" ? "info" : severity === "warning" ? "warning" : "error",
      message: finding.message || finding.detail || "",
      hint: finding.hint || "",
      pointer: finding.pointer || "",
      from: span.from,
      to: Math.min(span.to, span.from + 200)
    };
  }

  function mark(flaw) {
    return {
      severity: flaw.severity,
      message: flaw.message + (flaw.hint ? " " + flaw.hint : ""),
      from: editor.posFromIndex(flaw.from),
      to: editor.posFromIndex(Math.max(flaw.to, flaw.from + 1))
    };
  }

  function show(flaws, next, trouble) {
    const errors = flaws.filter((flaw) => flaw.severity === "error").length;
    const warnings = flaws.filter((flaw) => flaw.severity === "warning").length;
    const news = JSON.stringify([flaws, next, trouble]);
    if (news === shown) {
      return;
    }
    shown = news;
    // Who stands on one of them with the keyboard stays there.
    const held = Array.from(findings.querySelectorAll("button")).indexOf(document.activeElement);
    findings.replaceChildren(flaws.length ? el("ol", null, flaws.map(item)) : "");
    if (held >= 0) {
      (findings.querySelectorAll("button")[Math.min(held, flaws.length - 1)] || save).focus();
    }
    editor.refresh();
    state.replaceChildren(
      trouble ? el("span", { class: "badge warning" }, trouble)
        : errors ? el("button", { type: "button", class: "badge error", title: "Go to the first one", on: { click: () => jump(flaws.find((flaw) => flaw.severity === "error")) } }, plural(errors, "mistake"))
          : el("span", { class: "badge done" }, (portfolio ? "Can be saved" : "Can be submitted") + (warnings ? ", with " + plural(warnings, "warning") : "")));
    if (!errors && next.length) {
      state.append(el("span", { class: "faint" }, "First run: " + spelled(next[0])));
    }
  }

  function spelled(run) {
    const at = typeof run === "string" ? run : run.at;
    return new Date(at).toLocaleString("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
  }

  function item(flaw) {
    return el("li", { class: flaw.severity },
      el("button", { type: "button", on: { click: () => jump(flaw) } },
        el("span", { class: "finding-place" }, "Line " + (editor.posFromIndex(flaw.from).line + 1)),
        el("span", null, flaw.message, flaw.hint ? el("span", { class: "faint" }, " " + flaw.hint) : "")));
  }

  function jump(flaw) {
    editor.focus();
    editor.setSelection(editor.posFromIndex(flaw.from), editor.posFromIndex(flaw.to));
    editor.scrollIntoView(null, 120);
  }

  function busy(button, word) {
    const before = button.textContent;
    button.disabled = true;
    button.textContent = word;
    return function () {
      button.disabled = false;
      button.textContent = before;
    };
  }

  function refused(title, answer) {
    shown = "";
    tell(state, "error", title, answer.trouble);
    const read = places.of(editor.getValue());
    const flaws = answer.errors.map((one) => placed(one, read.places));
    if (flaws.length) {
      findings.replaceChildren(el("ol", null, flaws.map(item)));
      findings.querySelector("button").focus();
    }
  }

  function go(path) {
    leaving = true;
    window.location.assign(path);
  }

  // The same text again is the same submission.
  function keyFor(text) {
    if (submission.text !== text) {
      submission = { text: text, key: newKey() };
    }
    return submission.key;
  }

  // The document is still what the form wrote before it was filled in wrongly.
  function unlikeForm() {
    const wrong = recipeForm && editor.getValue() === byForm ? recipeForm.trouble() : "";
    if (wrong) {
      shown = "";
      tell(state, "warning", "The form is not right yet.", wrong);
    }
    return wrong !== "";
  }

  async function submit() {
    if (unlikeForm()) {
      return;
    }
    const text = editor.getValue();
    const free = busy(save, "Submitting …");
    const answer = await call("POST", "/api/v1/portfolios", { body: text, headers: { "Idempotency-Key": keyFor(text) } });
    free();
    if (answer.ok) {
      go("/portfolios/" + encodeURIComponent(answer.data.id));
    } else {
      refused("Not submitted.", answer);
    }
  }

  async function tryOut() {
    if (unlikeForm()) {
      return;
    }
    const free = busy(dryRun, "Starting …");
    const answer = await call("POST", "/api/v1/portfolios/dry-runs", { body: editor.getValue(), headers: { "Idempotency-Key": newKey() } });
    free();
    if (!answer.ok) {
      refused("No dry run.", answer);
      return;
    }
    const path = "/runs/" + encodeURIComponent(answer.data.id);
    shown = "";
    tell(state, "", "The dry run is on its way.", el("span", null, "Nothing is saved, nobody is mailed. ", el("a", { href: path, target: "_blank", rel: "noopener" }, "Watch it in a new tab")));
    state.querySelector("a").focus();
  }

  async function edit() {
    const text = editor.getValue();
    const free = busy(save, "Looking …");
    await window.OpenbellImpact.ask({ portfolio: portfolio, document: text, etag: etag, saved: () => go("/portfolios/" + portfolio), refused: refused });
    free();
  }

  // A stored document as a person would write it.
  function tidy(text) {
    try {
      return window.OpenbellRecipes.written(JSON.parse(text)) + "\n";
    } catch (odd) {
      return text;
    }
  }

  // Which version is edited, and the text of an older one when the address asks for it.
  async function prepareEdit() {
    editor.setValue(tidy(editor.getValue()));
    saved = editor.getValue();
    const answer = await call("GET", "/api/v1/portfolios/" + portfolio);
    etag = answer.etag;
    if (answer.ok && answer.data.version) {
      etag = etag || '"' + answer.data.version + '"';
    }
    const wanted = new URLSearchParams(window.location.search).get("version");
    if (/^\d+$/.test(wanted || "")) {
      const old = await call("GET", "/api/v1/portfolios/" + portfolio + "/versions/" + wanted);
      if (old.ok && old.data.document) {
        editor.setValue(tidy(typeof old.data.document === "string" ? old.data.document : JSON.stringify(old.data.document)));
        tell(state, "", "This is version " + wanted + ".", "Save it to make it the current one.");
      } else {
        tell(state, "error", "Version " + wanted + " cannot be shown.", old.trouble);
      }
    }
  }

  function startForm() {
    const pane = form.querySelector("[data-recipes]");
    const made = window.OpenbellRecipeForm.start(pane, symbols, function (text) {
      const own = byForm !== null && editor.getValue() !== byForm;
      if (own && !pane.dataset.agreed) {
        made.note.replaceChildren(el("div", { class: "notice warning" }, "You changed the document by hand. ",
          el("button", { type: "button", class: "button small", on: { click: () => { pane.dataset.agreed = "yes"; made.rewrite(); } } }, "Write it anew from the form")));
        return;
      }
      delete pane.dataset.agreed;
      editor.setValue(text);
      byForm = text;
    });
    recipeForm = made;
    if (!("kept" in form.dataset)) {
      made.rewrite();
      saved = editor.getValue();
    } else {
      byForm = "";
    }
  }

  form.setAttribute("novalidate", "");
  form.querySelector("[data-keys]").hidden = false;
  save.hidden = false;
  dryRun.hidden = false;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    event.stopPropagation();
    submit();
  });
  dryRun.addEventListener("click", tryOut);
  if (portfolio) {
    save.addEventListener("click", edit);
    prepareEdit();
  } else {
    startForm();
  }
  window.addEventListener("beforeunload", function (event) {
    if (!leaving && editor.getValue() !== saved && editor.getValue() !== byForm) {
      event.preventDefault();
    }
  });
  window.OpenbellHints.load();
})();
