"""How sure a demand is: what the shape of its clause leaves open."""

from __future__ import annotations

from kg.extract.predicate_rules import kinds
from kg.extract.verbs import verbs_of

_RULING = ("light", "plain")  # kinds of verbs that are no nouns and rule no other clause
_LONGEST_FIRST = 20         # characters of an object: of longer ones one in twenty-five goes on into another clause


# The shape of a clause by the name of its rule, and how sure a demand is that is read from such a one.
Shape = tuple[str, float]

# Near the shares of 950 demands at first sight of 180 tasks beside what two readers wrote down: 0.97 of 197, 0.92 of
# 448, 0.70 of 67, 0.62 of 185, 0.37 of 19, 0.51 of 40. Where these are few or far from those of 520 tasks that were
# known (0.89 of led, 0.73 of several ones), both count.
_FIRST: Shape = "demand-first", 0.97            # 推进政务公开
_LED: Shape = "demand-led", 0.88                # 及时公开信息; 公开 and 督促 may be nouns, or another verb rule: 研究|协调解决
_TOPIC: Shape = "demand-topic", 0.6             # 评估结果予以公开
_INSIDE: Shape = "demand-inside", 0.6           # 按照规定公开信息, 各单位要公开信息
SEVERAL: Shape = "demand-several", 0.6          # 公开信息并解读政策
_UNSTATED: Shape = "demand-unstated", 0.5       # 及时公开: what, another clause says


def shape_of(words: str, at: int, led: bool, verb: str, named: str) -> Shape:
    """The shape of a clause that holds one predicate: a verb, where it begins, whether only a lead stands before it,
    its object.

    >>> shape_of("推进政务公开", 0, True, "推进", "政务公开")
    ('demand-first', 0.97)
    """
    if not named:
        return _UNSTATED
    if not words.endswith(named):
        return _TOPIC
    if at == 0 and len(named) <= _LONGEST_FIRST and kinds().get(verb) in _RULING and not _may_demand(named):
        return _FIRST
    return _LED if led else _INSIDE


def _may_demand(named: str) -> bool:
    """Whether an object begins with a verb or holds one that is no noun, which may demand something itself."""
    return any(begin == 0 or kind != "noun" for begin, _, kind in verbs_of(named))
