"""Warnings at the first publication of a record: its gaps, and what in it disagrees. They block nothing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.contrib.admin import AdminSite
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, ExpressionWrapper, Func, Value, prefetch_related_objects
from django.utils.text import capfirst

from desk.queues import Queue, queues_of
from register.kinds import kind_of
from register.loading import record_identity
from register.records import Record


def first_publication_warnings(
    records: Sequence[Record], *, site: AdminSite, user
) -> dict[tuple[str, int], list[str]]:
    """Sentences for each record, by its identity: its gaps, as the work queues count them, then its kind's findings.

    One query for the gaps of all, and those of `Kind.warning_prefetches` for what was not loaded before.
    """
    by_model: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        by_model[type(record)].append(record)
    queues = {
        model: [queue for queue in queues_of(site.get_model_admin(model)) if queue.is_gap]
        for model in by_model
    }
    gaps = _gaps(by_model, queues, user)
    warnings = {}
    for model, of_model in by_model.items():
        prefetch_related_objects(of_model, *kind_of(of_model[0]).warning_prefetches)
        for record in of_model:
            answers = gaps.get(record_identity(record), [False] * len(queues[model]))
            missing = [
                str(capfirst(queue.label))
                for queue, is_gap in zip(queues[model], answers, strict=True)
                if is_gap
            ]
            warnings[record_identity(record)] = [*missing, *kind_of(record).warnings(record)]
    return warnings


def _gaps(
    by_model: Mapping[type[Record], Sequence[Record]],
    queues: Mapping[type[Record], Sequence[Queue]],
    user,
) -> dict[tuple[str, int], Sequence[bool]]:
    """Whether each queue of its model holds a record, by record identity."""
    rows = [
        model._default_manager.order_by()
        .filter(pk__in=[record.pk for record in records])
        .values_list(Value(model._meta.label), "pk", _answers(queues[model], user))
        for model, records in by_model.items()
        if queues[model]
    ]
    union = rows[0].union(*rows[1:], all=True).order_by() if rows else ()
    return {(label, pk): answers for label, pk, answers in union}


def _answers(queues: Sequence[Queue], user) -> Func:
    """An array of whether each queue holds the row."""
    conditions = [
        ExpressionWrapper(queue.condition_for(user), output_field=BooleanField()) for queue in queues
    ]
    return Func(*conditions, template="ARRAY[%(expressions)s]", output_field=ArrayField(BooleanField()))
