"""Circles of records: refused, with each record on the way by name."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from core.graphs import shortest_path

_unstored: ContextVar[dict[tuple[type, int], models.Model]] = ContextVar("unstored")


@contextmanager
def with_unstored(records: Iterable[models.Model]) -> Iterator[None]:
    """Lets sentences about circles name these records, too, which have primary keys and may not be stored."""
    token = _unstored.set({(type(record), record.pk): record for record in records})
    try:
        yield
    finally:
        _unstored.reset(token)


def refuse_parent_circle(record: models.Model, field: str = "parent") -> None:
    """Raise ValidationError where a record would be its own parent by way of others."""
    model, parent = type(record), getattr(record, f"{field}_id")

    def parents(pks):
        return model._default_manager.filter(pk__in=pks).values_list("pk", field)

    if record.pk and record.pk != parent and (path := shortest_path(parent, record.pk, parents)):
        raise ValidationError({field: own_parent_words(_path_names(model, path))})


def refuse_circle(
    field: str,
    model: type[models.Model],
    start: int | None,
    other: int | None,
    follow: Callable[[set[int]], Iterable],
) -> None:
    """Raise ValidationError where a link from ``start`` to ``other`` would close a circle of rows of the model.

    ``follow`` gives the links from some primary keys as pairs.
    """
    if start and start != other and (path := shortest_path(other, start, follow)):
        way = " → ".join(_path_names(model, [start, *path]))
        raise ValidationError({field: _("This would go round in a circle: %s.") % way})


def own_parent_words(names: Iterable[str]) -> str:
    """Sentence about a record that is its own parent; ``names`` are those on the way, its own last."""
    names = list(names)
    return _("“%(name)s” is its own parent by way of %(way)s.") % {
        "name": names[-1],
        "way": " → ".join(names),
    }


def _path_names(model: type[models.Model], path: list[int]) -> list[str]:
    """Names of the rows of these primary keys, in this order; a dash for one that nothing is known of."""
    rows = model._default_manager.in_bulk(path)
    return [str(rows.get(pk) or _unstored.get({}).get((model, pk)) or "–") for pk in path]
