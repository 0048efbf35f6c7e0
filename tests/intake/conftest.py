"""Staff who record an agreement from a text."""

from tests.desk.conftest import desk, editor, form_at, groups, publisher

__all__ = ["desk", "editor", "form_at", "groups", "publisher"]
