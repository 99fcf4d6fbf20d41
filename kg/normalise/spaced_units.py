"""Lists of units that only spaces part: their spaces are borders, whatever the layout."""

from __future__ import annotations

import re
from functools import cache

from kg import tables


def spaced_units(line: str) -> list[tuple[int, int]]:
    """Where the lists of units in a line begin and end that only spaces part: in a bracket ((县水利局  县财政局)), or,
    where each ends like a unit, behind keys or before what they do, in a bracket or as a sentence.

    >>> spaced_units("公开。由市教育局 市科技局牵头,市财政局配合。"), spaced_units("(市政府 办公室、市财政局)")
    ([(3, 22)], [])
    """
    return [match.span() for match in _lists().finditer(line)] if " " in line else []


@cache
def _lists() -> re.Pattern[str]:
    last = "".join(sorted({tail[-1] for tail in tables.column("unit_tails", "tail")}))
    acted = rf"(?:[按依根][\u3400-\u9fff]{{2,6}}|分别|共同|具体|(?:{'|'.join(tables.column('role_words', 'word'))}))"
    second = "(?:[(〔][\u3400-\u9fff、]{1,16}[)〕][\u3400-\u9fff]*)*"
    named = rf"(?:(?:[省市州县区旗](?:政府)?)?各[\u3400-\u9fff、]{{1,24}}|[\u3400-\u9fff]{{1,25}}){second}" \
            rf"(?<=[{last})〕])(?=[ ;,。)\]】〕>]|{acted}|\Z)"
    names, key = rf"{named}(?: +{named})*", "[\u3400-\u9fff]{2,6} ?:"
    limit = r"(?=\d)[\d年月日]{2,12}(?:底|末)?[之以]?前[\u3400-\u9fff]{0,4}"
    part = rf"(?>(?:{key})?由?{names}{acted}*|(?:{key})?{limit})"   # tried in one way, or lists take too long
    parting = "(?:[;,]|(?<=[头责])、)"
    opened = rf"{key}|(?:[该此][\u3400-\u9fff]{{1,4}})?由|(?={names}{acted})"
    return re.compile(r"\((?:[\u3400-\u9fff]{3,} +)+[\u3400-\u9fff]{3,}\)|"
                      rf"[(\[【〔<] ?{part}(?:{parting}{part})* ?[)\]】〕>]|"
                      rf"(?<![^。;])(?:{opened}){part}(?:{parting}{part})*(?=[。;]|\Z)")
