"""Runs the project's programs so that stopping ./dev stops them too."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from . import ROOT

PATIENCE = 20  # seconds to end in, once asked


def call(*command: str, **variables: str) -> int:
    """The exit code of ``python …``, run in the foreground with our terminal, with these variables besides ours."""
    child = subprocess.Popen([sys.executable, *command], cwd=ROOT, env={**os.environ, **variables})
    while True:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            continue  # the terminal has told the child too: let it finish
        except SystemExit:  # somebody asked us to stop: pass it on, then leave
            end(child)
            raise
        return code if code >= 0 else 128 - code


@contextmanager
def beside(*command: str) -> Iterator[subprocess.Popen]:
    """``python …`` runs while we are inside."""
    child = subprocess.Popen([sys.executable, *command], cwd=ROOT)
    try:
        yield child
    finally:
        end(child)


def end(child: subprocess.Popen) -> None:
    child.terminate()
    try:
        child.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()


def in_turn(*commands: tuple[str, ...], **variables: str) -> int:
    """Each of them until one fails, with these variables besides ours; the exit code of the last that ran."""
    return next((code for command in commands if (code := call(*command, **variables))), 0)
