"""Generates docs/openapi.yaml from the API, and checks that the two agree."""

import difflib
import tempfile
from pathlib import Path

from . import ROOT
from .processes import call

COMMITTED = ROOT / "docs" / "openapi.yaml"


def write(target: Path = COMMITTED) -> int:
    """The API's description, valid and complete: whatever it cannot describe is an error."""
    return call("manage.py", "spectacular", "--validate", "--fail-on-warn", "--file", str(target))


def check() -> int:
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / COMMITTED.name
        return write(made) or drift(COMMITTED, made, "The API")


def drift(committed: Path, made: Path, source: str) -> int:
    """Compare a committed file with the one made now from ``source``. Prints the difference and returns 1 if any."""
    old = committed.read_text().splitlines() if committed.exists() else []
    new = made.read_text().splitlines()
    if old == new:
        return 0
    print(*list(difflib.unified_diff(old, new, "committed", "now", lineterm="", n=1))[:60], sep="\n")
    print(f"{source} and {committed.relative_to(ROOT)} differ. If that is meant: ./dev schema")
    return 1
