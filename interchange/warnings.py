"""Warnings about imported records: facts that are unusual, but allowed, in the sentences of the admin."""

from collections.abc import Iterator
from itertools import batched

from django.db.models import prefetch_related_objects

from interchange.importer import ImportReport
from interchange.problems import ImportProblem
from interchange.schema import MODELS
from register.kinds import kind_named
from register.records import Record

_CHUNK = 200  # records whose parts are in memory at once


def import_warnings(report: ImportReport) -> Iterator[ImportProblem]:
    """The warnings about each record that an import created or changed, in the order of the files."""
    touched = report.created_or_changed
    rows = [
        row for key, row in report.rows.items() if key in touched and isinstance(report.records[key], Record)
    ]
    for chunk in batched(rows, _CHUNK):
        for kind_name in dict.fromkeys(row.kind for row in chunk):
            of_kind = [row for row in chunk if row.kind == kind_name]
            # loaded anew: the importer's own objects do not know their parts
            stored = MODELS[kind_name].objects.in_bulk([report.records[row.key].pk for row in of_kind])
            prefetch_related_objects(list(stored.values()), *kind_named(kind_name).warning_prefetches)
            for row in of_kind:
                record = stored[report.records[row.key].pk]
                for sentence in kind_named(kind_name).warnings(record):
                    yield ImportProblem(row.file, row.path, sentence, row.key)
