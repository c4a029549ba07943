// What the scripts of the pages have in common: making elements, asking the API, spelling values.
window.Openbell = (function () {
  "use strict";

  // An element with attributes and children. Text is always text: nothing is parsed as HTML.
  function el(tag, attributes) {
    const node = document.createElement(tag);
    Object.entries(attributes || {}).forEach(function ([name, value]) {
      if (name === "on") {
        Object.entries(value).forEach(([event, listener]) => node.addEventListener(event, listener));
      } else if (value === true) {
        node.setAttribute(name, "");
      } else if (value !== false && value !== null && value !== undefined) {
        node.setAttribute(name, value);
      }
    });
    Array.prototype.slice.call(arguments, 2).flat(3).forEach(function (child) {
      if (child !== null && child !== undefined && child !== false) {
        node.append(child);
      }
    });
    return node;
  }

  // Asks the API. Never rejects: what went wrong is `trouble`, a sentence, and `errors`, by place.
  // options: body (an object, or a text that is JSON already), headers, signal
  async function call(method, path, options) {
    const wish = options || {};
    const headers = Object.assign({ Accept: "application/json, application/problem+json" }, wish.headers);
    const request = { method: method, headers: headers, credentials: "same-origin", signal: wish.signal };
    if (wish.body !== undefined) {
      headers["Content-Type"] = "application/json";
      request.body = typeof wish.body === "string" ? wish.body : JSON.stringify(wish.body);
    }
    let answer;
    try {
      answer = await fetch(path, request);
    } catch (problem) {
      const aborted = problem.name === "AbortError";
      return { ok: false, status: 0, aborted: aborted, errors: [], trouble: "Openbell cannot be reached. Is it running?" };
    }
    const text = await answer.text().catch(() => "");
    let data = null;
    try {
      data = text ? JSON.parse(text) : null;
    } catch (notJson) {
      data = null;
    }
    return {
      ok: answer.ok,
      status: answer.status,
      data: data,
      etag: answer.headers.get("ETag"),
      location: answer.headers.get("Location"),
      retryAfter: Number(answer.headers.get("Retry-After")) || 0,
      errors: (!answer.ok && data && data.errors) || [],
      trouble: answer.ok ? "" : trouble(answer.status, data)
    };
  }

  function trouble(status, data) {
    if (data && data.detail) {
      return data.detail;
    }
    if (status === 401) {
      return "You are not logged in any more. Reload the page.";
    }
    if (status === 404 || status === 405) {
      return "This Openbell does not offer that.";
    }
    return "Openbell answered with an error (status " + status + "). Nothing was changed.";
  }

  // A path of this very service, whatever host the Location names.
  function pathOf(location, otherwise) {
    try {
      const url = new URL(location, window.location.href);
      return url.pathname + url.search;
    } catch (bad) {
      return otherwise;
    }
  }

  // Replaces what stands in a node by one notice; kind: "", "warning" or "error".
  function tell(node, kind, title, detail, errors) {
    node.replaceChildren(
      el("div", { class: ("notice " + kind).trim(), role: kind === "error" ? "alert" : null },
        el("strong", null, title), detail || "",
        (errors || []).map((error) =>
          el("p", { class: "flaw" }, error.pointer ? [el("code", null, error.pointer), " "] : "", error.detail, " ", error.hint || "")))
    );
  }

  const zoneless = { timeZone: "UTC" };
  const days = new Intl.DateTimeFormat("en-GB", Object.assign({ day: "numeric", month: "short", year: "numeric" }, zoneless));
  const moments = new Intl.DateTimeFormat("en-GB",
    Object.assign({ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }, zoneless));

  function day(text) {
    const at = new Date(text);
    return isNaN(at) ? String(text) : days.format(at);
  }

  function moment(text) {
    const at = new Date(text);
    return isNaN(at) ? String(text) : moments.format(at) + " UTC";
  }

  function number(value, decimals) {
    return Number.isFinite(value)
      ? value.toLocaleString("en-GB", { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
      : "–";
  }

  function plural(count, word) {
    return number(count, 0) + " " + word + (count === 1 ? "" : "s");
  }

  const words = { BUY: "Buy", SELL: "Sell", EMPTY: "Empty", NONE: "–", ENTER: "Buy", INCREASE: "Buy", EXIT: "Sell", REDUCE: "Sell", HOLD: "Hold", FLAT: "Empty",
    B: "Buy", S: "Sell", H: "Hold", E: "Empty" };

  function badge(state) {
    const text = words[state] || state || "–";
    return el("span", { class: "badge " + text.toLowerCase() }, text);
  }

  function pause(millis) {
    return new Promise((done) => window.setTimeout(done, millis));
  }

  // A new name for one submission, so that a repeated click is one submission.
  function newKey() {
    return Array.from(window.crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
  }

  // Forms that add a reader, answered in place.
  document.addEventListener("submit", async function (event) {
    const form = event.target;
    if (!form.hasAttribute("data-subscribe")) {
      return;
    }
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    const said = form.querySelector("[data-said]");
    const wish = Object.fromEntries(new FormData(form));
    const answer = await call("POST", "/api/v1/subscriptions", { body: wish });
    button.disabled = false;
    if (answer.ok) {
      tell(said, "", answer.data.receives ? wish.email + " is subscribed." : "A question is on its way to " + wish.email + ".",
        answer.data.receives ? "Mail comes with the next run." : "Mail comes once the link in it was followed.");
      form.querySelector("[name=email]").value = "";
    } else {
      tell(said, "error", "Not subscribed.", answer.trouble, answer.errors);
    }
  });

  return { el, call, tell, pathOf, day, moment, number, plural, badge, pause, newKey };
})();
