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
        if code := write(made):
            return code
        old = COMMITTED.read_text().splitlines() if COMMITTED.exists() else []
        new = made.read_text().splitlines()
    if old == new:
        return 0
    drift = list(difflib.unified_diff(old, new, "committed", "the API now", lineterm="", n=1))
    print(*drift[:60], sep="\n")
    print(f"The API and {COMMITTED.relative_to(ROOT)} differ. If that is meant: ./dev schema")
    return 1
