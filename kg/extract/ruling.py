"""Which verb rules a clause: where a predicate can stand, what stands before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.extract.drafts import Range
from kg.extract.predicate_rules import Lead, Verb, between, kind_of, lead_at, only_verbs, rule, verb_at, verbs_of

_SHORT = 4                  # characters before a verb that are an adverb though no list holds them
_SHORTEST = 2               # of a topic
_LONGEST_SUBJECT = 16       # of one that begins like a verb
_NAMING = ("noun", "light", "pivot")
# The first characters of prepositions: looking for them is cheaper than trying the pattern.
_PHRASES = frozenset("与为于从以会依借利参发同向和围在对按本根由瞄立紧经结联聚自运通遵配采针除随")
_FUTURES = frozenset("务应必要须可")      # … of words of force behind subjects
_LAST = frozenset("次遍轮期场了位毕")   # the last characters of what may stand behind the last verb of a clause


class Head(NamedTuple):
    """The first verb that rules a clause, what stands before it and may be its object or, if fronted, is, and its
    word of force."""

    verb: Range
    topic: Range | None
    fronted: bool
    force: str | None


def ruling_verb(bare: str, at: int = 0) -> Head | None:
    """The first verb that rules a clause, whose names are masked, from a place on; None if none does."""
    force: str | None = None
    opening: Range | None = None
    topic: Range | None = None
    later = _after_event(bare, at)
    if later:
        return later
    while True:
        lead = lead_at(bare, at)
        force = force_of(bare, lead) or force
        opening = lead.opening or opening
        place = lead.end
        phrase = rule("phrase").match(bare, place) if bare[place:place + 1] in _PHRASES else None
        behind = _behind_phrase(bare, phrase) if phrase else None
        if behind is None:
            verb = _verb_at(bare, lead)
            if verb:
                return Head(verb, topic, False, force)
            fronting = rule("fronting").match(bare, place)
            if fronting and not _is_to_come(bare, place):
                return _fronted(bare, fronting, force)
            if fronting:
                at = place + 1
                continue
            behind = _behind_noun(bare, place, opening is not None)
            if behind is not None and not rule("subject").fullmatch(bare, place, behind):
                topic = (at if _is_attribute(bare, place) else place), behind
        if behind is None:
            return Head(opening, None, False, force) if opening and opening[1] < len(bare) else None
        at = behind


def force_of(bare: str, lead: Lead) -> str | None:
    """The word of force of a lead: the one that opens a clause, unless another forbids that."""
    if lead.opening is None or (lead.word and lead.word.startswith("不")):
        return lead.word
    return bare[slice(*lead.opening)]


def _is_attribute(bare: str, at: int) -> bool:
    """Whether what stands at a place is an attribute of what follows (应当公开的信息)."""
    return rule("attribute").match(bare, at) is not None


def _is_to_come(bare: str, at: int) -> bool:
    """Whether 将 tells what will be done, not what to: a verb that is no noun follows (将加强…)."""
    verb = verb_at(bare, at + 1) if bare[at] == "将" else None
    return verb is not None and verb.kind in ("plain", "light", "pivot")


def _after_event(bare: str, at: int) -> Head | None:
    """The verb behind what must have happened before (项目验收后公开结果); None if nothing must."""
    if "后" not in bare and "时" not in bare and "外" not in bare:
        return None
    lead = lead_at(bare, at)
    event = rule("circumstance").match(bare, lead.end)
    found = ruling_verb(bare, event.end()) if event and event.end() < len(bare) else None
    if event is None or found is None:
        return None
    return found._replace(topic=found.topic or _topic_before(bare, lead.end, event.end()),
                          force=found.force or force_of(bare, lead))


def _topic_before(bare: str, place: int, end: int) -> Range | None:
    """What an event happens to, which may be what is to be done with it (征收补偿决定在作出后…公开)."""
    marked = rule("event_mark").search(bare, place, end)
    stop = marked.start() if marked else max(
        (verb.start for verb in verbs_of(bare) if place <= verb.start < end), default=place)
    return (place, stop) if stop - place >= _SHORTEST and bare[place] != "除" else None


def _verb_at(bare: str, lead: Lead) -> Range | None:
    """The verb behind a lead, or its last adverb where that is a verb too and has an object (统一服务标准)."""
    at = lead.end
    verb, adverb = verb_at(bare, at), lead.adverb
    if adverb and not (adverb[1] == at < len(bare) and kind_of(bare[slice(*adverb)])):
        adverb = None
    if adverb and rule("rules_nouns").fullmatch(bare, *adverb) and only_verbs(bare, at, len(bare), ("noun",)):
        return adverb
    if verb and not _begins_subject(bare, at) and not _begins_topic(bare, at, verb):
        return verb.start, verb.end
    return adverb if adverb and not rule("fronting").match(bare, at) else None


def _begins_subject(bare: str, at: int) -> bool:
    """Whether what stands at a place is a subject before 要 or 应, though it begins like a verb (帮扶省市要…)."""
    future = rule("future").search(bare, at, at + _LONGEST_SUBJECT) if _may_be_future(bare) else None
    if future is None or any(mark in bare[at:future.start()] for mark in "各的有相本全所"):
        return False
    return future[0].startswith(("应", "必须")) or rule("told").search(bare, at, future.start()) is not None \
        or rule("subject").fullmatch(bare, at, future.start()) is not None


def _may_be_future(bare: str) -> bool:
    """Whether a clause holds what words of force behind subjects begin with: cheaper than trying the pattern."""
    return not _FUTURES.isdisjoint(bare)


def _begins_topic(bare: str, at: int, verb: Verb) -> bool:
    """Whether a verb is part of the topic of another (评估结果予以通报, 解读要全面…, 落实情况纳入…)."""
    noun: re.Match[str] | None = None
    end, kind = verb.end, verb.kind
    if kind in _NAMING:
        while following := verb_at(bare, end):
            end = following.end
        if rule("future").match(bare, end):
            return True
        noun = rule("noun_after").match(bare, end)
        if noun and (rule("future").match(bare, noun.end()) or bare.startswith("由", noun.end())):
            return True
    if kind == "noun" and (following := verb_at(bare, verb.end)) and following.kind == "goal":
        return True
    if noun is None and kind_of(bare[-2:]) is None and bare[-1] not in _LAST and not rule("into").search(bare, end):
        return False
    behind = rule("particle").match(bare, verb.end)
    begin = behind.end() if behind else verb.end
    return any(_rules_topic(bare, at, begin, other, kind, noun is not None)
               for other in verbs_of(bare) if other.start > begin)


def _rules_topic(bare: str, at: int, begin: int, other: Verb, kind: str, named: bool) -> bool:
    """Whether another verb rules what begins with a verb of some kind, `named` where a noun stands behind that."""
    if other.kind == "into":
        return rule("told").search(bare, at, other.start) is not None
    final = other.end == len(bare) or rule("ended").fullmatch(bare, other.end) is not None
    if not (named or final) or rule("splits").search(bare, begin, other.start):
        return False
    if other.kind == "noun" and rule("noun_after").match(bare, other.end):
        return False
    if named and not final and rule("goes_to").match(bare, other.end):
        return True
    back = between(bare, begin, other.start)
    if back is None or bare[back] in "并同、" or (back == begin and kind != "noun"):
        return False
    return named or (final and (kind == "noun" or rule("limit").search(bare, back, other.start) is not None))


def _behind_phrase(bare: str, phrase: re.Match[str]) -> int | None:
    """Where the phrase of a preposition ends; None if nothing rules behind it."""
    receiver = rule("counterpart").match(bare, phrase.start())
    if receiver:
        return receiver.end("to")
    start = phrase.end()
    means = rule("means").search(bare, start)
    if means:
        return means.end() if means.end() < len(bare) else None
    lawful, firm = rule("lawful").match(phrase[0]) is not None, kind_of(phrase[0]) is not None
    other: int | None = None
    for verb in verbs_of(bare):
        if verb.start <= start or (lawful and rule("closed").search(bare, start, verb.end)):
            continue  # 要求, 规定: what the phrase ends in
        if closed := rule("closed").search(bare, start, verb.start):
            return closed.end("end")
        back = between(bare, start, verb.start)
        if back is not None:
            return back if back > start else verb.start
        if verb.start - start >= _SHORTEST and not firm:
            if verb.kind != "noun" or rule("subject").fullmatch(bare, start, verb.start):
                return verb.start
            if other is None and not lawful and not rule("noun_after").match(bare, verb.end):
                other = verb.start
    return other


def _behind_noun(bare: str, place: int, pivot: bool = False) -> int | None:
    """Where the subject or topic at a place ends and its predicate begins; None if it has none.

    A `pivot` is what 鼓励 or 支持 stands before: no adverb.
    """
    marked = _marked(bare, place)
    if marked is not None:
        return marked
    for at, (start, end, kind) in enumerate(verbs_of(bare)):
        if start <= place:
            continue
        back = between(bare, place, start)
        if kind == "noun" and rule("noun_after").match(bare, end) and not (
                back is not None and rule("force").search(bare, back, start)):
            continue
        if pivot and kind == "noun" and end == len(bare) and back is None:
            continue  # 支持企业|发展
        if back is not None:
            if kind == "noun" and rule("with_noun").fullmatch(bare, back, start) and at + 1 < len(verbs_of(bare)):
                continue  # 在省政务|服务网公布
            return back if back > place else start
        if rule("subject").fullmatch(bare, place, start) or (kind in ("goal", "into") and start - place >= _SHORTEST):
            return start
        if kind != "noun" and not pivot and start - place <= _SHORT and end < len(bare) and not any(
                mark in bare[place:start] for mark in "的、〇"):
            return start
    return None


def _marked(bare: str, place: int) -> int | None:
    """Where a word ends a subject or topic at a place: a limit behind a short one, 要, 将 or a preposition."""
    limit = rule("limit").search(bare, place + 1)
    if limit and limit.start() - place <= _SHORTEST:
        return limit.start()
    future = rule("future").search(bare, place + 1) if _may_be_future(bare) else None
    if future and future.end() < len(bare):
        return future.start()
    for name in ("fronting", "phrase"):
        found = rule(name).search(bare, place + 1)
        if found:
            back = between(bare, place, found.start())
            stop = found.start() if back is None else back
            if stop > place and rule("subject").fullmatch(bare, place, stop):
                return stop
    return None


def _fronted(bare: str, fronting: re.Match[str], force: str | None) -> Head | None:
    """The verb behind an object that 将, 把, 对 or 就 front: one that says what the object is put into, else one that
    adverbs part from it or that ends the clause; behind 对 and 就 else the first that has an object of its own."""
    start, taken = fronting.end(), fronting[0] in "将把"
    heads = [_head_behind(bare, start, verb, taken, force) for verb in verbs_of(bare) if verb.start > start]
    found = [(head, kind_of(bare[slice(*head.verb)]) or "goal", bare[head.verb[1]:]) for head in heads if head]
    for head, kind, rest in found:
        if taken and (kind in ("goal", "into") or rule("put").match(rest)):
            return head
    done = rule("done").search(bare, start + _SHORTEST)
    if not taken and not done:
        own = [(head, kind) for head, kind, rest in found
               if kind != "noun" and rest and not rule("goes_to").match(rest)]
        if own:
            return next((head for head, kind in own if kind == "light"), own[0][0])
    for head, _, rest in found:
        parted = head.topic is not None and head.topic[1] < head.verb[0]
        if (parted and not done) or not rest or rule("goes_to").match(rest):
            if done and head.topic and done.start() < head.topic[1]:
                back = between(bare, start, done.start())
                return head._replace(topic=(start, back if back and back > start else done.start()))
            return head
    return next((head for head, kind, rest in found if taken and kind == "plain" and rest), None)


def _head_behind(bare: str, start: int, verb: Verb, taken: bool, force: str | None) -> Head | None:
    """A verb with the object that begins at `start`; None if it names something."""
    if verb.kind not in ("goal", "into") and rule("noun_after").match(bare, verb.end):
        return None
    back = between(bare, start, verb.start)
    stop = verb.start if back is None else back
    found = rule("force").search(bare, stop, verb.start)
    moved = rule("moved").search(bare, start, stop)
    return Head((verb.start, verb.end), (start, moved.start() if moved else stop), taken,
                found[0] if found else force) if stop > start else None
