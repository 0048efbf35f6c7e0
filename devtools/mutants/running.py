"""Runs the tests of a mutant in a copy of the checkout, against a fresh copy of a migrated database."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from devtools import ROOT
from devtools.translations import compile_file

from .cover_map import CoverMap

PATIENCE = 240  # seconds beyond, before a run counts as hanging
PLUGINS = ("-p", "no:cacheprovider", "-p", "devtools.mutants.only_these")
FAILURE = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)


@dataclass
class Outcome:
    """``noticed``: by "test", "start" (it does not even import) or "hanging"; empty where it survived."""

    noticed: str
    by: str
    ran: int
    covering: int


class Bench:
    """One checkout and one database in which mutants are tried, one after another."""

    def __init__(self, number: int, directory: Path, url: str):
        self.directory = directory / f"bench{number}"
        self.url, self.database = url, f"bench{number}"
        shutil.rmtree(self.directory, ignore_errors=True)
        self._copy_checkout()
        code, text = self._run_tests(["tests/test_constraints.py"], "--create-db", patience=300)
        if code:
            raise SystemExit(f"The tests do not run in {self.directory}:\n{text}")
        self._command(f"create database clean{number} template test_{self.database}")
        self.clean = f"clean{number}"

    def try_out(self, codes: dict[str, str], tests: list[str], covering: int, seconds: float) -> Outcome:
        """Run ``tests``, which took so many ``seconds``, with these files in place of ours."""
        if not tests:
            return Outcome("", "", 0, covering)
        with ExitStack() as stack:
            for path, code in codes.items():
                stack.enter_context(_replaced(self.directory / path, code))
            try:
                status, text = self._run_named(tests, seconds, "-x")
            except subprocess.TimeoutExpired:
                return Outcome("hanging", "", len(tests), covering)
        failures = FAILURE.findall(text)
        how = "test" if failures else "start" if status else ""
        return Outcome(how, failures[0] if failures else "", len(tests), covering)

    def failing_without_fault(self, tests: list[str], seconds: float) -> set[str]:
        return set(FAILURE.findall(self._run_named(tests, seconds)[1])) if tests else set()

    def _run_named(self, tests: list[str], seconds: float, *options: str) -> tuple[int, str]:
        self._command(f"drop database if exists test_{self.database} with (force)")
        self._command(f"create database test_{self.database} template {self.clean} strategy file_copy")
        named = self.directory / "only-these.json"
        named.write_text(json.dumps(tests))
        files = sorted({test.split("::")[0] for test in tests})
        code, text = self._run_tests(files, *options, these=named, patience=seconds * 2 + PATIENCE)
        if code == 5:
            raise RuntimeError(f"No test was found in {files}:\n{text[-2000:]}")
        return code, text

    def _run_tests(
        self,
        files: list[str],
        *options: str,
        these: Path | None = None,
        patience: float,
    ) -> tuple[int, str]:
        environment = os.environ | {
            "DATABASE_URL": self.url.replace("/entente?", f"/{self.database}?"),
            "PYTHONDONTWRITEBYTECODE": "1" if these else "",
            "ENTENTE_ONLY_THESE": str(these or ""),
        }
        command = [sys.executable, "-m", "pytest", "-q", "-rfE", "--tb=no", "--reuse-db", *PLUGINS]
        child = subprocess.Popen(
            [*command, *options, *files],
            cwd=self.directory, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        )  # fmt: skip
        try:
            text, _ = child.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)  # the browsers and servers that it started, too
            child.communicate()
            raise
        return child.returncode, text

    def _copy_checkout(self) -> None:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        compiled = (str(path.relative_to(ROOT)) for path in ROOT.glob("locale/**/*.mo"))
        for name in {*listed.split("\0"), *compiled} - {""}:
            if (ROOT / name).is_file():
                (self.directory / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.directory / name)

    def _command(self, sql: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(sql)


@contextmanager
def _replaced(file: Path, code: str) -> Iterator[None]:
    before, times = file.read_bytes(), file.stat()
    file.write_text(code)
    _compile_catalogue(file)
    try:
        yield
    finally:
        file.write_bytes(before)
        _compile_catalogue(file)
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))  # compiled files are good again


def _compile_catalogue(file: Path) -> None:
    """Compile a file of translations: they are read from what is compiled of it. Others are left alone."""
    if file.suffix == ".po":
        compile_file(file, file.with_suffix(".mo"))


def chosen_tests(
    covering: set[str], left_out: set[str], room: str, cover: CoverMap, budget: float
) -> list[str]:
    """The tests that fit into these seconds: the covering ones first, of those its own room, the quick before the slow.

    Then the others of their files: what a fixture does for a whole file was seen with one test of it only.
    """
    files = {test.split("::")[0] for test in covering}
    beside = {test for test in cover.seconds if test.split("::")[0] in files}
    chosen = list[str]()
    for test in sorted(
        (covering | beside) - left_out,
        key=lambda test: (test not in covering, f"/{room}/" not in test, cover.seconds_of([test]), test),
    ):
        budget -= cover.seconds_of([test])
        if budget < 0 and chosen:
            break
        chosen.append(test)
    return chosen
