"""Finds the files that ship with kg: rules, ontology, bundled plans, templates."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """The file or folder at `parts`, in the installed package first, beside it second.

    A wheel carries `ontology` and `data` inside the package; a checkout keeps them
    beside it. FileNotFoundError if neither has it.

    >>> path("ontology", "queries").is_dir()
    True
    """
    for root in (_PACKAGE, _PACKAGE.parent):
        found = root.joinpath(*parts)
        if found.exists():
            return found
    raise FileNotFoundError(f"kg was installed without {'/'.join(parts)}; install it again")


def files(*parts: str, suffix: str) -> tuple[Path, ...]:
    """The files with a suffix in a bundled folder, sorted by name."""
    return tuple(sorted(entry for entry in path(*parts).iterdir() if entry.suffix == suffix))
