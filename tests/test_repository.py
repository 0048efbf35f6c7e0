"""What is promised of the files themselves."""

import hashlib
import os
import re
import tomllib
from pathlib import Path

import pytest

from devtools.__main__ import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = ("requirements.txt", "requirements-dev.txt")
CODE = {".py", ".html", ".css", ".js", ".sql", ".toml", ".txt", ""}
# one letter in brackets, so that no pattern finds itself
SOMEBODYS_COMPUTER = re.compile(
    r"(?<![\w.:/-])/(?:hom[e]|roo[t]|User[s]|wor[k])/"
    r"|\.\./share[d]"
    r"|pyp[i]\.org|pythonhoste[d]\.org|npmj[s]\.(?:org|com)|deb\.debia[n]\.org"
)
UNFINISHED = re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X])\b")
EXCEPTION_WITHOUT_REASON = re.compile(r"# (?:noq[a]|type: ignor[e])(?:[:\[][\w\-, ]*\]?)?\s*$")


def files():
    """Every file that is ours: not those that .gitignore names, nor Git's own (in a worktree, .git is a file)."""
    directories = re.findall(r"^/?(\S+)/$", (ROOT / ".gitignore").read_text(), re.MULTILINE)
    for directory, inner, names in os.walk(ROOT):
        inner[:] = sorted(set(inner) - {*directories, ".git"})
        yield from (Path(directory) / name for name in names if name != ".git" and not name.endswith(".mo"))


def texts():
    for path in files():
        try:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a document


def locked(name):
    """Version by package, and whether each has hashes."""
    entries = re.split(r"\n(?=\w)", (ROOT / name).read_text())
    found = [re.match(r"([\w.-]+)==([\w.]+)", entry) for entry in entries]
    assert all("--hash=sha256:" in entry for entry, match in zip(entries, found, strict=True) if match)
    return {match[1]: match[2] for match in found if match}


def lines_with(pattern, *, only=None):
    return [
        f"{path}: {line.strip()}"
        for path, text in texts()
        if only is None or path.suffix in only
        for line in text.splitlines()
        if pattern.search(line)
    ]


def test_no_file_knows_somebodys_computer():
    assert lines_with(SOMEBODYS_COMPUTER) == []


def test_nothing_is_left_to_be_done():
    assert lines_with(UNFINISHED, only=CODE) == []


def test_every_exception_has_a_reason():
    assert lines_with(EXCEPTION_WITHOUT_REASON, only=CODE) == []


def test_every_dependency_has_a_reason():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    wanted = [*PYPROJECT["project"]["dependencies"], *PYPROJECT["dependency-groups"]["dev"]]

    explained = [re.match(r'\s*"([^"]+)",\s+# \w', line) for line in lines]

    assert set(wanted) - {found[1] for found in explained if found} == set()


def test_every_dependency_is_locked():
    site, everything = (locked(name) for name in LOCKS)

    def names(requirements):
        return {re.match(r"[\w.-]+", requirement)[0] for requirement in requirements}

    assert names(PYPROJECT["project"]["dependencies"]) - set(site) == set()
    assert names(PYPROJECT["dependency-groups"]["dev"]) - set(everything) == set()


def test_both_locks_say_the_same():
    site, everything = (locked(name) for name in LOCKS)

    assert site == {name: everything[name] for name in site}


@pytest.mark.parametrize("name", LOCKS)
def test_locks_name_no_place(name):
    assert re.findall(r"https?:|file:|--(?:index|extra|find)[\w-]*", (ROOT / name).read_text()) == []


def test_every_app_is_held_to_the_order_of_imports():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    contracts = PYPROJECT["tool"]["importlinter"]

    assert set(contracts["root_packages"]) == packages - {"tests", "devtools", "bench"}
    assert set(contracts["contracts"][0]["layers"]) == set(contracts["root_packages"])


def test_vendored_files_are_those_that_are_listed():
    vendored = ROOT / "static" / "vendor"
    listed = [line.split()[:2] for line in (vendored / "VERSIONS").read_text().splitlines()]

    assert sorted(listed) == sorted(
        [hashlib.sha256(path.read_bytes()).hexdigest(), path.relative_to(vendored).as_posix()]
        for path in files()
        if path.is_relative_to(vendored) and path.name != "VERSIONS"
    )


def test_every_command_in_the_documents_exists():
    documents = {path: text for path, text in texts() if path.suffix == ".md"}
    named = {command for text in documents.values() for command in re.findall(r"\./dev (\w+)", text)}

    assert {"run", "test"} <= set(re.findall(r"\./dev (\w+)", documents[Path("README.md")]))
    assert named - set(COMMANDS) == set()


def test_every_path_in_the_architecture_exists():
    text = (ROOT / "docs" / "architecture.md").read_text()
    paths = set(re.findall(r"`((?:[a-z_]+/)+(?:[a-z_]+\.(?:py|html|json))?)`", text))

    assert len(paths) > 50  # as many as the journeys pass
    assert {path for path in paths if not (ROOT / path).exists()} == set()
