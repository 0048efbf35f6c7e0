"""Tables of a surface's cells beside the members that they show, kept as files that people have reviewed."""

import os
import re
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

import pytest


def check_kept(path: Path, text: str) -> None:
    """Compare a text with a kept file, exactly. A new column or member is a difference."""
    if is_rewriting():
        path.write_text(text, encoding="utf-8")
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    assert text.splitlines() == kept.splitlines(), (
        "Is every changed line right for its reader? Write the tables anew, and read the difference: "
        f"REWRITE=kept ./dev test {path.parent.parent.relative_to(Path.cwd())}"
    )


def is_rewriting() -> bool:
    return os.environ.get("REWRITE") == "kept"


def check_all_kept(folder: Path, language: str, texts: dict[str, str], *, are_all: bool = True) -> None:
    """Compare the pages of a language with their kept files, exactly; if they are all, no file is left over."""
    files = {
        folder / f"{name.replace(' ', '-').replace(',', '')}.{language}.txt": text
        for name, text in texts.items()
    }
    others = set(folder.glob(f"*.{language}.txt")) - set(files) if are_all else set()
    if is_rewriting():
        for path in others:
            path.unlink()
        for path, text in files.items():
            path.write_text(text, encoding="utf-8")
    differences = [
        line for path in sorted({*files, *others}) for line in kept_differences(path, files.get(path, ""))
    ]
    if differences:
        again = f"REWRITE=kept ./dev test {folder.parent.relative_to(Path.cwd())}"
        pytest.fail("\n".join([*differences, f"As it should be? Write them anew: {again}"]), pytrace=False)


def kept_differences(path: Path, text: str) -> list[str]:
    """Lines of a comparison of a text with its kept file, which may not be there."""
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    return [
        *unified_diff(kept.splitlines(), text.splitlines(), f"reviewed {path.name}", "now", lineterm="", n=1)
    ]


def markdown_table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    headings = list(headings)
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(map(_one_line, line))} |\n" for line in lines)


def _one_line(cell: str) -> str:
    return str(cell).replace("\n", "⏎").replace("|", "\\|")


def member_paths(body: dict, cell: str) -> str:
    """Members of a body that hold a cell, or one of the values in it; what is no member is empty."""
    values = [cell, *re.split("; |, ", cell)]
    paths = [path for path, value in _leaves(body, "") if value and str(value) in values]
    return ", ".join(dict.fromkeys(paths))


def _leaves(value, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for name, member in value.items():
            yield from _leaves(member, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for member in value:
            yield from _leaves(member, path)
    else:
        yield path, value
