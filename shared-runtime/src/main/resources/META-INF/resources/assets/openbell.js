// Refreshes the parts of a page that wait for something: every element with `data-live` and an id is
// replaced by the same element of a fresh copy of the page, until that copy has none left.
(function () {
  "use strict";
  var EVERY_MS = 2000;
  var LONGEST_MS = 20000;
  var SLOW_MS = 10000; // data-live="slow": what changes by itself and is not waited for
  var wait = EVERY_MS;

  function live() {
    return Array.prototype.slice.call(document.querySelectorAll("[data-live][id]"));
  }

  function pause() {
    var slow = live().every(function (one) {
      return one.getAttribute("data-live") === "slow";
    });
    return slow ? SLOW_MS : EVERY_MS;
  }

  function replace(fresh) {
    live().forEach(function (old) {
      var next = fresh.getElementById(old.id);
      if (!next) {
        old.removeAttribute("data-live");
        return;
      }
      var open = old.querySelector("details[open]") || old.contains(document.activeElement);
      if (!open || !next.hasAttribute("data-live")) {
        old.replaceWith(document.importNode(next, true));
      }
    });
  }

  function look() {
    return fetch(window.location.href, { headers: { Accept: "text/html" }, credentials: "same-origin" })
      .then(function (answer) {
        if (!answer.ok) {
          throw new Error("status " + answer.status);
        }
        return answer.text();
      })
      .then(function (text) {
        replace(new DOMParser().parseFromString(text, "text/html"));
      });
  }

  function beat() {
    if (!live().length) {
      return;
    }
    if (document.hidden) {
      window.setTimeout(beat, EVERY_MS);
      return;
    }
    look()
      .then(function () {
        wait = pause();
      })
      .catch(function () {
        wait = Math.min(wait * 2, LONGEST_MS);
      })
      .then(function () {
        window.setTimeout(beat, wait);
      });
  }

  window.setTimeout(beat, pause());

  // Somebody heard that there is news.
  document.addEventListener("openbell:look", function () {
    if (live().length) {
      look().catch(function () {});
    }
  });

  // A form that was sent is not sent again by an impatient second click.
  document.addEventListener("submit", function (event) {
    var button = event.target.querySelector("button[type=submit]");
    if (button) {
      window.setTimeout(function () {
        button.disabled = true;
      }, 0);
    }
  });
})();
