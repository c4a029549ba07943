// The page of a run: live until the result is there, then its charts, and the proof in place.
(function () {
  "use strict";
  const { el, call, tell, pause, plural } = window.Openbell;
  const PENDING_ROUNDS = 10;
  const FIRST_MS = 150;
  const LONGEST_MS = 5000;
  const COST_LOOKS = 5;

  async function look() {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" }, credentials: "same-origin" }).catch(() => null);
    return answer && answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("run") : null;
  }

  // The worker tells that it is done a moment before the ledger has heard of it.
  async function refresh(progress) {
    let fresh = await look();
    for (let wait = FIRST_MS; !fresh || fresh.hasAttribute("data-live"); wait = Math.min(2 * wait, LONGEST_MS)) {
      await pause(wait);
      fresh = await look();
    }
    const next = document.importNode(fresh, true);
    document.getElementById("run").replaceWith(next);
    const old = next.querySelector("[data-progress]");
    if (old && progress) {
      old.replaceWith(progress);
    } else if (progress) {
      next.querySelector("[data-verdict]").after(progress);
    }
    start(next);
  }

  function spelled(proof) {
    const stored = proof.objects.filter((one) => one.verdict === "same").length;
    const again = proof.repetition;
    const lines = [stored + " of " + plural(proof.objects.length, "stored object") + " " + (stored === 1 ? "has" : "have") + " the hash that was written down."];
    if (again && again.files.length) {
      const same = again.files.filter((one) => one.verdict === "same").length;
      lines.push("A worker did the run again: " + same + " of " + plural(again.files.length, "file") + " came out the same, byte for byte.");
    }
    return lines.concat(proof.remarks || []);
  }

  const kinds = { verified: ["done", "Verified"], damaged: ["failed", "Damaged"], differs: ["warning", "Differs"], pending: ["running", "Still running"], "not repeatable": ["queued", "Whole, but not repeatable"] };

  async function verify(run, node, button) {
    button.setAttribute("aria-disabled", "true");
    tell(node, "", "Verifying …", "Every stored byte is read again, and a worker does the run once more.");
    let answer = { ok: false };
    for (let i = 0; i < PENDING_ROUNDS; i++) {
      answer = await call("GET", "/api/v1/runs/" + run + "/verify");
      if (!answer.ok || answer.data.verdict !== "pending") {
        break;
      }
      await pause(1000);
    }
    button.removeAttribute("aria-disabled");
    if (!answer.ok) {
      tell(node, "error", "It could not be verified.", answer.trouble);
      return;
    }
    const [css, text] = kinds[answer.data.verdict] || ["queued", answer.data.verdict];
    node.replaceChildren(el("div", { class: "notice verdict-notice" }, el("span", { class: "badge " + css }, text),
      spelled(answer.data).map((line) => el("p", null, line)), el("a", { href: "/runs/" + run + "/verify" }, "Every hash")));
  }

  // Workers tell what an attempt took within a second of its end.
  async function cost(run, node) {
    for (let look = 0; look < COST_LOOKS; look++) {
      const answer = await call("GET", "/api/v1/costs?by=run&key=" + run);
      const line = answer.ok && answer.data.items[0];
      if (line) {
        node.textContent = spelledCost(line, answer.data);
        return;
      }
      await pause(1000);
    }
  }

  function spelledCost(line, costs) {
    const time = line.machineSeconds < 1 ? (1000 * line.machineSeconds).toFixed(1) + " ms" : line.machineSeconds.toFixed(2) + " s";
    const money = costs.machineHour > 0 ? ", " + Number(line.cost).toFixed(9).replace(/0+$/, "") + " " + costs.currency : "";
    return time + " of a machine" + money + (line.attempts > 1 ? ", in " + line.attempts + " attempts" : "");
  }

  function start(root) {
    const run = root.dataset.run;
    const button = root.querySelector("[data-verify]");
    if (button) {
      button.addEventListener("click", function (event) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) {
          return;
        }
        event.preventDefault();
        if (button.getAttribute("aria-disabled") !== "true") {
          verify(run, root.querySelector("[data-verdict]"), button);
        }
      });
    }
    const log = root.querySelector("[data-log]");
    if (log) {
      log.addEventListener("toggle", () => window.OpenbellProgress.log(log.querySelector("div"), run), { once: true });
    }
    const costs = root.querySelector("[data-cost]");
    if (costs) {
      cost(run, costs);
    }
    window.OpenbellCharts.start(root);
  }

  const root = document.getElementById("run");
  if (root.hasAttribute("data-live")) {
    const progress = root.querySelector("[data-progress]");
    // From here on it is told, or asks itself: the general refresh is not needed.
    root.removeAttribute("data-live");
    window.OpenbellProgress.start(progress, root.dataset.run, { settled: (last) => refresh(last ? null : progress) });
  }
  start(root);
})();
