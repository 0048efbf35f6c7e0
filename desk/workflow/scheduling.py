"""Publication at a set time: what was confirmed is published then, once, or nothing is and whoever set it is told."""

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.clock import on_publication_day
from desk.fingerprints import ChangedSinceShown, fingerprints, require_as_shown
from desk.previews import things_shown
from desk.scope import may_publish
from desk.workflow.four_eyes import reasons_against_user
from desk.workflow.models import ScheduledPublication, ScheduleState
from register import publishing
from register.publishing import PreparedPublication
from register.records import Record
from register.versions import lock_version_log

logger = logging.getLogger(__name__)
_LONGEST_WAIT = timedelta(days=2 * 366)


@transaction.atomic
def schedule_publication(
    *,
    record: Record,
    by,
    at: datetime,
    note: str = "",
    closing: Collection[str] = (),
    check: Callable[[PreparedPublication], None],
) -> ScheduledPublication:
    """Sets a time for the publication of a record as it stands now, with what ``check`` has confirmed of it.

    It takes the place of a time that was set before. Raises ValidationError where it could not be published then, or
    the time is past or too far off.
    """
    if not timezone.now() < at < timezone.now() + _LONGEST_WAIT:
        raise ValidationError(_("Choose a time from now on, within two years."))
    if reasons := reasons_against_user([record], by)[0]:
        raise ValidationError(reasons)
    lock_version_log()
    with on_publication_day(timezone.localdate(at)):
        prepared = publishing.preview_publication(record)
        check(prepared)
    ScheduledPublication.objects.about(record).open().update(
        state=ScheduleState.REPLACED, ended_at=timezone.now(), ended_by=by
    )
    return ScheduledPublication.objects.create(
        record=record,
        scheduled_by=by,
        publish_at=at,
        note=note,
        closing=sorted(closing),
        shown=fingerprints(things_shown(prepared)),
    )


@transaction.atomic
def cancel_schedule(*, record: Record, by) -> bool:
    """Cancels the publication that is set for a record, or notes that one was refused. False where there is none."""
    lock_version_log()
    rows = ScheduledPublication.objects.about(record).open()
    return bool(rows.update(state=ScheduleState.CANCELLED, ended_at=timezone.now(), ended_by=by))


def publish_due() -> int:
    """Publishes what is due, each in a transaction of its own. Returns how many came to an end."""
    ended = 0
    for pk in list(ScheduledPublication.objects.due().values_list("pk", flat=True)):
        try:
            ended += _publish_scheduled(pk)
        except OperationalError:  # the database was not there, or broke a deadlock: it stays due
            logger.exception("Scheduled publication %s is tried again.", pk)
        except Exception:
            logger.exception("Scheduled publication %s failed.", pk)
            reason = {code: _unforeseen_in(code) for code, _name in settings.LANGUAGES}
            ended += (
                ScheduledPublication.objects.due()
                .filter(pk=pk)
                .update(state=ScheduleState.REFUSED, reason=reason, ended_at=timezone.now())
            )
    return ended


@transaction.atomic
def _publish_scheduled(pk: int) -> int:
    """Publishes one and stores how it ended, both or neither. 0 where another process was faster.

    The lock of the register comes before that of the row, as in every other publication.
    """
    lock_version_log()
    scheduled = ScheduledPublication.objects.due().select_for_update(of=("self",)).filter(pk=pk).first()
    if scheduled is None:
        return 0
    try:
        with transaction.atomic():
            _publish_as_confirmed(scheduled)
    except ValidationError:
        scheduled.state = ScheduleState.REFUSED
        scheduled.reason = {code: _refusal_in(code, scheduled) for code, _name in settings.LANGUAGES}
    else:
        scheduled.state = ScheduleState.PUBLISHED
    scheduled.ended_at = timezone.now()
    scheduled.save(update_fields=["state", "reason", "ended_at"])
    return 1


def _unforeseen_in(language: str) -> str:
    with override(language):
        return _("Something went wrong that nobody foresaw. Whoever runs the register finds it in the log.")


def _refusal_in(language: str, scheduled: ScheduledPublication) -> str:
    """Why it is not published, in a language of whoever reads it: sentences are made in the language of a refusal."""
    with override(language):
        try:
            with transaction.atomic():
                _publish_as_confirmed(scheduled)
                transaction.set_rollback(True)
        except ValidationError as error:
            return " ".join(map(str, error.messages))
    return ""


def _publish_as_confirmed(scheduled: ScheduledPublication) -> None:
    """Publishes what was confirmed. Raises ValidationError where it is another thing now, or must not be."""
    record, by = scheduled.record, scheduled.scheduled_by
    if record is None:
        raise ValidationError(_("A record was deleted meanwhile."))
    if by is None or not by.is_active or not may_publish(by, record):
        raise ValidationError(_("Whoever set the time may not publish any more."))
    try:
        publishing.publish(
            record,
            by=by,
            note=scheduled.note,
            closing=scheduled.closing,
            check=lambda prepared: require_as_shown(scheduled.shown, things_shown(prepared)),
        )
    except ChangedSinceShown:
        raise ValidationError(_("It is not any more what was confirmed: it was changed since.")) from None
