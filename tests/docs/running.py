"""Runs the code of a document as a reader would, from top to bottom, and compares what it shows with what came.

A fence says what becomes of its block: ``sh`` and ``python`` are run, in one shell and one Python a document; a block
whose fence says ``output`` is what the block before it printed, ``…`` standing for anything (in JSON, white space and
line breaks count for nothing); ``norun: REASON`` is only shown. Every other block must say so, too.
"""

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

FENCE = re.compile(r"^(`{3,})(\w+)?[ ]?(.*)\n((?:.*\n)*?)\1$", re.MULTILINE)
SHOWN = "http://127.0.0.1:8000"  # what documents call the register
DONE = "--- the block is done ---"
PATIENCE = 60  # seconds that a document's shell may live


@dataclass(frozen=True)
class Block:
    """A block of code: where it stands, what its fence says, and what it should print (None: nobody says)."""

    line: int
    language: str
    word: str
    code: str
    output: "Block | None" = None


def blocks(text: str) -> list[Block]:
    """The blocks of a document, each with the output that follows it. Raises ValueError for output of nothing."""
    found: list[Block] = []
    for match in FENCE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        block = Block(line, match[2] or "", match[3], match[4])
        if block.word == "output":
            if not found or found[-1].output or found[-1].word:
                raise ValueError(f"Line {line}: nothing was run that this could be the output of.")
            found[-1] = replace(found[-1], output=block)
        else:
            found.append(block)
    return found


def faults(text: str, *, server: str, folder: Path, variables: dict[str, str]) -> Iterator[str]:
    """What in a document is not so, when it is run against a server, in a folder, in a shell with these variables."""
    with shell(folder, variables) as run_shell:
        namespace: dict = {}
        ways = {"sh": run_shell, "python": lambda code: run_python(code, namespace)}
        for block in blocks(text):
            if block.word:
                if not re.match(r"norun: \w", block.word):
                    yield f"Line {block.line}: the fence says {block.word!r}; it may say 'norun: REASON' or 'output'"
            elif block.language not in ways:
                yield f"Line {block.line}: {block.language or 'this'} cannot be run; say 'norun: REASON' or 'output'"
            else:
                came, failed = ways[block.language](block.code.replace(SHOWN, server))
                came = came.replace(server, SHOWN)
                if failed:
                    yield f"Line {block.line}: failed with {came}"
                elif block.output and not fits(block.output, came):
                    yield f"Line {block.output.line}: what came is {came}"


def fits(shown: Block, came: str) -> bool:
    """Whether the output is what is shown."""
    wanted = shown.code
    if shown.language == "json":
        wanted, came = (re.sub(r"\s", "", text) for text in (wanted, came))
    pattern = ".*?".join(re.escape(part) for part in wanted.strip().split("…"))
    return re.fullmatch(pattern, came.strip(), re.DOTALL) is not None


@contextlib.contextmanager
def shell(folder: Path, variables: dict[str, str]):
    """``run(code)``: what it prints, errors too, and whether it failed. All in one shell, so that variables stay."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(folder), "LC_ALL": "C.UTF-8", **variables}
    (folder / ".curlrc").write_text("no-progress-meter\n")  # as at a terminal
    bash = subprocess.Popen(
        ["timeout", str(PATIENCE), "bash"], cwd=folder, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip

    def run(code: str) -> tuple[str, bool]:
        bash.stdin.write(f"{code}\ncode=$?; echo; echo '{DONE}' $code\n")
        bash.stdin.flush()
        came = []
        for line in bash.stdout:
            if line.startswith(DONE):
                return "".join(came), line.split()[-1] != "0"
            came.append(line)
        return "".join(came), True  # it ended

    with bash:
        yield run
        bash.stdin.close()


def run_python(code: str, namespace: dict) -> tuple[str, bool]:
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(code, "document", "exec"), namespace)
    except Exception as error:  # whatever it is, the reader would meet it
        return f"{printed.getvalue()}{type(error).__name__}: {error}", True
    return printed.getvalue(), False
