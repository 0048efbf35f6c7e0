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
    """Bring the copy up to date. Returns the number of changes. Stopped half-way, the next run goes on from there."""
    folder.mkdir(exist_ok=True)
    cursor = folder / "cursor"
    count = 0
    for change in register.changes(after=int(cursor.read_text()) if cursor.exists() else 0):
        apply(register, folder, change)
        cursor.write_text(str(change["id"]))
        count += 1
    return count


def apply(register: Register, folder: Path, change: Change) -> None:
    """Save the record of a change, or delete its file once it is public no more."""
    file = folder / f"{change['ref']}.json"
    if change["action"] in {"withdrawn", "merged", "narrowed"}:  # after the last, what may be kept follows
        file.unlink(missing_ok=True)
    elif change["action"] == "redacted":  # words went from versions that were copied before
        versions = register.versions(change["ref"])
        newest = [version for version in versions if version["action"] == "published"][-1]
        save(register, file, newest["number"], newest["sha256"])
    else:
        save(register, file, change["number"], change["sha256"])


def save(register: Register, file: Path, number: int, sha256: str) -> None:
    """Write the bytes of a version."""
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
