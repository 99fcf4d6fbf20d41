"""Sets kg up on a fresh machine and runs it: `python3 start.py` or `python3 start.py test`.

Makes a virtual environment in .venv beside this file, installs kg into it, then
opens the bundled plans in the browser (`kg demo`), runs the tests (`test`), or runs
any kg command (`python3 start.py trace 江环办〔2021〕50号`). Needs Python 3.11 or
later and, the first time, a package index to install from.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
BINARIES = HOME / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BINARIES / ("python.exe" if os.name == "nt" else "python")


def install(extra: str) -> None:
    """Installs kg with an extra into .venv, unless setup.cfg is the one last installed."""
    mark = HOME / f"installed{extra}"
    wanted = hashlib.sha256((ROOT / "setup.cfg").read_bytes()).hexdigest()
    if mark.exists() and mark.read_text("ascii") == wanted:
        return
    if not PYTHON.exists():
        print("Making a virtual environment in .venv …", file=sys.stderr, flush=True)
        venv.create(HOME, with_pip=True)
    print("Installing kg and its libraries (a minute the first time) …", file=sys.stderr, flush=True)
    subprocess.run([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                    "--editable", f"{ROOT}{extra}"], check=True)
    mark.write_text(wanted, "ascii")


def main(arguments: list[str]) -> int:
    """The exit code of what was run."""
    if sys.version_info < (3, 11):
        print(f"kg needs Python 3.11 or later; this is {sys.version.split()[0]}", file=sys.stderr)
        return 2
    testing = arguments[:1] == ["test"]
    try:
        install("[test]" if testing else "")
    except subprocess.CalledProcessError:
        print("Installing failed; the lines above say why. Run the same command again "
              "once it is mended: nothing is left half done.", file=sys.stderr)
        return 1
    # A file's tests share their fixtures, so each file stays in one process; tests in a browser mostly wait for it, so
    # there is one process more than cores; in the order of names, since the few tests of a long file would else run last.
    processes = str((os.cpu_count() or 1) + 1)
    pytest = ["-m", "pytest", "-n", processes, "--dist", "loadfile", "--no-loadscope-reorder", *arguments[1:]]
    command = pytest if testing else ["-m", "kg", *(arguments or ["demo"])]
    try:
        return subprocess.run([PYTHON, *command], cwd=ROOT if testing else None).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
