// Shows a run on its way, as the server tells it. When the server does not tell, it is asked.
window.OpenbellProgress = (function () {
  "use strict";
  const { el, call, number, moment } = window.Openbell;
  const EVERY_MS = 2000;
  const TOLD_EVERY_MS = 10000;
  const STEPS = [["QUEUED", "Waiting"], ["CLAIMED", "Worker took it"], ["LOADED", "Bars loaded"], ["EVALUATED", "Evaluated"],
    ["STORED", "Stored"], ["SIGNALLED", "Judged"], ["MAILED", "Mail settled"]];
  const ORDER = STEPS.map(([stage]) => stage);
  const SETTLED = ["STORED", "SIGNALLED", "MAILED", "FAILED"];

  function words(stage) {
    const step = STEPS.find(([name]) => name === stage);
    return step ? step[1] : { RETRYING: "Tried again", FAILED: "Failed" }[stage] || stage;
  }

  function duration(eta) {
    const seconds = typeof eta === "number" ? eta : /^P/.test(String(eta)) ? iso(eta) : (Date.parse(eta) - Date.now()) / 1000;
    if (!Number.isFinite(seconds) || seconds < 0) {
      return "";
    }
    return seconds < 90 ? "about " + Math.max(1, Math.round(seconds)) + " s" : "about " + Math.round(seconds / 60) + " min";
  }

  function iso(text) {
    const found = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(text);
    return found ? 3600 * (found[1] || 0) + 60 * (found[2] || 0) + Number(found[3] || 0) : NaN;
  }

  function place(position) {
    return position === 1 ? "Next in the queue" : number(position, 0) + " in the queue, this one included";
  }

  function view(node) {
    const bar = el("progress", { max: "100", value: "0", "aria-label": "Progress of the run" });
    const steps = el("ol", { class: "steps" }, STEPS.map(([stage, text]) => el("li", { "data-stage": stage }, text)));
    const said = el("p", { class: "progress-said", role: "status" }, "Waiting for news …");
    const log = el("ol", { class: "progress-log" });
    node.replaceChildren(el("div", { class: "card progress" }, bar, steps, said, el("details", null, el("summary", null, "Every step"), log)));
    return { bar, steps, said, log };
  }

  // What is told may be less than what is: a run that is done or failed is no longer on its way.
  function stageOf(news) {
    const ended = { DONE: "STORED", FAILED: "FAILED" }[news.state];
    if (ended && !SETTLED.includes(news.stage)) {
      return ended;
    }
    return news.stage || { QUEUED: "QUEUED", RUNNING: "CLAIMED" }[news.state] || "QUEUED";
  }

  function show(parts, news) {
    const stage = stageOf(news);
    const at = stage === "RETRYING" ? 0 : ORDER.indexOf(stage);
    if (Number.isFinite(news.percent)) {
      parts.bar.value = news.percent;
    }
    parts.steps.classList.toggle("failed", stage === "FAILED");
    if (at >= 0) {
      Array.from(parts.steps.children).forEach(function (li, i) {
        li.className = i < at || i === ORDER.length - 1 && at === i ? "passed" : i === at ? "current" : "";
        if (i === at) {
          li.setAttribute("aria-current", "step");
        } else {
          li.removeAttribute("aria-current");
        }
      });
    }
    const eta = news.eta !== null && news.eta !== undefined ? duration(news.eta) : "";
    const queue = stage === "QUEUED" && news.position > 0 ? place(news.position) : "";
    parts.said.textContent = [words(stage), news.detail, queue, SETTLED.includes(stage) ? "" : eta].filter(Boolean).join(" · ");
    return stage;
  }

  // Steps are a second apart, or less.
  function clock(text) {
    const at = new Date(text);
    return isNaN(at) ? String(text) : at.toISOString().slice(11, 23);
  }

  function note(parts, news) {
    parts.log.append(el("li", null, el("span", { class: "faint nowrap", title: moment(news.at) }, clock(news.at)), " ", el("strong", null, words(news.stage)),
      news.attempt > 1 ? " (attempt " + news.attempt + ")" : "", news.detail ? " " + news.detail : ""));
  }

  function parsed(event) {
    try {
      return JSON.parse(event.data);
    } catch (broken) {
      return null;
    }
  }

  // tell: {settled(last): a result or the reason for none is there; last: nothing more will be told}
  function start(node, run, tell) {
    const parts = view(node);
    const path = "/api/v1/runs/" + run;
    let settled = false;

    function heard(news) {
      if (!news) {
        return;
      }
      const stage = show(parts, news);
      if (SETTLED.includes(stage) && !settled) {
        settled = true;
        tell.settled(source.readyState === EventSource.CLOSED);
      }
    }

    // Also while it is told, now and then: what is told may get lost.
    async function ask() {
      const answer = await call("GET", path);
      // Meanwhile it may have been told, and more than the answer says.
      if (settled) {
        return;
      }
      const deaf = source.readyState === EventSource.CLOSED;
      if (answer.ok && (deaf || ["DONE", "FAILED"].includes(answer.data.state))) {
        heard(answer.data);
      } else if (deaf && answer.status) {
        parts.said.textContent = answer.trouble;
      }
      if (!settled) {
        window.setTimeout(ask, deaf ? EVERY_MS : TOLD_EVERY_MS);
      }
    }

    const source = new EventSource(path + "/events");
    source.addEventListener("snapshot", (event) => heard(parsed(event)));
    source.addEventListener("progress", function (event) {
      const news = parsed(event);
      heard(news);
      if (news) {
        note(parts, news);
      }
    });
    source.addEventListener("end", () => source.close());
    window.setTimeout(ask, EVERY_MS);
    window.addEventListener("pagehide", () => source.close());
  }

  // The stored log of a run, when somebody wants to see it.
  async function log(node, run) {
    const answer = await call("GET", "/api/v1/runs/" + run + "/log?limit=100");
    if (!answer.ok) {
      node.replaceChildren(el("p", { class: "muted" }, answer.trouble));
      return;
    }
    const parts = { log: el("ol", { class: "progress-log" }) };
    answer.data.items.forEach((one) => note(parts, one));
    node.replaceChildren(answer.data.items.length ? parts.log : el("p", { class: "muted" }, "Nothing is kept about this run any more."));
  }

  return { start, log };
})();
