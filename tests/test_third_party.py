"""The licence list names what setup.cfg requires, no more and no less, at the same versions."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def pins(section: str, key: str) -> set[tuple[str, str]]:
    """The (name, version) pairs of one list of setup.cfg."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", "utf-8")
    lines = config[section][key].split("\n")
    found = {tuple(re.split(r"==", line.partition(";")[0].strip())) for line in lines if line.strip()}
    assert all(len(pin) == 2 for pin in found), f"{key}: every requirement is pinned"
    return {(name.lower(), version) for name, version in found}


def test_every_requirement_is_listed_with_its_licence() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", "utf-8")
    required = pins("options", "install_requires").union(
        *(pins("options.extras_require", extra) for extra in config["options.extras_require"]))
    rows = re.findall(r"^\| ([\w.-]+) \| ([\d.]+) \| ([^|]+) \|", (ROOT / "THIRD_PARTY.md").read_text("utf-8"), re.M)
    listed = {(name.lower(), version) for name, version, _ in rows}
    assert listed == required
    assert not any("AGPL" in licence or licence.strip() == "GPL" for _, _, licence in rows)


# What a distribution is imported as, where that is not its own name.
MODULES = {"pillow": "PIL", "pyshifty": "shifty", "python-docx": "docx"}


def test_every_required_library_is_used() -> None:
    imported = set()
    for path in (ROOT / "kg").rglob("*.py"):
        imported |= set(re.findall(r"^\s*(?:import|from) (\w+)", path.read_text("utf-8"), re.M))
    unused = {name for name, _ in pins("options", "install_requires") if MODULES.get(name, name) not in imported}
    assert not unused
