"""Administrative divisions: by code, by name, and as the chain of areas above one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg import tables
from kg.model.extraction import Level


@dataclass(frozen=True, slots=True)
class Region:
    """A division or zone. `letters` are the one-letter names that agency codes begin with;
    `until` is the year in which the name was given up, or None."""

    code: str
    name: str
    short: str
    letters: tuple[str, ...]
    level: Level
    parent: str | None
    until: int | None

    @property
    def names(self) -> tuple[str, ...]:
        """The full name, the short one, and for autonomous areas the usual contractions.

        >>> regions().get("433100").names
        ('湘西土家族苗族自治州', '湘西', '湘西自治州', '湘西州')
        """
        kind = next((kind for kind in ("自治州", "自治县") if self.name.endswith(kind)), "")
        contracted = (self.short + kind, self.short + kind[-1]) if kind else ()
        return tuple(dict.fromkeys((self.name, self.short, *contracted)))


@dataclass(frozen=True)
class Regions:
    """The divisions of the register; build it with `regions()`."""

    rows: tuple[Region, ...]
    _by_code: Mapping[str, tuple[Region, ...]] = field(init=False, repr=False)
    _by_name: Mapping[str, tuple[Region, ...]] = field(init=False, repr=False)
    _lengths: Mapping[str, Sequence[int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        by_code: dict[str, list[Region]] = {}
        by_name: dict[str, list[Region]] = {}
        for row in self.rows:
            if row.until is None:
                by_code.setdefault(row.code, []).append(row)
            for name in row.names:
                by_name.setdefault(name, []).append(row)
        object.__setattr__(self, "_by_code", {code: tuple(found) for code, found in by_code.items()})
        object.__setattr__(self, "_lengths", lengths_by_beginning(by_name))
        object.__setattr__(self, "_by_name", {name: tuple(found) for name, found in by_name.items()})

    def get(self, code: str | None, level: Level | None = None) -> Region | None:
        """The region of a code, None for the whole country or an unknown code.

        A zone may share the code of a division: `level` says which is meant, else it is
        the division.
        """
        rows = self._by_code.get(code or "", ())
        wanted = level or _level_of(code or "")
        return next((row for row in rows if row.level is wanted), rows[0] if rows else None)

    def chain(self, code: str | None, level: Level | None = None) -> tuple[Region, ...]:
        """The region of a code and the ones above it, nearest first.

        >>> [region.name for region in regions().chain("440700")]
        ['江门市', '广东省']
        >>> [region.name for region in regions().chain("350128", Level.MUNICIPAL)]
        ['平潭综合实验区', '福建省']
        """
        above: list[Region] = []
        region = self.get(code, level)
        while region is not None:
            above.append(region)
            region = self.get(region.parent)
        return tuple(above)

    def named(self, name: str) -> tuple[Region, ...]:
        """Every region that has this full or short name; several places share one."""
        return self._by_name.get(name, ())

    def leading(self, text: str, within: str | None = None) -> tuple[Region, int] | None:
        """The region that a text begins with and how many characters name it.

        The longest name wins; after a province's name a city's may follow
        (广东省江门市…). Of several places with one name the one in `within`, else
        the one in its province is taken, else none unless the name is unique. A short name that
        a longer name of another place begins with names nothing.

        >>> found = regions().leading("广东省江门市生态环境局")
        >>> found and (found[0].name, found[1])
        ('江门市', 6)
        >>> found = regions().leading("济南市市中区人民政府")
        >>> found and (found[0].code, found[1])
        ('370103', 6)
        >>> regions().leading("沙河湾区教育局") is None
        True
        """
        found = self._longest(text, within)
        if found is None:
            return None
        region, length = found
        deeper = self._longest(text[length:], region.code)
        if deeper is not None and region.code in [above.code for above in self.chain(deeper[0].code)[1:]]:
            return deeper[0], length + deeper[1]
        short = text[:length] == region.short != region.name
        other = short and tables.patterns("region_patterns")["other_place"].regex.match(text[length:length + 8])
        return None if other else found

    def _longest(self, text: str, within: str | None) -> tuple[Region, int] | None:
        for length in self._lengths.get(text[:2], ()):
            candidates = self._by_name.get(text[:length]) if length <= len(text) else None
            chosen = self._nearest(candidates, within) if candidates else None
            if chosen is not None:
                return chosen, length
        return None

    def _nearest(self, rows: Sequence[Region], within: str | None) -> Region | None:
        near = [row for row in rows if within and self.related(row.code, within)]
        inside = [row for row in near if within in (row.code, row.parent)]
        pool = inside or near or [row for row in rows if row.until is None] or list(rows)
        codes = {row.code for row in pool}
        return pool[0] if len(codes) == 1 else None

    def ground(self, code: str, level: Level | None) -> str:
        """A key for the area of a government: zones that borrow a division's code have their own.

        >>> [regions().ground("350128", level) for level in (Level.COUNTY, Level.MUNICIPAL)]
        ['350128', '350128-municipal']
        """
        return code if level is None or level is _level_of(code) else f"{code}-{level.value}"

    def grounds_above(self, code: str | None, level: Level | None) -> frozenset[str]:
        """The keys of an area and of the ones above it."""
        return frozenset(self.ground(region.code, region.level) for region in self.chain(code, level))

    def related(self, one: str, other: str) -> bool:
        """Whether one region is the other or lies in its province.

        >>> regions().related("440700", "440000"), regions().related("440700", "320000")
        (True, False)
        """
        return one[:2] == other[:2]

    def area(self, code: str | None) -> str:
        """The digits that tell the area in ids: two for a province, four for a city, six below.

        >>> [regions().area(code) for code in ("440000", "440700", "440111", None)]
        ['44', '4407', '440111', '']
        """
        if code is None:
            return ""
        return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def lengths_by_beginning(names: Iterable[str]) -> dict[str, Sequence[int]]:
    """How long the names are that begin with the same two characters, the longest first.

    >>> lengths_by_beginning(["江门", "江门市", "广东省"])
    {'江门': [3, 2], '广东': [3]}
    """
    found: dict[str, set[int]] = {}
    for name in names:
        found.setdefault(name[:2], set()).add(len(name))
    return {begin: sorted(lengths, reverse=True) for begin, lengths in found.items()}


def _level_of(code: str) -> Level:
    """The level that the digits of a division code stand for."""
    return (
        Level.PROVINCIAL
        if code.endswith("0000")
        else Level.MUNICIPAL
        if code.endswith("00")
        else Level.COUNTY
    )


@cache
def regions() -> Regions:
    """The divisions that ship with kg."""
    return Regions(
        tuple(
            Region(
                row["code"],
                row["name"],
                row["short"],
                tuple(filter(None, row["letters"].split(";"))),
                Level(row["level"]),
                row["parent"] or None,
                int(row["until"]) if row["until"] else None,
            )
            for row in tables.rows("regions")
        )
    )
