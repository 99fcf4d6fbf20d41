"""Records made by slots: as a dataclass makes them, or refused."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from kg.model.making import by_slots


@by_slots
@dataclass(frozen=True, slots=True)
class Made:
    start: int
    text: str = ""
    parts: tuple[int, ...] = ()


def test_made_as_a_dataclass_makes_them() -> None:
    made = Made(3, parts=(1, 2))
    assert made == Made(start=3, text="", parts=(1, 2))
    assert replace(made, text="市政府") == Made(3, "市政府", (1, 2))
    with pytest.raises(TypeError, match="start"):
        Made()  # type: ignore[call-arg]
    with pytest.raises(FrozenInstanceError):
        made.start = 4  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Listed:
    parts: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Counted:
    start: int
    count: int = field(default=0, init=False)


@dataclass(frozen=True, slots=True)
class Named:
    start: int = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Checked:
    start: int

    def __post_init__(self) -> None:
        if self.start < 0:
            raise ValueError(self.start)


@pytest.mark.parametrize("kind", [
    pytest.param(Listed, id="a-default-that-is-made"),
    pytest.param(Counted, id="a-field-that-takes-no-argument"),
    pytest.param(Named, id="a-field-by-name-alone"),
    pytest.param(Checked, id="a-check-behind"),
])
def test_refused_where_more_is_done(kind: type) -> None:
    with pytest.raises(TypeError, match=kind.__name__):
        by_slots(kind)
