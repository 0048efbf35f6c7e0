"""The project's commands:  run [ADDRESS:PORT] | test [PYTEST ARGS] | manage COMMAND ... | serve"""
from __future__ import annotations

import os
import signal
import subprocess
import sys

from .postgres import ROOT, database


def _descendants(pid: int) -> list[int]:
    """Grandchildren too: Django's autoreloader does not pass SIGTERM on."""
    out = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True).stdout
    children: dict[int, list[int]] = {}
    for line in out.splitlines():
        child, parent = map(int, line.split())
        children.setdefault(parent, []).append(child)
    found, todo = [], [pid]
    while todo:
        found += (new := children.get(todo.pop(), []))
        todo += new
    return found


def call(*args: str) -> int:
    child = subprocess.Popen([sys.executable, *args], cwd=ROOT)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue  # the terminal has told the child too: let it finish
        except SystemExit:  # we were asked to stop: pass it on, then leave
            for pid in [*_descendants(child.pid), child.pid] if os.name == "posix" else [child.pid]:
                try:
                    os.kill(pid, signal.SIGTERM)
                except ProcessLookupError:
                    pass
            child.wait(timeout=20)
            raise


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    cmd, *rest = sys.argv[1:] or ["help"]
    if cmd == "test":
        with database("test", throwaway=True):
            code = call("-m", "pytest", *rest)
    elif cmd == "run":
        with database("dev"):
            code = (call("-m", "django", "migrate", "-v0") or call("-m", "django", "demo")
                    or call("-m", "django", "runserver", *(rest or ["127.0.0.1:8000"])))
    elif cmd == "manage":
        with database("dev"):
            code = call("-m", "django", *rest)
    elif cmd == "serve":
        with database("dev"):
            code = call("-m", "gunicorn", "config.wsgi", "-w", "3", "-b", "127.0.0.1:8000", *rest)
    else:
        print(__doc__)
        code = 2
    sys.exit(code)


if __name__ == "__main__":
    main()
