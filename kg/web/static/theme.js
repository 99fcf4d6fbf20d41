/* Runs before the first paint: light or dark as last chosen, else as the system says. */
(function () {
  "use strict";
  var root = document.documentElement;
  var kept = null;
  try { kept = localStorage.getItem("theme"); } catch (refused) { kept = null; }
  var asked = new URLSearchParams(location.search).get("theme");
  var system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  var theme = asked === "dark" || asked === "light" ? asked : kept || system;
  root.dataset.theme = theme;
  addEventListener("beforeprint", function () { theme = root.dataset.theme; root.dataset.theme = "light"; });
  addEventListener("afterprint", function () { root.dataset.theme = theme; });
})();
