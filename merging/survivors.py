"""The record that another one was merged into, by what the other was known by."""

from collections.abc import Iterable

from django.db import models

from merging.models import Merger


def mergers_in_effect(model: type[models.Model]):
    """Mergers of rows of a model that were not undone."""
    return Merger.objects.filter(model=model._meta.label_lower, undone_at=None)


def survivor_key(model: type[models.Model], pk: int) -> int | None:
    """Primary key of what a row that is not there any more became part of, through all later mergers."""
    into = _next_keys(model)
    return _end_of_chain(pk, into) if pk in into else None


def survivors_by_name(model: type[models.Model], names: Iterable[str]) -> dict[str, models.Model]:
    """Records by the references and external identifiers of those that were merged into them."""
    names = set(names)
    if not names:
        return {}
    known = models.Q(ref__in=names) | models.Q(external_id__in=names)
    merged = list(mergers_in_effect(model).filter(known).values_list("pk_before", "ref", "external_id"))
    into = _next_keys(model) if merged else {}
    ends = {pk: _end_of_chain(pk, into) for pk, _ref, _external_id in merged}
    records = model._default_manager.in_bulk({*ends.values()})
    return {
        name: records[ends[pk]]
        for pk, *known_as in merged
        for name in names & {*known_as} - {""}
        if ends[pk] in records
    }


def survivor_keys(model: type[models.Model]) -> dict[str, int]:
    """Primary keys of what became of records with an external identifier that were merged, by that identifier."""
    into = _next_keys(model)
    named = mergers_in_effect(model).exclude(external_id="").values_list("external_id", "into_pk")
    return {name: _end_of_chain(key, into) for name, key in named}


def _next_keys(model: type[models.Model]) -> dict[int, int]:
    """Primary key of what each row became part of, one merger further."""
    return dict(mergers_in_effect(model).order_by("pk").values_list("pk_before", "into_pk"))


def _end_of_chain(key: int, into: dict[int, int]) -> int:
    """The end of a chain of mergers."""
    passed: set[int] = set()
    while key in into and key not in passed:
        passed.add(key)
        key = into[key]
    return key
