/* What pages do beyond reading. Every page reads without it. */
(function () {
  "use strict";
  var root = document.documentElement;

  function all(selector, within) { return Array.from((within || document).querySelectorAll(selector)); }
  function one(selector, within) { return (within || document).querySelector(selector); }

  /* Light and dark. */
  function theme() {
    var button = one("#theme");
    if (!button) { return; }
    button.hidden = false;
    button.addEventListener("click", function () {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch (refused) { return; }
    });
  }

  /* Permalink and print. */
  function tools() {
    all("[data-copy]").forEach(function (link) {
      link.addEventListener("click", function (event) {
        if (!navigator.clipboard) { return; }
        event.preventDefault();
        navigator.clipboard.writeText(location.href).then(function () {
          link.dataset.done = "✓";
          setTimeout(function () { delete link.dataset.done; }, 1500);
        });
      });
    });
    all("[data-print]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { print(); });
    });
  }

  /* A drawing as PNG, made here: its looks become attributes, for an image knows no stylesheet. */
  var LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-family", "font-size", "font-weight",
    "font-feature-settings", "text-anchor", "display", "paint-order", "stroke-linejoin"];
  var LARGEST = 16000;
  function frozen(drawing) {
    var copy = drawing.cloneNode(true);
    var from = [drawing].concat(all("*", drawing));
    [copy].concat(all("*", copy)).forEach(function (element, place) {
      var look = getComputedStyle(from[place]);
      LOOKS.forEach(function (name) { element.setAttribute(name, look.getPropertyValue(name)); });
    });
    var box = drawing.viewBox.baseVal;
    var ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    [["x", box.x], ["y", box.y], ["width", box.width], ["height", box.height],
      ["fill", getComputedStyle(drawing.closest("figure")).backgroundColor]].forEach(function (pair) {
      ground.setAttribute(pair[0], pair[1]);
    });
    copy.prepend(ground);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", box.width);
    copy.setAttribute("height", box.height);
    return new XMLSerializer().serializeToString(copy);
  }
  function pictures() {
    var figure = one("figure[data-picture]");
    var drawing = figure && one("svg[viewBox]:not([aria-hidden])", figure);
    var button = one("[data-png]");
    if (!drawing || !button) { return; }
    button.hidden = false;
    button.addEventListener("click", function () {
      var box = drawing.viewBox.baseVal;
      var scale = Math.min(2, LARGEST / box.width, LARGEST / box.height);
      var image = new Image();
      image.addEventListener("load", function () {
        var canvas = document.createElement("canvas");
        canvas.width = Math.round(box.width * scale);
        canvas.height = Math.round(box.height * scale);
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob(function (blob) {
          var link = document.createElement("a");
          link.href = URL.createObjectURL(blob);
          link.download = figure.dataset.picture.replace(/[\\/:*?"<>|]/g, "_").slice(0, 80) + ".png";
          link.click();
          setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
        }, "image/png");
      });
      image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(frozen(drawing));
    });
  }

  /* Evidence popovers of a drawing: beside their pill; Esc closes. */
  function evidence() {
    var drawn = one(".drawn");
    if (!drawn) { return; }
    var canvas = one(".canvas", drawn);
    var opener = null;
    function close() {
      all(".pop.open", drawn).forEach(function (pop) { pop.classList.remove("open"); });
      all(".on", drawn).forEach(function (mark) { mark.classList.remove("on"); });
      if (opener) { opener.focus({preventScroll: true}); opener = null; }
    }
    function open(pill) {
      var id = pill.getAttribute("href").slice(1);
      var pop = document.getElementById(id);
      var again = pop.classList.contains("open");
      close();
      if (again) { return; }
      pop.classList.add("open");
      pill.classList.add("on");
      all("[data-e='" + id + "']", canvas).forEach(function (line) { line.classList.add("on"); });
      var frame = drawn.getBoundingClientRect();
      var at = pill.getBoundingClientRect();
      var below = at.bottom;
      all(".card .face", canvas).forEach(function (face) {
        var card = face.getBoundingClientRect();
        if (card.top < at.bottom + 60 && card.bottom > at.top) { below = Math.max(below, card.bottom); }
      });
      var left = at.left + at.width / 2 - frame.left - pop.offsetWidth / 2;
      pop.style.left = Math.max(12, Math.min(left, frame.width - pop.offsetWidth - 12)) + "px";
      pop.style.top = below - frame.top + 12 + "px";
      opener = pill;
      one(".x", pop).focus({preventScroll: true});
    }
    drawn.classList.add("live");
    all("a.pill", canvas).forEach(function (pill) {
      pill.addEventListener("click", function (event) { event.preventDefault(); open(pill); });
    });
    all(".pop .x", drawn).forEach(function (cross) {
      cross.addEventListener("click", function (event) { event.preventDefault(); close(); });
    });
    addEventListener("keydown", function (event) { if (event.key === "Escape") { close(); } });
    var start = one(".card.root", canvas);
    if (start && canvas.scrollWidth > canvas.clientWidth) {
      canvas.scrollLeft = start.getBBox().x + start.getBBox().width + 40 - canvas.clientWidth;
    }
    var asked = new URLSearchParams(location.search).get("edge");
    var wanted = asked && one("a.pill[href='#e" + CSS.escape(asked) + "']", canvas);
    if (wanted) { open(wanted); }
  }

  /* The facts of the task that is clicked or pointed at by the address. */
  function facts() {
    var now = one("#now");
    if (!now) { return; }
    function show(id) {
      var template = document.getElementById("facts-" + id);
      if (!template) { return; }
      now.replaceChildren(template.content.cloneNode(true));
      all("[data-p].cur").forEach(function (place) { place.classList.remove("cur"); });
      all(".task.cur").forEach(function (words) { words.classList.remove("cur"); });
      var words = all(".task[data-t='" + id + "']");
      words.forEach(function (run) {
        var row = run.closest("tr[data-p]");
        (row || run).classList.add("cur");
      });
    }
    function address() {
      var id = decodeURIComponent(location.hash.slice(1));
      var place = id && document.getElementById(id);
      if (!place) { return; }
      var task = place.closest(".task") || place.closest("[data-p]");
      if (task) { show(task.dataset.t || task.dataset.p); }
    }
    document.addEventListener("click", function (event) {
      if (event.target.closest("a")) { return; }
      var task = event.target.closest(".task");
      var row = event.target.closest("[data-p]");
      if (task || row) { show(task ? task.dataset.t : row.dataset.p); }
    });
    addEventListener("hashchange", address);
    address();
    inView(show);
  }

  /* While a document is read, the outline and the facts follow the passage near the top. */
  function inView(show) {
    var places = all(".paper .task, .paper .it[data-p]");
    var entries = all(".ol a[href^='#']").map(function (link) {
      return {link: link, place: document.getElementById(link.getAttribute("href").slice(1))};
    }).filter(function (entry) { return entry.place; });
    var line = 140, waiting = false;
    function passed(place) { return place.getBoundingClientRect().top <= line; }
    function follow() {
      waiting = false;
      if (scrollY < 40) { return; }
      var seen = places.filter(function (place) {
        var box = place.getBoundingClientRect();
        return box.bottom > line && box.top < innerHeight;
      });
      /* What the address names goes before what merely stands higher. */
      var here = seen.filter(function (place) { return place.matches(":target"); })[0] || seen[0];
      if (here) { show(here.dataset.t || here.dataset.p); }
      var reached = entries.filter(function (entry) { return passed(entry.place); });
      entries.forEach(function (entry) { entry.link.removeAttribute("aria-current"); });
      if (reached.length) { reached[reached.length - 1].link.setAttribute("aria-current", "true"); }
    }
    addEventListener("scroll", function () {
      if (!waiting) { waiting = true; requestAnimationFrame(follow); }
    }, {passive: true});
  }

  /* Next and previous change of a comparison; / goes to the search box. */
  function keys() {
    var places = all("[data-stop]");
    var at = -1;
    function go(step) {
      if (!places.length) { return; }
      var shown = places.filter(function (place) { return place.offsetParent !== null; });
      at = Math.max(0, Math.min(shown.length - 1, at + step));
      places.forEach(function (place) { place.classList.remove("foc"); });
      shown[at].classList.add("foc");
      shown[at].scrollIntoView({block: "center"});
      var count = one("[data-count]");
      if (count) { count.textContent = at + 1 + " / " + shown.length; }
    }
    all("[data-step]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () { go(Number(button.dataset.step)); });
    });
    addEventListener("keydown", function (event) {
      var typing = event.target.closest("input, textarea, select, [contenteditable]");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) { return; }
      if (event.key === "/") { event.preventDefault(); one("#q").focus(); }
      if (event.key === "j") { go(1); }
      if (event.key === "k") { go(-1); }
      var undo = event.key === "u" && one("[data-undo]");
      if (undo) { undo.click(); }
    });
  }

  /* Forms: keys of the review, a name that is remembered, a query that can be cancelled. */
  function forms() {
    all("[data-keep]").forEach(function (field) {
      try { field.value = localStorage.getItem(field.dataset.keep) || ""; } catch (refused) { return; }
      field.addEventListener("change", function () {
        all("[data-keep=" + field.dataset.keep + "]").forEach(function (other) { other.value = field.value; });
        try { localStorage.setItem(field.dataset.keep, field.value); } catch (refused) { return; }
      });
    });
    addEventListener("keydown", function (event) {
      if (event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey) { return; }
      var place = one(".doubt.foc");
      var button = place && one("[data-key='" + CSS.escape(event.key) + "']", place);
      if (button) { button.click(); }
    });
    all("[data-busy]").forEach(function (form) {
      form.addEventListener("submit", function () {
        one("[data-cancel]", form).hidden = false;
        one("[data-cancelled]", form).hidden = true;
        form.setAttribute("aria-busy", "true");
      });
    });
    /* The server gives a query up when the page no longer waits for it. */
    all("[data-cancel]").forEach(function (button) {
      button.addEventListener("click", function () {
        window.stop();
        button.hidden = true;
        one("[data-cancelled]", button.form).hidden = false;
        button.form.removeAttribute("aria-busy");
      });
    });
    all("[data-copytext]").forEach(function (button) {
      button.addEventListener("click", function () {
        var text = document.getElementById(button.dataset.copytext).textContent;
        if (navigator.clipboard) { navigator.clipboard.writeText(text).then(function () { button.dataset.done = "✓"; }); }
      });
    });
  }

  /* While a rebuild runs its page is asked again, and only its box is replaced. */
  function rebuild() {
    var box = one("#rebuild[data-state=running]");
    if (!box) { return; }
    setTimeout(function () {
      fetch(location.href, {headers: {accept: "text/html"}}).then(function (answer) { return answer.text(); })
        .then(function (text) {
          var fresh = one("#rebuild", new DOMParser().parseFromString(text, "text/html"));
          if (!fresh) { location.reload(); return; }
          box.replaceWith(fresh);
          rebuild();
        });
    }, 700);
  }

  theme();
  forms();
  rebuild();
  tools();
  pictures();
  evidence();
  facts();
  keys();
})();
