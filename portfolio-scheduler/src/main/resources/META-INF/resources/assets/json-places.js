// Where in a text each value of a JSON document stands, by its JSON pointer. It forgives what is still
// being typed: it stops at the first mistake and keeps what it saw.
window.OpenbellPlaces = (function () {
  "use strict";

  function escape(key) {
    return key.replace(/~/g, "~0").replace(/\//g, "~1");
  }

  function string(text, at) {
    let end = at + 1;
    while (end < text.length && text[end] !== '"' && text[end] !== "\n") {
      end += text[end] === "\\" ? 2 : 1;
    }
    const raw = text.slice(at, Math.min(end + 1, text.length));
    let value = raw.slice(1, raw.endsWith('"') && raw.length > 1 ? -1 : undefined);
    try {
      value = JSON.parse(raw);
    } catch (unfinished) {
      // As it is written.
    }
    return { value: value, end: Math.min(end + 1, text.length), closed: text[end] === '"' };
  }

  // @return places: pointer -> {from, to, key: {from, to} or null}; trouble: {at, message} or null
  function of(text) {
    const places = new Map();
    let at = 0;
    let trouble = null;

    function fail(message) {
      if (!trouble) {
        trouble = { at: Math.min(at, text.length), message: message };
      }
      throw trouble;
    }

    function blank() {
      while (at < text.length && " \t\r\n".includes(text[at])) {
        at++;
      }
    }

    function value(pointer, key) {
      blank();
      const place = { from: at, to: at, key: key };
      places.set(pointer, place);
      const c = text[at];
      if (c === "{") {
        object(pointer, place);
      } else if (c === "[") {
        array(pointer, place);
      } else if (c === '"') {
        const read = string(text, at);
        at = read.end;
        if (!read.closed) {
          fail("This text has no closing quote.");
        }
      } else {
        const found = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/.exec(text.slice(at, at + 400));
        if (!found) {
          fail(c === undefined ? "The document ends too early." : "A value is expected here.");
        }
        at += found[0].length;
      }
      place.to = at;
    }

    function object(pointer) {
      at++;
      const seen = new Set();
      blank();
      if (text[at] === "}") {
        at++;
        return;
      }
      for (;;) {
        blank();
        if (text[at] !== '"') {
          fail("A name in quotes is expected here.");
        }
        const from = at;
        const name = string(text, at);
        at = name.end;
        if (!name.closed) {
          fail("This name has no closing quote.");
        }
        if (seen.has(name.value)) {
          at = from;
          fail("“" + name.value + "” stands here twice.");
        }
        seen.add(name.value);
        const key = { from: from, to: at };
        blank();
        if (text[at] !== ":") {
          fail("A colon is expected here.");
        }
        at++;
        value(pointer + "/" + escape(name.value), key);
        blank();
        if (text[at] === "}") {
          at++;
          return;
        }
        if (text[at] !== ",") {
          fail("A comma or } is expected here.");
        }
        at++;
      }
    }

    function array(pointer) {
      at++;
      blank();
      if (text[at] === "]") {
        at++;
        return;
      }
      for (let i = 0; ; i++) {
        value(pointer + "/" + i, null);
        blank();
        if (text[at] === "]") {
          at++;
          return;
        }
        if (text[at] !== ",") {
          fail("A comma or ] is expected here.");
        }
        at++;
      }
    }

    try {
      value("", null);
      blank();
      if (at < text.length) {
        fail("Nothing may follow the document.");
      }
    } catch (stop) {
      if (stop !== trouble) {
        throw stop;
      }
    }
    return { places: places, trouble: trouble };
  }

  // The place of a pointer, or of the nearest one around it that is there.
  function find(places, pointer) {
    let wanted = pointer;
    while (!places.has(wanted) && wanted) {
      wanted = wanted.slice(0, wanted.lastIndexOf("/"));
    }
    return places.get(wanted) || { from: 0, to: 0, key: null };
  }

  // What the position is in: the path of containers around it, whether a name or a value is typed, and
  // the names that the object has already.
  function context(text, position) {
    const stack = [];
    let at = 0;
    while (at < position) {
      const c = text[at];
      const top = stack[stack.length - 1];
      if (c === '"') {
        const read = string(text, at);
        if (read.end > position || (read.end === position && !read.closed)) {
          return result(text, stack, { from: at, to: read.end, typed: text.slice(at + 1, position) });
        }
        if (top && top.object && !top.inValue) {
          top.name = read.value;
          top.names.push(read.value);
        } else if (top && top.object && top.name !== undefined) {
          top.values[top.name] = read.value;
        }
        at = read.end;
        continue;
      }
      if (c === "{" || c === "[") {
        stack.push({ object: c === "{", names: [], values: {}, index: 0, inValue: false });
      } else if (c === "}" || c === "]") {
        stack.pop();
      } else if (top && c === ":") {
        top.inValue = true;
      } else if (top && c === ",") {
        top.inValue = false;
        top.name = undefined;
        top.index++;
      }
      at++;
    }
    const word = /[\w.+-]*$/.exec(text.slice(Math.max(0, position - 80), position))[0];
    return result(text, stack, { from: position - word.length, to: position, typed: word });
  }

  // The names that the object has behind the position.
  function namesBehind(text, from) {
    const found = [];
    let depth = 0;
    let at = from;
    while (at < text.length && depth >= 0) {
      if (text[at] === '"') {
        const read = string(text, at);
        if (depth === 0 && /^\s*:/.test(text.slice(read.end, read.end + 40))) {
          found.push(read.value);
        }
        at = read.end;
        continue;
      }
      depth += "{[".includes(text[at]) ? 1 : "}]".includes(text[at]) ? -1 : 0;
      at++;
    }
    return found;
  }

  function result(text, stack, token) {
    const path = stack.slice(0, -1).map((level) => (level.object ? level.name : level.index));
    const top = stack[stack.length - 1] || null;
    if (top && top.object) {
      top.names = top.names.concat(namesBehind(text, token.to));
    }
    return { path: path, top: top, token: token, naming: !!top && top.object && !top.inValue };
  }

  return { of, find, context };
})();
