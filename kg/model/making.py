"""How objects are made of which a plan takes thousands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import Any, TypeVar

Made = TypeVar("Made")


def by_slots(kind: type[Made]) -> type[Made]:
    """A frozen dataclass with slots, with an initialiser that sets each slot itself.

    That of a dataclass looks up anew what sets a frozen field, for each field of each object, which takes
    twice as long.

    Raises TypeError for a class whose initialiser does more: one with `__post_init__`, or with a field that
    takes no argument, only a named one, or a default that is made.
    """
    simple = all(field.init and not field.kw_only and field.default_factory is MISSING
                 for field in fields(kind))  # type: ignore[arg-type]
    if not simple or hasattr(kind, "__post_init__"):
        raise TypeError(f"{kind.__name__} is not made of its arguments alone: leave out by_slots, or what it does more")
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    made: dict[str, Any] = {f"set_{name}": vars(kind)[name].__set__ for name in names}
    lines = [f"def __init__(self, {', '.join(names)}):", *(f"set_{name}(self, {name})" for name in names)]
    exec("\n    ".join(lines), made)
    initialiser: Callable[..., None] = made["__init__"]
    given = vars(kind)["__init__"]
    initialiser.__defaults__, initialiser.__annotations__ = given.__defaults__, given.__annotations__
    initialiser.__qualname__ = given.__qualname__
    kind.__init__ = initialiser  # type: ignore[method-assign]
    return kind
