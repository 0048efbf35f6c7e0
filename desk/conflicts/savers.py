"""Names of those who saved or deleted a record, for the forms that came too late."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.timezone import localtime

from desk.history.wording import actor_name, title_of
from history.models import Act, Change
from history.states import history_of
from history.tracked import tracked_tables

_MOST_ACTS = 20


@dataclass(frozen=True)
class Deletion:
    """The end of a record: its last title or name, who deleted it, and when."""

    title: str
    who: str
    at: datetime


def savers_since(record: Model, since: datetime | None) -> str:
    """Names and times of those who changed a record since a moment, whoever was the last one first.

    Empty for what has no history: how partners have access.
    """
    if record._meta.label_lower not in tracked_tables():
        return ""
    changes = Change.objects.filter(record_model=record._meta.label_lower, record_id=record.pk)
    acts = Act.objects.filter(pk__in=changes.values("act")).select_related("by").order_by("-pk")
    if since:
        acts = acts.filter(at__gte=since)
    last: dict[str, Act] = {}
    for act in acts[:_MOST_ACTS]:
        last.setdefault(actor_name(act), act)
    return ", ".join(
        f"{who}, {date_format(localtime(act.at), 'DATETIME_FORMAT')}" for who, act in last.items()
    )


def deletion_of(model: type[Model], pk: int) -> Deletion | None:
    """The deletion of a record, as its history has it; None where it does not say so."""
    acts = history_of(model, pk).acts(0, 1)
    if not acts or acts[0].after:
        return None
    last = acts[0]
    return Deletion(title_of(model, last.before), actor_name(last.act), last.act.at)
