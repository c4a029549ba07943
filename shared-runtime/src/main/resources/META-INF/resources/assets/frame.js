// The frame of every page: the menu of a narrow window, and pages that hear of news as it happens.
(function () {
  "use strict";
  var button = document.querySelector("button.menu");
  var nav = document.getElementById("nav");

  function open(yes) {
    button.setAttribute("aria-expanded", String(yes));
    nav.classList.toggle("open", yes);
  }

  if (button && nav) {
    button.addEventListener("click", function () {
      open(button.getAttribute("aria-expanded") !== "true");
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
        open(false);
        button.focus();
      }
    });
  }

  // An element with `data-events` names a stream: whatever comes over it makes the page look again.
  // openbell.js goes on asking by itself, so that a stream that breaks costs nothing but a moment.
  var LEAST_MS = 1000;
  var last = 0;
  var planned = false;

  function look() {
    planned = false;
    last = Date.now();
    document.dispatchEvent(new CustomEvent("openbell:look"));
  }

  function soon() {
    if (!planned) {
      planned = true;
      window.setTimeout(look, Math.max(0, last + LEAST_MS - Date.now()));
    }
  }

  function number(value) {
    return Number(value).toLocaleString("en-GB");
  }

  // Numbers are shown at once; tables follow with the next look.
  function counts(event) {
    var told = JSON.parse(event.data);
    document.querySelectorAll("[data-count]").forEach(function (place) {
      var value = told[place.getAttribute("data-count")];
      if (typeof value === "number") {
        place.textContent = number(value);
      }
    });
    soon();
  }

  var heard = document.querySelector("[data-live][data-events]");
  if (heard && window.EventSource) {
    var stream = new EventSource(heard.getAttribute("data-events"));
    stream.addEventListener("counts", counts);
    stream.addEventListener("progress", soon);
    stream.addEventListener("end", function () {
      stream.close();
      soon();
    });
    stream.onerror = function () {
      if (stream.readyState === EventSource.CLOSED) {
        stream.close();
      }
    };
    window.addEventListener("pagehide", function () {
      stream.close();
    });
  }
})();
