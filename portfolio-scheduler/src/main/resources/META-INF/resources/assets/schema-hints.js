// Suggestions while a document is typed, from the schema that the server reads documents by.
window.OpenbellHints = (function () {
  "use strict";
  const MOST = 80;
  let root = null;

  async function load() {
    const answer = await window.Openbell.call("GET", "/api/v1/schema", { headers: { Accept: "application/schema+json, application/json" } });
    root = answer.ok ? answer.data : null;
    return answer;
  }

  function resolve(schema) {
    let found = schema;
    for (let i = 0; found && found.$ref && i < 10; i++) {
      found = found.$ref.split("/").slice(1).reduce((node, part) => node && node[part], root);
    }
    return found || {};
  }

  // Every schema that speaks about this value, as far as what is written already decides it.
  function all(schema, value) {
    const found = [];
    function add(one) {
      const real = resolve(one);
      found.push(real);
      (real.allOf || []).forEach(add);
      (real.anyOf || []).concat(real.oneOf || []).forEach(add);
      if (real.if && holds(real.if, value)) {
        add(real.then || {});
      }
    }
    add(schema);
    return found;
  }

  function holds(condition, value) {
    return Object.entries(condition.properties || {}).every(function ([name, wanted]) {
      return value && value[name] !== undefined && value[name] === wanted.const;
    });
  }

  // The schemas of what stands at the end of the path.
  // values: for each object around it, the texts it has by name
  function at(path, values) {
    let schemas = all(root, values[0]);
    path.forEach(function (step, depth) {
      const next = [];
      schemas.forEach(function (schema) {
        const child = typeof step === "number" ? schema.items : (schema.properties || {})[step];
        if (child) {
          next.push.apply(next, all(child, values[depth + 1]));
        }
      });
      schemas = next;
    });
    return schemas;
  }

  function describe(schema) {
    const real = resolve(schema);
    return real.description || real.title || "";
  }

  function beginning(schema) {
    const real = resolve(schema);
    if (real.default !== undefined) {
      return JSON.stringify(real.default);
    }
    const type = real.type || (real.properties || real.allOf ? "object" : "");
    return { object: "{}", array: "[]", string: '""' }[type] || "";
  }

  function names(schemas, top) {
    const found = new Map();
    schemas.forEach(function (schema) {
      const required = schema.required || [];
      Object.entries(schema.properties || {}).forEach(function ([name, child]) {
        const known = found.get(name);
        const detail = describe(child) || (known ? known.detail : "");
        const from = known && known.begin ? known.begin : beginning(child);
        found.set(name, { name, detail, begin: from, needed: required.includes(name) || !!(known && known.needed) });
      });
    });
    return Array.from(found.values())
      .filter((one) => !top.names.includes(one.name))
      .sort((a, b) => b.needed - a.needed || a.name.localeCompare(b.name));
  }

  function values(schemas, ids) {
    const found = new Map();
    schemas.forEach(function (schema) {
      (schema.enum || []).forEach((one) => found.set(JSON.stringify(one), titleOf(one)));
      if (schema.const !== undefined) {
        found.set(JSON.stringify(schema.const), "");
      }
      if (schema.default !== undefined && typeof schema.default !== "object") {
        found.set(JSON.stringify(schema.default), "usual");
      }
      if (schema.type === "boolean") {
        found.set("true", found.get("true") || "");
        found.set("false", found.get("false") || "");
      }
    });
    ids.forEach((id) => found.set(JSON.stringify(id), "defined in this document"));
    return Array.from(found, ([text, detail]) => ({ text, detail }));
  }

  // What a primitive does, where the value is the name of one.
  function titleOf(value) {
    const definition = (root.$defs || {})[value];
    return (definition && definition.description) || "";
  }

  // Names that other parts of the document may refer to.
  function idsFor(context, text, symbols) {
    const name = context.top && context.top.name;
    const outputs = ["buy_signal", "sell_signal", "target_weight", "ref"];
    if (outputs.includes(name) || (name === "id" && context.path.includes("outputs"))) {
      return Array.from(text.matchAll(/"id"\s*:\s*"([^"\n]{1,64})"/g), (found) => found[1])
        .filter((id, i, ids) => ids.indexOf(id) === i);
    }
    return name === "symbol" || name === "benchmark" ? symbols : [];
  }

  function quoteless(text) {
    return text.replace(/^"|"$/g, "");
  }

  function entry(text, shown, detail, needed) {
    return {
      text: text,
      render: function (node) {
        node.append(window.Openbell.el("span", { class: "hint-name" + (needed ? " needed" : "") }, shown));
        if (detail) {
          node.append(window.Openbell.el("span", { class: "hint-detail" }, detail));
        }
      }
    };
  }

  function list(context, text, symbols) {
    const path = context.path.concat([]);
    const values0 = context.around;
    if (context.naming) {
      return names(at(path, values0), context.top).map((one) =>
        entry(JSON.stringify(one.name) + ": " + one.begin, one.name, one.detail, one.needed));
    }
    const own = context.top.object ? context.top.name : context.top.index;
    return values(at(path.concat([own]), values0), idsFor(context, text, symbols))
      .map((one) => entry(one.text, quoteless(one.text), one.detail, false));
  }

  // For CodeMirror's show-hint.
  function hint(editor, symbols) {
    if (!root) {
      return null;
    }
    const text = editor.getValue();
    const context = window.OpenbellPlaces.context(text, editor.indexFromPos(editor.getCursor()));
    if (!context.top) {
      return null;
    }
    context.around = around(text, context.path);
    const typed = context.token.typed.toLowerCase();
    const found = list(context, text, symbols)
      .filter((one) => quoteless(one.text).toLowerCase().includes(typed))
      .slice(0, MOST);
    const to = context.naming ? afterName(text, context.token.to) : context.token.to;
    if (to > context.token.to) {
      found.forEach((one) => { one.text = one.text.slice(0, one.text.indexOf('":') + 1); });
    }
    return { list: found, from: editor.posFromIndex(context.token.from), to: editor.posFromIndex(context.token.to) };
  }

  // Past the colon when the name has a value already.
  function afterName(text, from) {
    const colon = /^\s*:/.exec(text.slice(from, from + 40));
    return colon ? from + colon[0].length : from;
  }

  // The texts that each container on the path has, so that "type" decides about "params" wherever it stands.
  function around(text, path) {
    const places = window.OpenbellPlaces.of(text).places;
    const found = [];
    let pointer = "";
    [null].concat(path).forEach(function (step) {
      pointer += step === null ? "" : "/" + String(step).replace(/~/g, "~0").replace(/\//g, "~1");
      const own = {};
      ["type", "name"].forEach(function (key) {
        const place = places.get(pointer + "/" + key);
        if (place) {
          own[key] = quoteless(text.slice(place.from, place.to));
        }
      });
      found.push(own);
    });
    return found;
  }

  return { load, hint };
})();
