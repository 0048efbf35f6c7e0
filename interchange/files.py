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
from interchange.texts import entered_texts

_MAX_DIGITS = 100  # more are no number of a record; Python reads at most 4,300


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


def _json_of(path: Path):
    """The content of a JSON file, with a byte order mark or without. A number of too many digits is infinite."""
    return json.loads(
        path.read_text(encoding="utf-8-sig"),
        object_pairs_hook=_object_of_pairs,
        parse_int=lambda digits: int(digits) if len(digits) <= _MAX_DIGITS else float("inf"),
    )


def _file_records(file, name: str, problems: list[ImportProblem]) -> Iterable[tuple[str, dict]]:
    """``(kind/id, members)`` of each record in a file; anything else in it goes to ``problems``."""
    if not isinstance(file, dict):
        try:
            file = _json_of(Path(file))
        except UnicodeDecodeError:
            problems.append(ImportProblem(name, "", _("This is not in UTF-8: save it in that encoding.")))
            return
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
            unstorable: list[tuple[str, str]] = []
            entry = entered_texts(entry, "", unstorable)
            if not (isinstance(entry, dict) and isinstance(entry.get("id"), str) and entry["id"]):
                problems.append(ImportProblem(name, f"{kind}/{number}", _("A record needs an id.")))
                continue
            path = f"{kind}/{entry['id']}"
            for place, signs in unstorable:  # left out, for the other problems of the record
                start = f"{kind}/{number}" if place == "/id" else path
                reason = _("It holds what no text may hold: %s.") % signs
                problems.append(ImportProblem(name, f"{start}{place}", reason, (kind, entry["id"])))
            yield path, entry
