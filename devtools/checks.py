"""Static checks: linters, types, import contracts, settings. Every step runs; each prints name, time and outcome."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from . import ROOT

PROGRAMS = Path(sys.executable).parent
PYTHON = sys.executable
CLIENT = ROOT / "clients" / "python"
ENOUGH = 60  # lines of a step that failed
DEPLOYED = {
    "DEBUG": "0",
    "SECRET_KEY": "a-key-as-long-as-a-real-one-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "register.example.org",
    "SITE_URL": "https://register.example.org",
    "SECURE_SSL_REDIRECT": "1",
}


def steps() -> Iterator[tuple[str, list[str | Path]]]:
    """Name and command of each step."""
    templates = sorted(ROOT.glob("templates/**/*.html"))
    yield "code: ruff", [PYTHON, "-m", "ruff", "check", "--quiet", "--output-format=concise", "."]
    yield (
        "layout: ruff",
        [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "--output-format=concise", "."],
    )
    yield "templates: djade", [PROGRAMS / "djade", "--check", "--target-version", "6.1", *templates]
    yield "imports: import-linter", [PYTHON, PROGRAMS / "lint-imports"]
    yield "types: mypy", [PYTHON, "-m", "mypy"]
    yield (
        "types of the client: mypy",
        [PYTHON, "-m", "mypy", "--config-file", CLIENT / "pyproject.toml", CLIENT],
    )
    yield "settings: check --deploy", [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    yield "migrations: none missing", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]
    yield "translations: whole", [PYTHON, "-m", "devtools", "messages", "--check"]
    yield "API schema: as promised", [PYTHON, "-m", "devtools", "schema", "--check"]


def run() -> int:
    environment = {**os.environ, **DEPLOYED}
    failed = []
    for name, command in steps():
        started = time.monotonic()
        result = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        outcome = "FAILED" if result.returncode else "ok"
        print(f"{name:26} {time.monotonic() - started:5.1f} s  {outcome}", flush=True)
        if result.returncode:
            print(shortened(result.stdout), flush=True)
            failed.append(name)
    print(f"Failed: {', '.join(failed)}." if failed else "All is well.")
    return 1 if failed else 0


def shortened(output: str) -> str:
    lines = output.strip().splitlines()
    more = [f"… and {len(lines) - ENOUGH} more lines"] if len(lines) > ENOUGH else []
    return "\n".join([*lines[:ENOUGH], *more, ""])
