"""Work queues: records that wait for staff, as a list filter and as counts on the front page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from register.choices import EditorialState


@dataclass(frozen=True)
class Queue:
    """Records that wait for something; ``condition`` is called each time, as it may depend on the day.

    ``is_gap``: something is missing in them, which the first publication warns of.
    """

    name: str
    label: Any  # a lazy translation
    condition: Callable[[], Q] = Q
    is_gap: bool = False

    def condition_of(self, user, model) -> Q:
        """Condition on the records of a model that wait for this user."""
        return self.condition()


@dataclass(frozen=True)
class PersonalQueue(Queue):
    """Records that wait for one colleague: those to whom ``condition_for(user, model)`` applies."""

    condition_for: Callable[[Any, Any], Q] = lambda user, model: Q()

    def condition_of(self, user, model) -> Q:
        return self.condition_for(user, model)


IN_REVIEW_QUEUE = Queue("in_review", _("in review"), lambda: Q(editorial_state=EditorialState.IN_REVIEW))
EDITED_QUEUE = Queue(
    "edited",
    _("published but edited since"),
    lambda: Q(editorial_state=EditorialState.PUBLISHED, is_edited=True),
)


def missing_part_queue(name: str, label: str, parts, **where) -> Queue:
    """Records without a part of this model that answers ``where``."""
    return Queue(name, label, lambda: Q(~Exists(parts_of_outer_record(parts, **where))), is_gap=True)


def parts_of_outer_record(parts, **where):
    """The parts of the record of the outer query."""
    return parts._default_manager.filter(**{parts.record_field: OuterRef("pk")}, **where)


def same_names(records) -> Q:
    """Condition: the record is among these, and another of them has its name but for the case of letters."""
    folded = records.annotate(folded=Lower("name"))
    shared = folded.order_by().values("folded").annotate(count=Count("pk")).filter(count__gt=1)
    return Q(pk__in=folded.filter(folded__in=shared.values("folded")).order_by().values("pk"))


class QueueFilter(admin.SimpleListFilter):
    """One work queue of the list's model admin."""

    title = _("work queue")
    parameter_name = "queue"

    def lookups(self, request, model_admin):
        return [(queue.name, queue.label) for queue in queues_of(model_admin)]

    def __init__(self, request, params, model, model_admin):
        self.queues = {queue.name: queue for queue in queues_of(model_admin)}
        super().__init__(request, params, model, model_admin)

    def queryset(self, request, queryset):
        queue = self.queues.get(self.value() or "")
        return queryset.filter(queue.condition_of(request.user, queryset.model)) if queue else queryset


def queues_of(model_admin) -> list[Queue]:
    """All queues of a model admin: those of every kind of record, and its own."""
    return [*getattr(model_admin, "workflow_queues", ()), *getattr(model_admin, "queues", ())]


def count_queues(model, queues: list[Queue], user) -> dict[str, int]:
    """Number of records in each queue for this user, in one query."""
    return model._default_manager.aggregate(
        **{queue.name: Count("pk", filter=queue.condition_of(user, model)) for queue in queues}
    )
