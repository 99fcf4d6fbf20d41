/* Colours SPARQL: in texts to read, and behind the editor, whose own text is then clear. */
(function () {
  "use strict";
  var TOKENS = new RegExp([
    "(#[^\\n]*)",                                                               /* 1 comment */
    "(\"\"\"[\\s\\S]*?(?:\"\"\"|$)|\"(?:[^\"\\\\\\n]|\\\\.)*\"?|'(?:[^'\\\\\\n]|\\\\.)*'?)", /* 2 string */
    "(<[^<>\\s\"{}|^`\\\\]*>)",                                                 /* 3 IRI */
    "([?$][\\w\\u00b7-\\uffff]+)",                                              /* 4 variable */
    "([\\w\\u00b7-\\uffff-]*:[\\w\\u00b7-\\uffff.%-]*)",                        /* 5 prefixed name */
    "\\b(\\d+(?:\\.\\d+)?)\\b",                                                 /* 6 number */
    "\\b([A-Za-z_]+)\\b"                                                        /* 7 word */
  ].join("|"), "g");
  var KINDS = ["", "rem", "str", "iri", "var", "pre", "num", "key"];
  var WORDS = new Set(("a add as asc ask avg base bind bound by coalesce concat construct contains count datatype desc describe " +
    "distinct exists filter from graph group group_concat having if iri in lang langmatches lcase limit max min minus named not " +
    "offset optional order prefix reduced regex replace sample select separator service str strafter strbefore strends strlen " +
    "strstarts substr sum ucase undef union using values where year").split(" "));

  function coloured(text) {
    var whole = document.createDocumentFragment();
    var last = 0;
    text.replace(TOKENS, function (token) {
      var groups = Array.prototype.slice.call(arguments, 1, KINDS.length);
      var at = arguments[KINDS.length];
      var kind = KINDS[groups.findIndex(function (group) { return group !== undefined; }) + 1];
      if (kind === "key" && !WORDS.has(token.toLowerCase())) { return token; }
      whole.append(text.slice(last, at));
      var piece = document.createElement("span");
      piece.className = "s-" + kind;
      piece.textContent = token;
      whole.append(piece);
      last = at + token.length;
      return token;
    });
    whole.append(text.slice(last));
    return whole;
  }

  Array.from(document.querySelectorAll("pre[data-sparql]")).forEach(function (shown) {
    shown.replaceChildren(coloured(shown.textContent));
  });

  var editor = document.querySelector("textarea[data-sparql]");
  if (!editor) { return; }
  var behind = document.createElement("pre");
  behind.className = "code behind";
  behind.setAttribute("aria-hidden", "true");
  editor.parentNode.insertBefore(behind, editor);
  editor.parentNode.classList.add("coloured");
  function draw() { behind.replaceChildren(coloured(editor.value), "\n"); follow(); }
  function follow() { behind.scrollTop = editor.scrollTop; behind.scrollLeft = editor.scrollLeft; }
  editor.addEventListener("input", draw);
  editor.addEventListener("scroll", follow);
  editor.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { editor.form.requestSubmit(); }
  });
  draw();
})();
