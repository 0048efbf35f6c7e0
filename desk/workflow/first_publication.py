"""Warnings at the first publication of a record: its gaps, and what in it disagrees. They block nothing."""

from collections import defaultdict
from collections.abc import Sequence

from django.contrib.admin import AdminSite
from django.db.models import BooleanField, ExpressionWrapper, prefetch_related_objects
from django.utils.text import capfirst

from desk.queues import Queue, queues_of
from register.kinds import kind_of
from register.loading import record_identity
from register.records import Record


def first_publication_warnings(
    records: Sequence[Record], *, site: AdminSite, user
) -> dict[tuple[str, int], list[str]]:
    """Sentences for each record, by its identity: its gaps, as the work queues count them, then its kind's findings.

    A few queries a kind of record, however many there are.
    """
    by_model: dict[type[Record], list[Record]] = defaultdict(list)
    for record in records:
        by_model[type(record)].append(record)
    warnings = {}
    for model, of_model in by_model.items():
        queues = [queue for queue in queues_of(site.get_model_admin(model)) if queue.is_gap]
        gaps = _gaps(model, of_model, queues, user)
        prefetch_related_objects(of_model, *kind_of(of_model[0]).warning_prefetches)
        for record in of_model:
            missing = [
                str(capfirst(queue.label)) for queue in queues if queue.name in gaps.get(record.pk, ())
            ]
            warnings[record_identity(record)] = [*missing, *kind_of(record).warnings(record)]
    return warnings


def _gaps(
    model: type[Record], records: Sequence[Record], queues: Sequence[Queue], user
) -> dict[int, set[str]]:
    """Names of the queues that hold each record, by its primary key."""
    if not queues:
        return {}
    conditions = {
        f"is_{queue.name}": ExpressionWrapper(queue.condition_for(user), output_field=BooleanField())
        for queue in queues
    }
    rows = model._default_manager.filter(pk__in=[record.pk for record in records]).annotate(**conditions)
    return {
        row["pk"]: {queue.name for queue in queues if row[f"is_{queue.name}"]}
        for row in rows.values("pk", *conditions)
    }
