"""Static checks: linters, types, import contracts, settings. Every step runs; each prints name, time and outcome.

As many run at once as there are cores; they are told in the order of the list.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
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
    yield "types: mypy", [PYTHON, "-m", "mypy"]  # the longest
    yield "code: ruff", [PYTHON, "-m", "ruff", "check", "--quiet", "--output-format=concise", "."]
    yield (
        "layout: ruff",
        [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "--output-format=concise", "."],
    )
    yield "templates: djade", [PROGRAMS / "djade", "--check", "--target-version", "6.1", *templates]
    yield "imports: import-linter", [PYTHON, PROGRAMS / "lint-imports"]
    yield (
        "types of the client: mypy",
        [
            PYTHON,
            "-m",
            "mypy",
            "--cache-dir=.mypy_cache/client",
            f"--config-file={CLIENT}/pyproject.toml",
            CLIENT,
        ],
    )
    yield "settings: check --deploy", [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    yield "migrations: none missing", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]
    yield "translations: whole", [PYTHON, "-m", "devtools", "messages", "--check"]
    yield "API schema: as promised", [PYTHON, "-m", "devtools", "schema", "--check"]


def run() -> int:
    names, commands = zip(*steps(), strict=True)
    failed = []
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, (result, seconds) in zip(names, pool.map(timed, commands), strict=True):
            outcome = "FAILED" if result.returncode else "ok"
            print(f"{name:26} {seconds:5.1f} s  {outcome}", flush=True)
            if result.returncode:
                print(shortened(result.stdout), flush=True)
                failed.append(name)
    print(f"Failed: {', '.join(failed)}." if failed else "All is well.")
    return 1 if failed else 0


def timed(command: list[str | Path]) -> tuple[subprocess.CompletedProcess[str], float]:
    """The outcome of a step, and the seconds that it took."""
    started = time.monotonic()
    result = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **DEPLOYED},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return result, time.monotonic() - started


def shortened(output: str) -> str:
    lines = output.strip().splitlines()
    more = [f"… and {len(lines) - ENOUGH} more lines"] if len(lines) > ENOUGH else []
    return "\n".join([*lines[:ENOUGH], *more, ""])
