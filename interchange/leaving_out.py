"""Rows that an import leaves out: those with problems, and what is new and nothing but those refers to."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from django.db import models, transaction
from django.utils.translation import gettext as _

from interchange.fields import many_to_many_fields, member_fields
from interchange.files import FileRow
from interchange.importer import ImportReport
from interchange.problems import ImportFailed, ImportProblem
from interchange.schema import KIND_OF_MODEL, MODELS, PART_COLLECTIONS, SINGLE_PARTS

Rows = dict[str, dict[str, FileRow]]
Key = tuple[str, str]


class _Reported(Protocol):
    """The outcome of an import."""

    report: ImportReport


def import_without_bad[T: _Reported](
    rows: Rows, left_out: list[ImportProblem], run: Callable[[Rows], T]
) -> T:
    """Runs an import until all its rows are sound; of those left out nothing stays. Their problems go to ``left_out``.

    Raises ImportFailed with problems that are of none of the rows.
    """
    kept = rows_without(rows, left_out)
    while True:
        try:
            with transaction.atomic():
                outcome = run(kept)
                if alone := [*_problems_of_rows_left_alone(rows, kept, left_out, outcome.report)]:
                    raise ImportFailed(alone)
                return outcome
        except ImportFailed as error:
            if not any(row.key in error.records for row in _all(kept)):
                raise
            left_out += error.problems
            kept = rows_without(kept, error.problems)


def rows_without(rows: Rows, problems: Iterable[ImportProblem]) -> Rows:
    """The rows of records without a problem."""
    bad = {problem.record for problem in problems}
    return {
        kind: {row_id: row for row_id, row in by_id.items() if row.key not in bad}
        for kind, by_id in rows.items()
    }


def _problems_of_rows_left_alone(
    rows: Rows, kept: Rows, left_out: list[ImportProblem], report: ImportReport
) -> Iterator[ImportProblem]:
    """A problem for each new row that only rows that are left out refer to.

    A source is there to be cited. Another record has a page of its own, and stays, unless what refers to it was refused
    for what it says: then it may tell of that.
    """
    here = {row.key: row for row in _all(kept)}
    out = {row.key: row for row in _all(rows) if row.key not in here}
    if not out:
        return
    refused = [out[problem.record] for problem in left_out if problem.is_refusal and problem.record in out]
    candidates = _referred_to(refused, rows)
    candidates |= {key for key in _referred_to(out.values(), rows) if key[0] == "sources"}
    candidates = {key for key in candidates if key in here and key[1] in report.created.get(key[0], ())}
    others = [row for key, row in here.items() if key not in candidates] if candidates else []
    for key in sorted(candidates - _referred_to(others, rows)):
        reason = _("Nothing refers to it but what was left out: it was left out as well.")
        yield ImportProblem(here[key].file, here[key].path, reason, key, is_refusal=True)


def _referred_to(start: Iterable[FileRow], rows: Rows) -> set[Key]:
    """Kind and id of all rows that these refer to, and those in turn."""
    reached: set[Key] = set()
    wave = list(start)
    while wave:
        new = {key for row in wave for key in _references(row) if key[1] in rows[key[0]]} - reached
        reached |= new
        wave = [rows[kind][row_id] for kind, row_id in new]
    return reached


def _references(row: FileRow) -> Iterator[Key]:
    """Kind and id of what a row refers to, in its own fields and those of its parts."""
    model = MODELS[row.kind]
    yield from _references_of_members(model, row.members)
    for name in (*PART_COLLECTIONS[row.kind], *SINGLE_PARTS[row.kind]):
        value = row.members.get(name)
        for members in value if isinstance(value, list) else [value]:
            if isinstance(members, dict):
                yield from _references_of_members(model._meta.get_field(name).related_model, members)


def _references_of_members(model: type[models.Model], members: dict) -> Iterator[Key]:
    for field in (*member_fields(model), *many_to_many_fields(model)):
        if field.is_relation and (kind := KIND_OF_MODEL.get(field.related_model)):
            value = members.get(field.name)
            names = value if isinstance(value, list) else [value]
            yield from ((kind, name) for name in names if isinstance(name, str))


def _all(rows: Rows) -> list[FileRow]:
    return [row for by_id in rows.values() for row in by_id.values()]
