"""Work queues: records that wait for staff, as a list filter and as counts on the front page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, reduce
from operator import and_
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Lower
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from register.choices import EditorialState


@dataclass(frozen=True)
class Queue:
    """Records that wait for something; ``condition`` is called each time, as it may depend on the day.

    ``is_personal``: they wait for one colleague, with whom ``condition`` is called. ``is_gap``: something is missing in
    them, which the first publication warns of.
    """

    name: str
    label: Any  # a lazy translation
    condition: Callable[..., Q]
    is_personal: bool = False
    is_gap: bool = False

    def condition_for(self, user) -> Q:
        """Condition on the records that wait for this user."""
        return self.condition(user) if self.is_personal else self.condition()


IN_REVIEW_QUEUE = Queue("in_review", _("in review"), lambda: Q(editorial_state=EditorialState.IN_REVIEW))
EDITED_QUEUE = Queue(
    "edited",
    _("published but edited since"),
    lambda: Q(editorial_state=EditorialState.PUBLISHED, is_edited=True),
)


def missing_part_queue(name: str, label: str, parts, **where) -> Queue:
    """Records without a part of this model that answers ``where``."""
    return Queue(name, label, lambda: without(parts, **where), is_gap=True)


def without(parts, **where) -> Q:
    """Condition: the record has no part of this model that answers ``where``."""
    return Q(~Exists(parts_of_outer_record(parts, **where)))


def missing_language_queues(
    label: str, condition: Callable[[str], Q], *, with_first: bool = False
) -> list[Queue]:
    """A queue for each language of the register, the first at most last, of records without words in it.

    ``label`` has ``{language}`` for its name; ``condition`` gets its code.
    """
    languages = [*settings.LANGUAGES[1:], *settings.LANGUAGES[:with_first]]
    return [
        Queue(f"no_{code}", format_lazy(label, language=name), partial(condition, code), is_gap=True)
        for code, name in languages
    ]


def parts_of_outer_record(parts, **where):
    """The parts of the record of the outer query."""
    return parts._default_manager.filter(**{parts.record_field: OuterRef("pk")}, **where)


def named_only(names, *parts) -> Q:
    """Condition: the record has no name but its own, and none of these parts, as imports make it of a cell."""
    other_names = parts_of_outer_record(names).exclude(text=OuterRef("name"))
    rows = [other_names, *(parts_of_outer_record(each) for each in parts)]
    return reduce(and_, (~Q(Exists(each)) for each in rows))


def shared_texts(rows, text: str, *, owner: str = "pk", within: tuple[str, ...] = ()) -> QuerySet:
    """Owners of rows with a text that a row of another owner has, too, in either letter case.

    ``within``: fields that have to be the same as well.
    """
    alike: list[Lower | str] = [Lower(text), *within]
    owners = rows.annotate(
        first_owner=Window(Min(owner), partition_by=alike), last_owner=Window(Max(owner), partition_by=alike)
    )
    return owners.filter(first_owner__lt=F("last_owner")).order_by().values(owner)


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
        return queryset.filter(queue.condition_for(request.user)) if queue else queryset


def queues_of(model_admin) -> list[Queue]:
    """All queues of a model admin: those of the workflow, and its own."""
    workflow_queues = getattr(model_admin, "workflow_queues", list)
    return [*workflow_queues(), *getattr(model_admin, "queues", ())]


def count_queues(model, queues: list[Queue], user) -> dict[str, int]:
    """Number of records in each queue for this user, in one query."""
    return model._default_manager.aggregate(
        **{queue.name: Count("pk", filter=queue.condition_for(user)) for queue in queues}
    )
