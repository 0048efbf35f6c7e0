"""A deleted part that somebody keeps nevertheless: its new row has the key and the file of the old one."""

from django.db.models import FileField, Model

from desk.conflicts.snapshot import Row


def restore_part(part: Model, row: Row) -> None:
    """Give a new part the key by which citations name the one that was deleted, and its file if that is still there."""
    if row.key:
        part.key = row.key  # type: ignore[attr-defined]  # parts have one
    for field in part._meta.concrete_fields:
        if isinstance(field, FileField):
            name = next(iter(row.data.get(field.name, [])), "")
            if name and field.storage.exists(name):
                setattr(part, field.name, name)
