"""Writes docs/openapi.yaml from the API, and notices when the two have drifted apart."""

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


def drift(committed: Path, made: Path, what: str) -> int:
    """Where a committed file is not what was made just now from ``what``: says so, and 1."""
    old = committed.read_text().splitlines() if committed.exists() else []
    new = made.read_text().splitlines()
    if old == new:
        return 0
    print(*list(difflib.unified_diff(old, new, "committed", "now", lineterm="", n=1))[:60], sep="\n")
    print(f"{what} and {committed.relative_to(ROOT)} differ. If that is meant: ./dev schema")
    return 1
