"""Changes of an import to stored records: which fact, its value before and after."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext as _

from core.places import PlacesField, format_place

_MAX_VALUE_LENGTH = 60
_MAX_SHOWN = 12
_SHOWN_BEFORE_DIFFERENCE = 20  # characters that two long values have in common


def field_changes(path: str, before: dict, row: models.Model, fields: Iterable[models.Field]) -> list[str]:
    """A line for each field whose value differs from the one ``before``, by column name."""
    lines = []
    for field in fields:
        old, new = before[field.attname], getattr(row, field.attname)
        if old != new:
            place = f"{path}/{field.name}".lstrip("/")
            lines.append(
                f"{place}: {change_in_words(_text_of_value(field, old), _text_of_value(field, new))}"
            )
    return lines


def changes_in_words(changes: list[str]) -> str:
    """Changes in one line, the first of them where they are many."""
    shown = "; ".join(dict.fromkeys(changes[:_MAX_SHOWN]))
    more = len(changes) - _MAX_SHOWN
    if more > 0:
        return _("%(changes)s; and %(count)d more") % {"changes": shown, "count": more}
    return shown


def change_in_words(old: str, new: str) -> str:
    """Two values with an arrow between them, each in short, from a little before they begin to differ."""
    same = next(
        (place for place, (sign, other) in enumerate(zip(old, new, strict=False)) if sign != other),
        min(len(old), len(new)),
    )
    start = max(0, same - _SHOWN_BEFORE_DIFFERENCE) if max(len(old), len(new)) > _MAX_VALUE_LENGTH else 0
    return f"{in_short(old, start)} → {in_short(new, start)}"


def in_short(text: str, start: int = 0) -> str:
    """A text of at most so many characters, from a place on; a dash for none."""
    shown = text[start : start + _MAX_VALUE_LENGTH]
    end = "…" if start + _MAX_VALUE_LENGTH < len(text) else ""
    return f"{'…' if start else ''}{shown}{end}" if text else "–"


def _text_of_value(field: models.Field, value) -> str:
    """A value as people write it: a record by its name, places one after the other, texts by language."""
    if value in (None, "", [], {}):
        return ""
    if field.is_relation:
        return str(field.related_model._base_manager.filter(pk=value).first() or "")
    if isinstance(field, PlacesField):
        return "; ".join(map(format_place, value))
    if isinstance(value, dict):
        return "; ".join(f"{language}: {text}" for language, text in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)
