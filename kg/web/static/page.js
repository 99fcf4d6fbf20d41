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
        var cancel = one("[data-cancel]", form);
        if (cancel) { cancel.hidden = false; }
        form.setAttribute("aria-busy", "true");
      });
    });
    all("[data-cancel]").forEach(function (link) {
      link.addEventListener("click", function (event) { event.preventDefault(); window.stop(); link.hidden = true; });
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
          box.replaceWith(fresh);
          rebuild();
        });
    }, 700);
  }

  theme();
  forms();
  rebuild();
  tools();
  evidence();
  facts();
  keys();
})();
