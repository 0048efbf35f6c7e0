"""Reads interchange files into rows by kind and id, and checks their outline.

The format is described in docs/interchange.md.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from interchange.problems import ImportFailed, ImportProblem
from interchange.schema import MODELS

_NUL = "\\u0000"  # as JSON writes it


@dataclass(frozen=True)
class FileRow:
    """One record of a file: the file's name, kind and id of the record, its members."""

    file: str
    kind: str
    id: str
    members: dict

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.id

    @property
    def path(self) -> str:
        return f"{self.kind}/{self.id}"


def read_files(
    files: Iterable[Path | str | dict], problems: list[ImportProblem] | None = None
) -> dict[str, dict[str, FileRow]]:
    """The rows of all files by kind and id, kinds in the order of ``MODELS``, rows in the order of the files.

    A file is a path or its parsed content. What is malformed goes to ``problems``; without the list, raises
    ImportFailed.
    """
    rows: dict[str, dict[str, FileRow]] = {kind: {} for kind in MODELS}
    outline_problems: list[ImportProblem] = []
    for file in files:
        name = "" if isinstance(file, dict) else Path(file).name
        for path, entry in _file_records(file, name, outline_problems):
            kind, row_id = path.split("/", 1)
            if row_id in rows[kind]:
                outline_problems.append(ImportProblem(name, path, _("This id is used twice.")))
            else:
                rows[kind][row_id] = FileRow(name, kind, row_id, entry)
    if outline_problems and problems is None:
        raise ImportFailed(outline_problems)
    if problems is not None:
        problems += outline_problems
    return rows


def _object_of_pairs(pairs: list[tuple[str, object]]) -> dict:
    """A JSON object. Raises ValueError where a member is there twice: the second would silently take its place."""
    members = dict(pairs)
    if len(members) < len(pairs):
        names = [name for name, _value in pairs]
        raise ValueError(_("“%s” is there twice.") % next(name for name in names if names.count(name) > 1))
    return members


def _file_records(file, name: str, problems: list[ImportProblem]) -> Iterable[tuple[str, dict]]:
    """``(kind/id, members)`` of each record in a file; anything else in it goes to ``problems``."""
    if not isinstance(file, dict):
        try:
            file = json.loads(Path(file).read_text(encoding="utf-8"), object_pairs_hook=_object_of_pairs)
        except (ValueError, RecursionError) as error:
            problems.append(ImportProblem(name, "", _("This is not JSON: %s") % error))
            return
    if not isinstance(file, dict):
        problems.append(ImportProblem(name, "", _("A file holds lists of: %s.") % ", ".join(MODELS)))
        return
    for kind, entries in file.items():
        if kind not in MODELS or not isinstance(entries, list):
            problems.append(ImportProblem(name, kind, _("A file holds lists of: %s.") % ", ".join(MODELS)))
            continue
        for number, entry in enumerate(entries, 1):
            if not (isinstance(entry, dict) and isinstance(entry.get("id"), str) and entry["id"]):
                problems.append(ImportProblem(name, f"{kind}/{number}", _("A record needs an id.")))
                continue
            if _NUL in (text := json.dumps(entry)):
                problems.append(
                    ImportProblem(name, f"{kind}/{number}", _("It holds a NUL, which no text may hold."))
                )
                entry = json.loads(text.replace(_NUL, ""))  # for its other problems
            yield f"{kind}/{entry['id']}", entry
