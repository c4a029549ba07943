// The form beside the editor: choose a strategy, fill in numbers, and the document is written.
window.OpenbellRecipeForm = (function () {
  "use strict";
  const { el } = window.Openbell;
  const recipes = window.OpenbellRecipes;

  function field(one, id) {
    const shared = { id: id, name: one.name, "aria-describedby": one.hint ? id + "-hint" : null };
    const input = one.kind === "choice"
      ? el("select", shared, one.options.map(([value, text]) => el("option", { value: value, selected: value === one.usual }, text)))
      : el("input", Object.assign(shared, {
          type: one.kind, value: one.usual, min: one.min, max: one.max, step: one.step,
          placeholder: one.placeholder, list: one.list, required: one.needed, autocomplete: "off", maxlength: one.maxlength
        }));
    return el("label", { class: one.wide ? "wide" : null, for: id }, one.label, input,
      one.hint ? el("span", { class: "faint", id: id + "-hint" }, one.hint) : null);
  }

  const common = (symbols) => [
    { name: "symbols", label: "Symbols", kind: "text", usual: symbols[0] || "", list: "symbols", needed: true, wide: true,
      hint: symbols.length > 1 ? "One or more, separated by commas. There are bars for " + named(symbols) + "." : "One or more, separated by commas." },
    { name: "start", label: "First day", kind: "date", usual: "2014-01-02", needed: true },
    { name: "capital", label: "Money at the start", kind: "number", usual: 100000, min: 1, max: 1e12, step: "any", needed: true },
    { name: "currency", label: "Currency", kind: "text", usual: "USD", maxlength: 3, needed: true },
    { name: "benchmark", label: "Compare with", kind: "text", usual: symbols.includes("SPX") ? "SPX" : "", list: "symbols", placeholder: "nothing" },
    { name: "fee", label: "Fee per trade, percent", kind: "number", usual: 0.05, min: 0, max: 10, step: 0.01 },
    { name: "name", label: "Name", kind: "text", usual: "", maxlength: 120, placeholder: "made from the strategy", wide: true },
    { name: "reader", label: "Mail it to", kind: "email", usual: "", placeholder: "nobody yet", maxlength: 254,
      hint: "The address is asked first. More can be added later." },
    { name: "when", label: "How often", kind: "choice", usual: "on_change",
      options: [["on_change", "only when something changes"], ["every_session", "every session"], ["daily_digest", "in a daily digest"], ["weekly", "once a week"]] }
  ];

  function named(symbols) {
    const few = symbols.slice(0, 6).join(", ");
    return symbols.length > 6 ? few + " and " + (symbols.length - 6) + " more" : few;
  }

  // pane: where the form is put; write(text): puts a document into the editor
  function start(pane, symbols, write) {
    let recipe = recipes.all[0];
    const own = el("div", { class: "fields" });
    const note = el("div", { class: "recipe-note", role: "status" });
    const cards = el("fieldset", { class: "recipes" }, el("legend", null, "Strategy"),
      recipes.all.map((one, i) => el("label", { class: "recipe" },
        el("input", { type: "radio", name: "recipe", value: one.id, checked: i === 0 }),
        el("span", { class: "recipe-title" }, one.title), el("span", { class: "recipe-says" }, one.says))));
    const form = el("div", { class: "card recipe-form", role: "group", "aria-label": "Form for common strategies" },
      el("div", { class: "card-head" }, el("h2", null, "Strategy form"), el("span", { class: "faint" }, "writes the document")),
      el("div", { class: "card-body" }, cards,
        el("fieldset", null, el("legend", null, "Its numbers"), own), note,
        el("fieldset", null, el("legend", null, "Portfolio"), el("div", { class: "fields" }, common(symbols).map((one) => field(one, "f-" + one.name))))));
    pane.append(form);
    pane.hidden = false;

    function show() {
      own.replaceChildren.apply(own, recipe.fields.map((one) => field(one, "r-" + one.name)));
    }

    function answers() {
      const found = {};
      form.querySelectorAll("input:not([type=radio]), select").forEach(function (input) {
        found[input.name] = input.type === "number" ? Number(input.value) : input.value.trim();
      });
      found.symbols = found.symbols.toUpperCase().split(/[,;\s]+/).filter(Boolean);
      found.currency = found.currency.toUpperCase();
      return found;
    }

    function refused(found) {
      const wrong = Array.prototype.find.call(form.querySelectorAll("input"), (input) => !input.checkValidity());
      if (wrong) {
        const label = wrong.closest("label");
        return (label ? label.firstChild.textContent : wrong.name) + ": " + wrong.validationMessage;
      }
      return found.symbols.length ? (recipe.check ? recipe.check(found) : "") : "Name at least one symbol.";
    }

    function rewrite() {
      const found = answers();
      const trouble = refused(found);
      note.replaceChildren(trouble ? el("p", { class: "notice warning" }, trouble) : "");
      if (!trouble) {
        write(recipes.written(recipes.document(recipe, found)) + "\n");
      }
    }

    form.addEventListener("input", function (event) {
      event.stopPropagation();
      if (event.target.name === "recipe") {
        recipe = recipes.all.find((one) => one.id === event.target.value);
        show();
        suggestSymbols();
      }
      rewrite();
    });

    // A rotation of one symbol is none: offer two when there are two.
    function suggestSymbols() {
      const input = form.querySelector("[name=symbols]");
      if (["rotation", "weights"].includes(recipe.id) && !/[,;\s]/.test(input.value.trim()) && symbols.length > 1) {
        input.value = symbols.slice(0, 2).join(", ");
      }
    }

    show();
    return { rewrite, note, trouble: () => refused(answers()) };
  }

  return { start };
})();
