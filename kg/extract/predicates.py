"""The predicates of a clause: which verbs rule it, what they act on, with what force.

A verb rules where a predicate stands: at the beginning, behind limits, adverbs and words of
force, behind the phrase of a preposition, behind its subject or its topic. A verb that stands
elsewhere is part of a name or of another verb's object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.extract.drafts import Range
from kg.extract.predicate_rules import KINDS, Verb, kind_of, lead_at, only_verbs, rule, verb_at
from kg.extract.ruling import Head, force_of, ruling_verb

_SHORTEST, _SHORTEST_GLUED = 2, 4   # of an object behind 、, and of one behind a title without a border
_LONGEST = 250              # characters of a clause: a longer one is no sentence
_LEAST_GLUED = 14           # characters behind a verb among which a title may have lost its border
# The last characters of what frames a demand, and the first of what may stand between a verb and its object:
# looking for them is cheaper than trying the patterns.
_FRAME_ENDS = frozenset("的后前时外间际初同上中下里程面段况式径道段施法行名")
_JOINTS = frozenset("、和与及或并以")
_PARTICLES = frozenset("了好着一二两三四五六七八九十0123456789")


class Predicate(NamedTuple):
    """A verb of a clause: the part of the clause that it rules (start…stop), where the clause's first verb and its own
    begin, the verb, its object (empty where the clause before names it), the word of force before it, and the body
    that receives what is reported."""

    start: int
    stop: int
    lead: int
    at: int
    verb: str
    object: str
    force: str | None
    receiver: str | None


@lru_cache(maxsize=4096)
def predicates_of(words: str) -> tuple[Predicate, ...]:
    """The predicates of a clause in logical text, in reading order; clauses come again from plan to plan.

    >>> [(one.verb, one.object) for one in predicates_of("及时公开环境信息并向社会公布排名")]
    [('公开', '环境信息'), ('公布', '排名')]
    >>> [(one.verb, one.object) for one in predicates_of("评估结果20个工作日内予以公开")]
    [('公开', '评估结果')]
    """
    if len(words) > _LONGEST:
        return ()
    bare = masked(words)
    if rule("no_demand").match(bare) or (bare[-1] in _FRAME_ENDS and rule("frame").search(bare)):
        return ()
    head = ruling_verb(bare)
    return tuple(_parts(words, bare, head)) if head else ()


def masked(words: str) -> str:
    """The clause with 〇 in the place of what is quoted, named or bracketed."""
    if "《" not in words and "“" not in words and "(" not in words and "〔" not in words:
        return words
    return rule("masked").sub(lambda found: "〇" * len(found[0]), words)


def _parts(words: str, bare: str, head: Head) -> Iterator[Predicate]:
    """The predicates of a clause from its first verb on."""
    start, first = 0, head.verb[0]
    begin = at = _object_begin(bare, head.verb)
    while split := _split(bare, at, head):
        at = split.end()
        following = _following(bare, split)
        if following is None:
            continue
        yield _predicate(words, bare, (start, at if split.re is rule("glued") else split.start()), begin, head, first)
        start, head = at, following._replace(force=following.force or head.force)
        begin = at = _object_begin(bare, head.verb)
    yield _predicate(words, bare, (start, len(bare)), begin, head, first)


def _split(bare: str, at: int, head: Head) -> re.Match[str] | None:
    """The next place where another demand may begin: behind 并 or 、, or where a title lost its border."""
    found = rule("splits").search(bare, at) if "、" in bare or "并" in bare or "同时" in bare else None
    if len(bare) - at < _LEAST_GLUED or kind_of(bare[slice(*head.verb)]) == "pivot":
        return found
    glued = rule("glued").search(bare, at)
    return glued if glued and (found is None or glued.start() < found.start()) else found


def _following(bare: str, split: re.Match[str]) -> Head | None:
    """The verb of the demand that begins behind a split; None if none does."""
    if split[0] == "、":
        return _listed(bare, split.end())
    found = ruling_verb(bare, split.end())
    if split.re is not rule("glued") or found is None:
        return found
    begin, end = found.verb
    named = rule("noun_after").match(bare, end) or (begin == split.end() and kind_of(bare[begin:end]) == "noun")
    return None if len(bare) - end < _SHORTEST_GLUED or found.topic or named else found


def _listed(bare: str, at: int) -> Head | None:
    """The demand that begins behind 、: like all that follow 、 it is a verb with an object."""
    lead = lead_at(bare, at)
    verb = verb_at(bare, lead.end)
    if verb is None or not _has_object(bare, verb) or "的" in bare[at:] or rule("open_list").search(bare):
        return None
    begins = [begin + 1 for begin, character in enumerate(bare) if begin >= at and character == "、"]
    members = (verb_at(bare, lead_at(bare, begin).end) for begin in begins)
    if not all(member is not None and _has_object(bare, member) for member in members):
        return None
    return Head((verb.start, verb.end), None, False, force_of(bare, lead))


def _has_object(bare: str, verb: Verb) -> bool:
    """Whether a verb is no noun and has an object."""
    return verb.kind != "noun" and len(bare) - verb.end >= _SHORTEST and bare[verb.end] not in "、和"


def _object_begin(bare: str, verb: Range) -> int:
    """Where the object behind a verb begins: behind others that share it (健全完善…, 发布和推送…)."""
    end, kind = verb[1], kind_of(bare[slice(*verb)])
    while True:
        joint = rule("joint").match(bare, end) if bare[end:end + 1] in _JOINTS else None
        other = verb_at(bare, lead_at(bare, joint.end()).end if joint else end)
        if other is None or other.end >= len(bare) or not _shares(bare, kind, other, joint is not None) \
                or (joint and joint[0] == "、" and "、" in bare[joint.end():] and _listed(bare, joint.end())):
            break
        end = other.end
    particle = rule("particle").match(bare, end) if bare[end:end + 1] in _PARTICLES else None
    return particle.end() if particle else end


def _verb(words: str, verb: Range) -> str:
    """A verb with what completes it: 解读好."""
    return words[verb[0]:verb[1] + 1] if words.startswith("好", verb[1]) else words[slice(*verb)]


def _shares(bare: str, kind: str | None, other: Verb, joined: bool) -> bool:
    """Whether a verb behind another of some kind shares its object."""
    named = rule("noun_after").match(bare, other.end) is not None
    if other.kind == "noun" and (named or bare[other.end] in "、和与及"):
        return False
    return joined or (not named and other.kind == "plain" and kind in ("plain", "noun"))


def _predicate(words: str, bare: str, part: Range, begin: int, head: Head, first: int) -> Predicate:
    """One predicate, its object what stands behind the verb or, where nothing does or it is fronted, before it."""
    name = words[slice(*head.verb)]
    kind, stop = kind_of(name) or "goal", part[1]
    if kind in ("plain", "noun") and only_verbs(bare, begin, stop, KINDS if kind == "noun" else (kind,)):
        name, begin = words[head.verb[0]:stop].strip(), stop     # 考核|评价, 调整|完善
    reports = kind == "goal" or rule("reporting").fullmatch(name)
    receiving = rule("receiving").match(bare[begin:stop]) if reports else None
    found = words[begin:stop].strip(" 、")
    if found.endswith(")"):
        found = rule("aside").sub("", found).strip()
    found = rule("at_least").sub("", found)
    if receiving or kind == "into" or rule("no_object").match(found):
        found = ""
    if head.topic and (head.fronted or not found):
        found = words[slice(*head.topic)].strip(" 、").removeprefix("凡")
    if name == words[slice(*head.verb)]:
        name = _verb(words, head.verb)
    return Predicate(*part, first, head.verb[0], name, found, head.force,
                     (receiving["body"] or None) if receiving else None)
