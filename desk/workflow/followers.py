"""Effects of publications within their transaction: four eyes are held to; reviews and set times end."""

from collections import defaultdict
from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from desk.workflow.four_eyes import reasons_by_four_eyes
from desk.workflow.models import (
    AboutRecordQuerySet,
    Review,
    ReviewState,
    ScheduledPublication,
    ScheduleState,
)
from register.choices import Action
from register.kinds import kind_named
from register.models import Version
from register.records import Record


def follow_publication(versions: Sequence[Version]) -> None:
    """Ends reviews and set times of what was published. One of settings.REGISTER_FOLLOWERS.

    Raises ValidationError where one person would publish what they edited last, by whatever way it came here.
    """
    published = [version for version in versions if version.action == Action.PUBLISHED]
    if published:
        require_four_eyes(published)
        _end_waiting(Review.objects.filter(state=ReviewState.OPEN), ReviewState.PUBLISHED, published)
        _end_waiting(ScheduledPublication.objects.open(), ScheduleState.OVERTAKEN, published)


def require_four_eyes(versions: Sequence[Version]) -> None:
    by = versions[0].by
    records = _published_records(versions) if by and settings.FOUR_EYES else []
    against = zip(records, reasons_by_four_eyes(records, by), strict=True)
    if errors := [f"{record}: {reason}" for record, reasons in against for reason in reasons]:
        raise ValidationError(errors)


def _end_waiting(waiting: AboutRecordQuerySet, state: str, versions: Sequence[Version]) -> None:
    """Gives those of the waiting rows that are about what was published their last state."""
    if not waiting.exists():
        return
    for kind, refs in _refs_by_kind(versions).items():
        model = kind_named(kind).model
        rows = waiting.about_model(model).filter(
            object_id__in=model._default_manager.filter(ref__in=refs).values("pk")
        )
        rows.update(state=state, ended_by=versions[0].by, ended_at=timezone.now())


def _published_records(versions: Sequence[Version]) -> list[Record]:
    return [
        record
        for kind, refs in _refs_by_kind(versions).items()
        for record in kind_named(kind).model._default_manager.filter(ref__in=refs)
    ]


def _refs_by_kind(versions: Sequence[Version]) -> dict[str, list[str]]:
    refs: dict[str, list[str]] = defaultdict(list)
    for version in versions:
        refs[version.kind].append(version.ref)
    return refs
