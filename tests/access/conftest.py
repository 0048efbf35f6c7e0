"""What tests of the public's reports share with those of pages and of the staff area."""

from tests.desk.conftest import desk, editor, form_at, groups, publisher, reader
from tests.pages.conftest import full

__all__ = ["desk", "editor", "form_at", "full", "groups", "publisher", "reader"]
