"""The cast of the staff area, for the pages of an agreement."""

from tests.desk.conftest import (
    desk,
    editor,
    errors_of,
    form_at,
    groups,
    publisher,
    publishing_desk,
    reader,
    superuser,
)

__all__ = [
    "desk",
    "editor",
    "errors_of",
    "form_at",
    "groups",
    "publisher",
    "publishing_desk",
    "reader",
    "superuser",
]
