"""Which verb rules a clause: where a predicate can stand, what stands before it."""

from __future__ import annotations

import re

from kg.extract.drafts import Range
from kg.extract.fronting import Head, fronted
from kg.extract.leads import Lead, between, force_of, lead_at
from kg.extract.predicate_rules import firsts, kinds, rule
from kg.extract.verbs import Verb, only_verbs, verb_at, verbs_of

_SHORT = 4                  # characters before a verb that are an adverb though no list holds them
_SHORTEST = 2               # of a topic
_LONGEST_SUBJECT = 16       # of one that begins like a verb
_NAMING = ("noun", "light", "pivot")
# The first characters of prepositions: looking for them is cheaper than trying the pattern.
_PHRASES = frozenset("与为于从以会依借利参发同向和围在对按本根由瞄立紧经结联聚自运通遵配采针除随")
_FRONTINGS = frozenset("将把对就")          # the first characters of what fronts an object
# The last characters of subjects.
_SUBJECT_ENDS = frozenset("门位区方地关府构局委厅部办处科室股院站所心业校司行会员人导组道镇公县市乡村州盟旗省社者〇")
_NO_SUBJECT = frozenset("各的有相本全所")    # in no subject that begins like a verb
_NO_ADVERB = frozenset("的、〇")             # in no adverb that no list holds
_LAST = frozenset("次遍轮期场了位毕")   # the last characters of what may stand behind the last verb of a clause


def ruling_verb(bare: str, at: int = 0) -> Head | None:
    """The first verb that rules a clause from a place on; None if none does."""
    force: str | None = None
    opening: Range | None = None
    topic: Range | None = None
    if ("时" in bare or "后" in bare or "外" in bare) and (later := _after_event(bare, at)):
        return later
    led = True
    while True:
        lead, place = lead_at(bare, at), at
        if lead:
            place = lead.end()
            if said := force_of(lead):
                force, opening = said, lead.span("opening") if lead["opening"] else opening
        behind = _behind_phrase(bare, place) if bare[place:place + 1] in _PHRASES else None
        if behind is None:
            if verb := _verb_at(bare, place, lead):
                return verb, topic, False, force, led and verb[0] == place
            if bare[place:place + 1] in _FRONTINGS and (fronting := rule("fronting").match(bare, place)):
                if not _is_to_come(bare, place):
                    return fronted(bare, fronting, force)
                at, led = place + 1, False
                continue
            behind = _behind_noun(bare, place, opening is not None)
            if behind is not None and not _is_subject(bare, place, behind):
                topic = (at if _is_attribute(bare, place) else place), behind
        if behind is None:
            return (_as_verb(bare, opening), None, False, force, False) if opening and opening[1] < len(bare) else None
        at, led = behind, False


def _as_verb(bare: str, words: Range) -> Verb:
    """Words of a lead that rule, as a verb."""
    return *words, kinds().get(bare[slice(*words)], "goal")


def _is_subject(bare: str, start: int, stop: int) -> bool:
    """Whether a stretch names those who shall do it."""
    return bare[stop - 1] in _SUBJECT_ENDS and rule("subject").fullmatch(bare, start, stop) is not None


def _is_attribute(bare: str, at: int) -> bool:
    """Whether what stands at a place is an attribute of what follows (应当公开的信息)."""
    return rule("attribute").match(bare, at) is not None


def _is_to_come(bare: str, at: int) -> bool:
    """Whether 将 tells what will be done, not what to: a verb that is no noun follows (将加强…), and, if plain, none that
    says where its object goes (将保留账号名录报办公室)."""
    verb = verb_at(bare, at + 1) if bare[at] == "将" else None
    if verb is None or verb[2] not in ("plain", "light", "pivot"):
        return False
    return verb[2] != "plain" or not any(kind in ("goal", "into") and verb[1] < begin and end < len(bare)
                                         for begin, end, kind in verbs_of(bare))


def _after_event(bare: str, at: int) -> Head | None:
    """The verb behind what must have happened before (项目验收后公开结果); None if nothing must."""
    if not rule("event").search(bare, at):
        return None
    lead = lead_at(bare, at)
    begin = lead.end() if lead else at
    event = rule("circumstance").match(bare, begin)
    found = ruling_verb(bare, event.end()) if event and event.end() < len(bare) else None
    if event is None or found is None:
        return None
    verb, topic, fronted, force, _ = found
    return (verb, topic or _topic_before(bare, begin, event.end()), fronted,
            force or (force_of(lead) if lead else None), False)


def _topic_before(bare: str, place: int, end: int) -> Range | None:
    """What an event happens to, which may be what is to be done with it (征收补偿决定在作出后…公开)."""
    marked = rule("event_mark").search(bare, place, end)
    stop = marked.start() if marked else max(
        (start for start, _, _ in verbs_of(bare) if place <= start < end), default=place)
    return (place, stop) if stop - place >= _SHORTEST and bare[place] != "除" else None


def _verb_at(bare: str, at: int, lead: Lead | None) -> Verb | None:
    """The verb behind a lead, or its last adverb where that is a verb too and has an object (统一服务标准)."""
    verb = verb_at(bare, at)
    if verb:
        if lead and verb[2] == "noun" and (adverb := _ruling_adverb(bare, at, lead)) and \
                rule("rules_nouns").fullmatch(bare, *adverb[:2]) and only_verbs(bare, at, len(bare), ("noun",)):
            return adverb
        doubted = rule("doubted").search(bare, at) is not None
        if not (doubted and _begins_subject(bare, at)) and not _begins_topic(bare, verb, doubted):
            return verb
    adverb = _ruling_adverb(bare, at, lead) if lead else None
    return adverb if adverb and not rule("fronting").match(bare, at) else None


def _ruling_adverb(bare: str, at: int, lead: Lead) -> Verb | None:
    """The last adverb of a lead, if it is a verb too and something stands behind it."""
    begin, end = lead.span("adverb")
    kind = kinds().get(bare[begin:end]) if end == at < len(bare) else None
    return (begin, end, kind) if kind else None


def _begins_subject(bare: str, at: int) -> bool:
    """Whether what stands at a place is a subject before 要 or 应, though it begins like a verb (帮扶省市要…)."""
    future = rule("future").search(bare, at, at + _LONGEST_SUBJECT)
    if future is None or not _NO_SUBJECT.isdisjoint(bare[at:future.start()]):
        return False
    return future[0].startswith(("应", "必须")) or rule("told").search(bare, at, future.start()) is not None \
        or _is_subject(bare, at, future.start())


def _begins_topic(bare: str, verb: Verb, doubted: bool) -> bool:
    """Whether a verb is part of the topic of another (评估结果予以通报, 解读要全面…, 落实情况纳入…); `doubted` where
    a limit or what puts it somewhere may follow."""
    at, end, kind = verb
    naming: re.Match[str] | None = None
    if kind in _NAMING:
        following = verb_at(bare, end)
        if kind == "noun" and following and following[2] == "goal":
            return True
        while following:
            end = following[1]
            following = verb_at(bare, end)
        naming = rule("naming").match(bare, end) if bare[end:end + 1] in firsts("naming") else None
        if naming and naming.lastgroup != "noun":
            return True
    if not naming and not (kind == "noun" and _ends(bare)) and not (doubted and _goes_on(bare, end)):
        return False
    behind = rule("particle").match(bare, verb[1])
    begin = behind.end() if behind else verb[1]
    return any(_rules_topic(bare, at, begin, other, kind, naming is not None)
               for other in verbs_of(bare) if other[0] > begin)


def _ends(bare: str) -> bool:
    """Whether a clause ends with a verb, or with what stands behind the last one."""
    return bare[-2:] in kinds() or bare[-1] in _LAST


def _goes_on(bare: str, end: int) -> bool:
    """Whether a limit behind a place, with a verb that ends the clause, or what puts something somewhere goes on."""
    return (_ends(bare) and rule("limit").search(bare, end) is not None) or rule("into").search(bare, end) is not None


def _rules_topic(bare: str, at: int, begin: int, other: Verb, kind: str, named: bool) -> bool:
    """Whether another verb rules what begins with a verb of some kind, `named` where a noun stands behind that."""
    start, end, other_kind = other
    if other_kind == "into":
        return rule("told").search(bare, at, start) is not None
    final = end == len(bare) or rule("ended").fullmatch(bare, end) is not None
    if not (named or final) or rule("splits").search(bare, begin, start):
        return False
    if other_kind == "noun" and rule("noun_after").match(bare, end):
        return False
    if named and not final and rule("goes_to").match(bare, end):
        return True
    back = between(bare, begin, start)
    if back is None or bare[back] in "并同、" or (back == begin and kind != "noun"):
        return False
    return named or (final and (kind == "noun" or rule("limit").search(bare, back, start) is not None))


def _behind_phrase(bare: str, at: int) -> int | None:
    """Where the phrase of a preposition at a place ends; None if there is none, or nothing rules behind it."""
    phrase = rule("phrase").match(bare, at)
    if phrase is None:
        return None
    if bare[at] == "向" and (receiver := rule("counterpart").match(bare, at)):
        return receiver.end("to")
    begin = phrase.end()
    means = rule("means").search(bare, begin)
    if means:
        return means.end() if means.end() < len(bare) else None
    lawful, firm = rule("lawful").match(phrase[0]) is not None, phrase[0] in kinds()
    other: int | None = None
    for start, end, kind in verbs_of(bare):
        if start <= begin or (lawful and rule("closed").search(bare, begin, end)):
            continue  # 要求, 规定: what the phrase ends in
        if closed := rule("closed").search(bare, begin, start):
            return closed.end("end")
        back = between(bare, begin, start)
        if back is not None:
            return back if back > begin else start
        if start - begin >= _SHORTEST and not firm:
            if kind != "noun" or _is_subject(bare, begin, start):
                return start
            if other is None and not lawful and not rule("noun_after").match(bare, end):
                other = start
    return other


def _behind_noun(bare: str, place: int, pivot: bool = False) -> int | None:
    """Where the subject or topic at a place ends and its predicate begins; None if it has none.

    A `pivot` is what 鼓励 or 支持 stands before: no adverb.
    """
    marked = _marked(bare, place)
    if marked is not None:
        return marked
    verbs = verbs_of(bare)
    for start, end, kind in verbs:
        if start <= place:
            continue
        back = between(bare, place, start)
        if kind == "noun" and rule("noun_after").match(bare, end) and not (
                back is not None and rule("force").search(bare, back, start)):
            continue
        if pivot and kind == "noun" and end == len(bare) and back is None:
            continue  # 支持企业|发展
        if back is not None:
            if kind == "noun" and rule("with_noun").fullmatch(bare, back, start) and start < verbs[-1][0]:
                continue  # 在省政务|服务网公布
            return back if back > place else start
        if _is_subject(bare, place, start) or (kind in ("goal", "into") and start - place >= _SHORTEST):
            return start
        if kind != "noun" and not pivot and start - place <= _SHORT and end < len(bare) and \
                _NO_ADVERB.isdisjoint(bare[place:start]):
            return start
    return None


def _marked(bare: str, place: int) -> int | None:
    """Where a word ends a subject or topic at a place: a limit behind a short one, 要, 将 or a preposition."""
    for at in range(place + 1, place + 1 + _SHORTEST):
        if bare[at:at + 1] in firsts("limit") and rule("limit").match(bare, at):
            return at
    future = rule("future").search(bare, place + 1)
    if future and future.end() < len(bare):
        return future.start()
    for name in ("fronting", "phrase"):
        found = rule(name).search(bare, place + 1)
        if found:
            back = between(bare, place, found.start())
            stop = found.start() if back is None else back
            if stop > place and _is_subject(bare, place, stop):
                return stop
    return None
