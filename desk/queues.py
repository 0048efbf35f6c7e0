"""Work queues: records that wait for staff, as a list filter and as counts on the front page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from register.choices import EditorialState


@dataclass(frozen=True)
class Queue:
    """Records that wait for something; ``condition`` is called each time, as it may depend on the day."""

    name: str
    label: Any  # a lazy translation
    condition: Callable[[], Q]


IN_REVIEW_QUEUE = Queue("in_review", _("in review"), lambda: Q(editorial_state=EditorialState.IN_REVIEW))
EDITED_QUEUE = Queue(
    "edited",
    _("published but edited since"),
    lambda: Q(editorial_state=EditorialState.PUBLISHED, is_edited=True),
)


def missing_part_queue(name: str, label: str, parts, **where) -> Queue:
    """Records without a part of this model that answers ``where``."""
    return Queue(name, label, lambda: Q(~Exists(parts_of_outer_record(parts, **where))))


def parts_of_outer_record(parts, **where):
    """The parts of the record of the outer query."""
    return parts._default_manager.filter(**{parts.record_field: OuterRef("pk")}, **where)


class QueueFilter(admin.SimpleListFilter):
    """One work queue of the list's model admin."""

    title = _("work queue")
    parameter_name = "queue"

    def lookups(self, request, model_admin):
        return [(queue.name, queue.label) for queue in model_admin.queues]

    def __init__(self, request, params, model, model_admin):
        self.queues = {queue.name: queue for queue in model_admin.queues}
        super().__init__(request, params, model, model_admin)

    def queryset(self, request, queryset):
        queue = self.queues.get(self.value() or "")
        return queryset.filter(queue.condition()) if queue else queryset


def count_queues(model, queues: list[Queue]) -> dict[str, int]:
    """Number of records in each queue, in one query."""
    return model._default_manager.aggregate(
        **{queue.name: Count("pk", filter=queue.condition()) for queue in queues}
    )
