"""The predicates of a clause: which verbs rule it, what they act on, with what force.

A verb rules where a predicate stands: at the beginning, behind limits, adverbs and words of
force, behind the phrase of a preposition, behind its subject or its topic. A verb that stands
elsewhere is part of a name or of another verb's object.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.extract.demand_shapes import SEVERAL, Shape, shape_of
from kg.extract.drafts import Range
from kg.extract.fronting import Head
from kg.extract.leads import behind_lead, force_of, lead_at
from kg.extract.predicate_rules import rule
from kg.extract.ruling import ruling_verb
from kg.extract.verbs import KINDS, Verb, has_object, only_verbs, verb_at

_SHORTEST_GLUED = 4         # of an object behind a title without a border
_LONGEST = 250              # characters of a clause: a longer one is no sentence
_LEAST_GLUED = 14           # characters behind a verb among which a title may have lost its border
# The last characters of what frames a demand, and the first of what may stand between a verb and its object:
# looking for them is cheaper than trying the patterns.
_FRAME_ENDS = frozenset("的后前时外间际初同上中下里程面段况式径道段施法行名")
_REASONS = frozenset("主未为以从进使让是所若如便力即包其例")
_JOINTS = frozenset("、和与及或并以")
_AND = frozenset("和与及或")
_PARTICLES = frozenset("了好着一二两三四五六七八九十0123456789")
_FRONTS = frozenset("将把对就于")      # the last characters of what fronts an object
_NO_OBJECTS = frozenset("一二两三四五六七八九十0123456789到完至并")


# What stands behind a verb: where its object begins, and whether that may begin with another verb.
Behind = tuple[int, bool]


class Predicate(NamedTuple):
    """A verb of a clause: the part of the clause that it rules (start…stop), where it begins, the verb, its object
    (empty where the clause before names it), the word of force before it, to whom something is published or reported,
    and what the shape of the clause leaves open."""

    start: int
    stop: int
    at: int
    verb: str
    object: str
    force: str | None
    counterpart: str | None
    shape: Shape


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
    if bare[0] in _REASONS and rule("no_demand").match(bare):
        return ()
    if bare[-1] in _FRAME_ENDS and rule("frame").search(bare):
        return ()
    head = ruling_verb(bare)
    return tuple(_parts(words, bare, head)) if head else ()


def masked(words: str) -> str:
    """The clause with 〇 in the place of what is quoted, named or bracketed."""
    if "〔" in words:
        hidden = rule("masked")
    elif "《" in words or "“" in words or "(" in words:
        hidden = rule("quoted")
    else:
        return words
    return hidden.sub(lambda found: "〇" * len(found[0]), words)


def _parts(words: str, bare: str, head: Head) -> list[Predicate]:
    """The predicates of a clause from its first verb on."""
    parts: list[Predicate] = []
    start, verb = 0, head[0]
    at, _ = behind = _behind_verb(bare, verb)
    listed = _list_begin(bare, at) if "、" in bare else len(bare)
    while split := _split(bare, at, listed, verb[2]):
        stop, at = split
        following = _following(bare, stop, at)
        if following:
            parts.append(_predicate(words, bare, (start, stop), behind, head))
            verb, topic, fronted, force, led = following
            start, head = at, (verb, topic, fronted, force or head[3], led)
            at, _ = behind = _behind_verb(bare, verb)
    parts.append(_predicate(words, bare, (start, len(bare)), behind, head))
    return parts


def _split(bare: str, at: int, listed: int, kind: str) -> Range | None:
    """The next place where one demand, whose verb is of some kind, may end and another begin: around 并 or 或者, around
    a 、 of the list, or where a title lost its border."""
    split: Range | None = None
    if ("并" in bare or "同时" in bare or "或者" in bare) and (joined := rule("joined").search(bare, at)):
        split = joined.span()
    if listed < len(bare) and (mark := bare.find("、", max(at, listed))) >= 0 and (split is None or mark < split[0]):
        split = mark, mark + 1
    end = _glued_end(bare, at) if len(bare) - at >= _LEAST_GLUED and kind != "pivot" else None
    return (end, end) if end and (split is None or end <= split[0]) else split


def _glued_end(bare: str, at: int) -> int | None:
    """Where a title that lost its border ends, if enough stands behind it, or behind the last 、 before it."""
    glued = rule("glued").search(bare, at + 1)  # its last word has two characters
    least = max(at, bare.rfind("、", at, glued.start()) + 1) if glued else at
    return glued.end() if glued and len(bare) - least >= _LEAST_GLUED else None


def _following(bare: str, stop: int, at: int) -> Head | None:
    """The verb of the demand that begins at a place, behind one that ends at `stop`; None if none does."""
    if bare.startswith("、", stop):
        return _listed(bare, at)
    found = ruling_verb(bare, at)
    if stop < at or found is None:
        return found
    (begin, end, kind), topic, _, _, _ = found
    named = rule("noun_after").match(bare, end) or (begin == at and kind == "noun")
    return None if len(bare) - end < _SHORTEST_GLUED or topic or named else found


def _list_begin(bare: str, at: int) -> int:
    """The first 、 from a place on behind which, as behind all that follow, a verb with an object stands; the end of
    the clause if there is none."""
    begin, least = len(bare), max(at, bare.rfind("的"))
    if bare.find("、", least) < 0 or rule("open_list").search(bare):
        return begin
    while (mark := bare.rfind("、", least, begin)) >= 0 and _listed(bare, mark + 1):
        begin = mark
    return begin


def _listed(bare: str, at: int) -> Head | None:
    """The verb with an object at a place."""
    lead = lead_at(bare, at)
    verb = verb_at(bare, lead.end() if lead else at)
    if verb is None or not has_object(bare, verb):
        return None
    return verb, None, False, force_of(lead) if lead else None, True


def _behind_verb(bare: str, verb: Verb) -> Behind:
    """Where the object behind a verb begins, and whether it may begin with another verb."""
    end = verb[1]
    behind = bare[end:end + 1]
    if behind in _JOINTS or verb_at(bare, end):
        return _object_begin(bare, verb), True
    particle = rule("particle").match(bare, end) if behind in _PARTICLES else None
    return (particle.end(), True) if particle else (end, False)


def _object_begin(bare: str, verb: Verb) -> int:
    """Where the object behind a verb begins: behind others that share it (健全完善…, 发布和推送…)."""
    _, end, kind = verb
    while True:
        behind = bare[end:end + 1]
        joint = rule("joint").match(bare, end) if behind in _JOINTS else None
        other = verb_at(bare, behind_lead(bare, joint.end()) if joint else end)
        if other is None or other[1] >= len(bare) or not _shares(bare, kind, other, joint is not None) \
                or (joint and _begins_list(bare, joint)):
            break
        end = other[1]
    if behind in _AND and end > verb[1]:
        end = verb[1]           # 公布|取消和保留的事项: what seemed to share the object begins it
    particle = rule("particle").match(bare, end) if behind in _PARTICLES else None
    return particle.end() if particle else end


def _begins_list(bare: str, joint: re.Match[str]) -> bool:
    """Whether a joint is the first of several 、 that part demands."""
    at = joint.start()
    return joint[0] == "、" and "、" in bare[joint.end():] and _list_begin(bare, at) == at


def _shares(bare: str, kind: str, other: Verb, joined: bool) -> bool:
    """Whether a verb behind another of some kind shares its object."""
    _, end, other_kind = other
    named = rule("noun_after").match(bare, end) is not None
    if other_kind == "noun" and (named or bare[end] in "、和与及"):
        return False
    return joined or (not named and other_kind == "plain" and kind in ("plain", "noun"))


def _object(words: str) -> str:
    """The object among what stands behind a verb, without brackets that hold limits and contacts and without numbers to
    reach; empty if there is none."""
    found = words.strip(" 、")
    if found[-1:] == ")":
        found = rule("aside").sub("", found).strip()
    if "不" in found or "至少" in found:
        found = rule("at_least").sub("", found)
    return "" if found[:1] in _NO_OBJECTS and rule("no_object").match(found) else found


def _predicate(words: str, bare: str, part: Range, behind: Behind, head: Head) -> Predicate:
    """One predicate, its object what stands behind the verb or, where nothing does or it is fronted, before it."""
    (at, end, kind), topic, fronted, force, led = head
    (start, stop), (begin, followed) = part, behind
    verb, receiving = words[at:end], None
    if kind == "goal" or (kind == "noun" and "报" in verb and rule("reporting").fullmatch(verb)):
        receiving = rule("receiving").match(bare[begin:stop])
    behind_object = topic is not None and bare[topic[0] - 1:topic[0]] in _FRONTS
    if followed and kind in ("plain", "noun") and only_verbs(
            bare, begin, stop, KINDS if kind == "noun" or behind_object else (kind,)):
        verb, begin = words[at:stop].strip(), stop     # 考核|评价, 调整|完善
    elif followed and words.startswith("好", end):
        verb += "好"     # 解读好
    found = "" if receiving or kind == "into" else _object(words[begin:stop])
    if topic and (fronted or not found):
        found = words[slice(*topic)].strip(" 、").removeprefix("凡")
    receiver = receiving["body"] if receiving else ""
    counterpart = receiver or (_counterpart(words[start:stop]) if "向" in words else None)
    shape = shape_of(words, led, verb, found) if stop - start == len(words) else SEVERAL
    return Predicate(start, stop, at, verb, found, force, counterpart, shape)


def _counterpart(words: str) -> str | None:
    """To whom the part of a clause that a predicate rules says that something is published or reported."""
    found = rule("counterpart").search(words)
    return found["to"] if found else None
