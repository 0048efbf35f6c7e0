"""Interchange files: read together, their outline checked first. The format is told in docs/interchange.md."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.db import models
from django.utils.translation import gettext as _

from activities.models import Activity
from agreements.models import Agreement, Topic
from organizations.models import Organization
from people.models import Person
from sources.models import Source

# The members of a file, each kind after the ones that its own fields refer to.
KINDS: dict[str, type[models.Model]] = {
    "sources": Source,
    "topics": Topic,
    "organizations": Organization,
    "people": Person,
    "agreements": Agreement,
    "activities": Activity,
}


@dataclass(frozen=True)
class Problem:
    """Why a file, or a record of it, is not recorded: file, place in it, a sentence; kind and id of the record."""

    file: str
    path: str
    reason: str
    record: tuple[str, str] | None = None

    def __str__(self) -> str:
        return ": ".join(filter(None, [self.file, self.path, self.reason]))


class RecordingError(Exception):
    """Nothing was kept; ``problems`` says why, all of it at once."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = list(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Row:
    """One record as a file tells it."""

    file: str
    kind: str
    id: str
    members: dict

    @property
    def name(self) -> tuple[str, str]:
        return self.kind, self.id

    @property
    def path(self) -> str:
        return f"{self.kind}/{self.id}"


def read(
    files: Iterable[Path | str | dict], problems: list[Problem] | None = None
) -> dict[str, dict[str, Row]]:
    """The rows of all files by kind and id, kinds in the order of ``KINDS``, rows in the order of the files.

    A file is a path or what such a file holds. What cannot be read goes to ``problems``; without that list, raises
    RecordingError.
    """
    rows: dict[str, dict[str, Row]] = {kind: {} for kind in KINDS}
    found: list[Problem] = []
    for file in files:
        name = "" if isinstance(file, dict) else Path(file).name
        for path, entry in outline(file, name, found):
            kind, row_id = path.split("/", 1)
            if row_id in rows[kind]:
                found.append(Problem(name, path, _("This id is used twice.")))
            else:
                rows[kind][row_id] = Row(name, kind, row_id, entry)
    if found and problems is None:
        raise RecordingError(found)
    if problems is not None:
        problems += found
    return rows


def outline(file, name: str, problems: list[Problem]) -> Iterable[tuple[str, dict]]:
    """``(kind/id, members)`` of each record in a file; what is no record goes to ``problems``."""
    if not isinstance(file, dict):
        try:
            file = json.loads(Path(file).read_text(encoding="utf-8"))
        except ValueError as error:
            problems.append(Problem(name, "", _("This is not JSON: %s") % error))
            return
    if not isinstance(file, dict):
        problems.append(Problem(name, "", _("A file holds lists of: %s.") % ", ".join(KINDS)))
        return
    for kind, entries in file.items():
        if kind not in KINDS or not isinstance(entries, list):
            problems.append(Problem(name, kind, _("A file holds lists of: %s.") % ", ".join(KINDS)))
            continue
        for number, entry in enumerate(entries, 1):
            if not (isinstance(entry, dict) and isinstance(entry.get("id"), str) and entry["id"]):
                problems.append(Problem(name, f"{kind}/{number}", _("A record needs an id.")))
            elif "\\u0000" in json.dumps(entry):
                problems.append(
                    Problem(name, f"{kind}/{number}", _("It holds a NUL, which no text may hold."))
                )
            else:
                yield f"{kind}/{entry['id']}", entry
