"""The verb behind an object that stands before it: 将信息向社会公布, 对栏目更新情况进行监测."""

from __future__ import annotations

import re

from kg.extract.drafts import Range
from kg.extract.leads import behind_lead, between
from kg.extract.predicate_rules import rule
from kg.extract.verbs import Verb, has_object, only_verbs, verbs_of

_SHORTEST = 2               # characters of an object

# The first verb that rules a clause, what stands before it and may be its object or, if fronted, is, whether it is
# fronted, the word of force, and whether nothing but limits, adverbs and words of force stands before it.
Head = tuple[Verb, Range | None, bool, str | None, bool]


def fronted(bare: str, fronting: re.Match[str], force: str | None) -> Head | None:
    """The verb behind an object that 将, 把, 对 or 就 front: one that says what the object is put into, else one that
    adverbs part from it or that ends the clause; behind 对 and 就 else the first that has an object of its own."""
    start, taken = fronting.end(), fronting[0] in "将把"
    verbs = [verb for verb in verbs_of(bare) if verb[0] > start]
    for verb in verbs if taken else ():
        puts = verb[2] in ("goal", "into") or rule("put").match(bare, verb[1])
        if puts and (head := _head_behind(bare, start, verb, taken, force)):
            return head
    found = [head for verb in verbs if (head := _head_behind(bare, start, verb, taken, force))]
    done = rule("done").search(bare, start + _SHORTEST)
    if not taken and not done and _is_described(bare, start):
        return None
    if not taken and not done:
        own = [head for head in found if head[0][2] != "noun" and not _is_last(bare, head[0])]
        if own:
            return next((head for head in own if head[0][2] == "light"), own[0])
    for verb, topic, _, said, _ in found:
        parted = topic is not None and topic[1] < verb[0]
        if (parted and not done) or _is_last(bare, verb) \
                or (done and behind_lead(bare, done.end()) == verb[0] and only_verbs(bare, verb[1], len(bare))):
            if done and topic and done.start() < topic[1]:
                back = between(bare, start, done.start())
                topic = start, back if back and back > start else done.start()
            return verb, topic, taken, said, False
    return next((head for head in found if taken and head[0][2] == "plain" and has_object(bare, head[0])), None)


def _is_described(bare: str, start: int) -> bool:
    """Whether what stands behind 对 is nothing but a name with its attribute: no verb stands behind the last 的
    (对开展整治成效明显的县)."""
    last = bare.rfind("的", start)
    return start < last < len(bare) - 1 and not any(begin > last for begin, _, _ in verbs_of(bare))


def _is_last(bare: str, verb: Verb) -> bool:
    """Whether a verb has no object behind it: it ends its clause, or 至, 到 or how often follows."""
    return verb[1] == len(bare) or rule("goes_to").match(bare, verb[1]) is not None


def _head_behind(bare: str, start: int, verb: Verb, taken: bool, force: str | None) -> Head | None:
    """A verb with the object that begins at `start`; None if it names something."""
    begin, end, kind = verb
    if kind not in ("goal", "into") and rule("noun_after").match(bare, end):
        return None
    back = between(bare, start, begin)
    stop = begin if back is None else back
    if stop <= start:
        return None
    if back is None and bare[begin - 1] == "的" and not rule("done").search(bare, start, begin):
        return None             # 受理的投诉; but 进行公正的评估
    found = rule("force").search(bare, stop, begin)
    moved = rule("moved").search(bare, start, stop)
    return verb, (start, moved.start() if moved else stop), taken, found[0] if found else force, False
