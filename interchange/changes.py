"""Changes of an import to stored records: which fact, its value before and after."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext as _

_MAX_VALUE_LENGTH = 60
_MAX_SHOWN = 12


def field_changes(path: str, before: dict, row: models.Model, fields: Iterable[models.Field]) -> list[str]:
    """A line for each field whose value differs from the one ``before``, by column name; references have no values."""
    lines = []
    for field in fields:
        old, new = before[field.attname], getattr(row, field.attname)
        if old == new:
            continue
        place = f"{path}/{field.name}".lstrip("/")
        lines.append(place if field.is_relation else f"{place}: {_in_short(old)} → {_in_short(new)}")
    return lines


def changes_in_words(changes: list[str]) -> str:
    """Changes in one line, the first of them where they are many."""
    shown = "; ".join(dict.fromkeys(changes[:_MAX_SHOWN]))
    more = len(changes) - _MAX_SHOWN
    if more > 0:
        return _("%(changes)s; and %(count)d more") % {"changes": shown, "count": more}
    return shown


def _in_short(value) -> str:
    text = str(value) if value not in (None, "", [], {}) else "–"
    return text if len(text) <= _MAX_VALUE_LENGTH else f"{text[:_MAX_VALUE_LENGTH]}…"
