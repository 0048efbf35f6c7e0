"""Facts of two records or parts that become one: what is taken over, and where both say something else."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import display_for_field
from django.db import models
from django.utils.text import capfirst

from core.fields import EDTFField
from core.localized import LocalizedTextField

# Fields of a record that are not facts of it.
_NOT_FACTS = {
    "ref",
    "editorial_state",
    "is_edited",
    "external_id",
    "created_at",
    "updated_at",
    "key",
    "position",
}


@dataclass(frozen=True)
class Fact:
    """A field of two rows: the value of the survivor, of the other, and ``merged`` of both in one."""

    name: str
    label: str
    ours: Any
    theirs: Any
    merged: Any
    ours_words: str
    theirs_words: str
    differs: bool  # both say something


def facts(ours: models.Model, theirs: models.Model, *, without: Collection[str] = ()) -> Iterator[Fact]:
    """Fields in which another row says more than the survivor's, or something else."""
    for field in fact_fields(type(ours)):
        own, other = getattr(ours, field.attname), getattr(theirs, field.attname)
        if field.name in without or own == other or _lacks_value(other):
            continue
        merged, differs = _merged(field, own, other)
        if merged == own and not differs:
            continue
        yield Fact(
            field.name,
            capfirst(str(field.verbose_name)),
            own,
            other,
            merged,
            in_words(ours, field),
            in_words(theirs, field),
            differs,
        )


def fact_fields(model: type[models.Model]) -> list[models.Field]:
    """Fields of a row that staff fill in."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and not field.primary_key and field.name not in _NOT_FACTS
    ]


def _merged(field: models.Field, own: Any, other: Any) -> tuple[Any, bool]:
    """The value of both, as far as the survivor's has nothing, and whether they say different things."""
    if isinstance(field, LocalizedTextField) and own:
        both = {**other, **own}
        return both, any(own[code] != text for code, text in other.items() if code in own)
    return (other, False) if _lacks_value(own) else (own, True)


def _lacks_value(value: Any) -> bool:
    return value is None or value in ("", [], {})


def in_words(row: models.Model, field: models.Field) -> str:
    """The value of a field, for staff."""
    value = getattr(row, field.name)
    if isinstance(field, LocalizedTextField):
        return " · ".join(f"{text} ({code})" for code, text in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(display_for_field(value, field, "–"))


def columns(model: type[models.Model], values: Mapping[str, Any], source: models.Model) -> dict[str, Any]:
    """Values by column: of a date its bounds as well, as the row has them that it is from."""
    written: dict[str, Any] = {}
    for name, value in values.items():
        field = model._meta.get_field(name)
        written[field.attname] = value
        if isinstance(field, EDTFField):
            written |= {bound: getattr(source, bound) for bound in field.names[1:]}
    return written


def with_further_columns(
    values: dict[str, Any], together: Mapping[str, tuple[str, ...]], source: models.Model
) -> dict[str, Any]:
    """With the columns that go with a field, such as the name and size of a file."""
    for name in [name for name in values if name in together]:
        values |= {other: getattr(source, other) for other in together[name]}
    return values


def further_names(together: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Names of the fields that only go with another one."""
    return {name for names in together.values() for name in names}


def given_up_words(listed: Iterable[Fact]) -> list[str]:
    """Facts that are given up, in words."""
    return [f"{fact.label}: {fact.theirs_words}" for fact in listed]
