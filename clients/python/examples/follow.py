"""Keeps a copy of a register: a file for each record that is public, up to the moment when it was run last.

python3 follow.py https://register.example.org copy/

A key is taken from ENTENTE_KEY.
"""

import os
import sys
from pathlib import Path

from entente_client import Problem, Register
from entente_client.shapes import Change


def follow(register: Register, folder: Path) -> int:
    """Bring the copy up to date. Returns how many changes there were. Stopped half-way, it goes on from there."""
    folder.mkdir(exist_ok=True)
    cursor = folder / "cursor"
    count = 0
    for change in register.changes(after=int(cursor.read_text()) if cursor.exists() else 0):
        apply(register, folder, change)
        cursor.write_text(str(change["id"]))
        count += 1
    return count


def apply(register: Register, folder: Path, change: Change) -> None:
    file = folder / f"{change['ref']}.json"
    if change["action"] in {"withdrawn", "merged"}:
        file.unlink(missing_ok=True)
    elif change["action"] == "redacted":  # words went from versions that were copied before
        newest = [one for one in register.versions(change["ref"]) if one["action"] == "published"][-1]
        save(register, file, newest["number"], newest["sha256"])
    else:
        save(register, file, change["number"], change["sha256"])


def save(register: Register, file: Path, number: int, sha256: str) -> None:
    try:
        body = register.version(file.stem, number, sha256=sha256)
    except Problem as problem:
        if problem.status != 410:
            raise
        file.unlink(missing_ok=True)  # it has ended since; the change that says so is still to come
    else:
        file.write_bytes(body)


if __name__ == "__main__":
    address, folder = sys.argv[1:]
    register = Register(address, key=os.environ.get("ENTENTE_KEY", ""))
    print(follow(register, Path(folder)), "changes")
