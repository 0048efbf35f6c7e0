"""Attached files of rows that an undo of a merger would bring back: they stay in the storage as long."""

from django.db.models import TextField
from django.db.models.functions import Cast

from merging.models import Merger


def is_named_by_a_merger(sha256: str) -> bool:
    """True where a merger that can be undone deleted or changed a row that names a file with this hash."""
    rows = Merger.objects.undoable().annotate(text=Cast("rows", TextField()))
    return rows.filter(text__contains=sha256).exists()
