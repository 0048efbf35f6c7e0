"""Work queues of agreements in the staff area."""

from datetime import date, timedelta

from django.db.models import DateField, DurationField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.choices import MilestoneKind
from agreements.models import AgreementCitation, AgreementText, Custody, Milestone, Term
from desk.queues import EDITED_QUEUE, IN_REVIEW_QUEUE, Queue, missing_part_queue, parts_of_outer_record
from register.deadlines import due_between, overdue_on
from register.models import Deadline, Entry

_DATED_ENDINGS = [
    MilestoneKind.EXPIRED,
    MilestoneKind.TERMINATED,
    MilestoneKind.COMPLETED,
    MilestoneKind.CANCELLED,
]
_SOON = timedelta(days=90)


def _is_embargoed() -> Q:
    return Q(Exists(Custody.objects.filter(agreement=OuterRef("pk"), embargo_until__gt=timezone.localdate())))


def _is_due_soon() -> Q:
    """Agreements with a deadline: of public ones, as their calendars say; of others, by recorded ends and the notices
    before them.

    The end of a draft whose term is only a length is not known before publication.
    """
    first = timezone.localdate()
    last = first + _SOON
    due = due_between(Deadline.objects.all(), first, last).values("entry")
    overdue = Deadline.objects.filter(overdue_on(first)).values("entry")
    # PostgreSQL reads an ISO 8601 duration as an interval
    notice = Cast(
        F("until_latest") - Cast(NullIf("non_renewal_notice", Value("")), DurationField()), DateField()
    )
    terms = parts_of_outer_record(Term).annotate(notice_on=notice)
    terms = terms.filter(Q(until_latest__range=(first, last)) | Q(notice_on__range=(first, last)))
    acts = parts_of_outer_record(Milestone).filter(
        _may_fall_within("effective_on", first, last) | _may_fall_within("on", first, last),
        kind__in=_DATED_ENDINGS,
    )
    is_public = Exists(Entry.objects.filter(ref=OuterRef("ref")))
    return Q(ref__in=due) | Q(ref__in=overdue) | (~Q(is_public) & (Q(Exists(terms)) | Q(Exists(acts))))


def _may_fall_within(field: str, first: date, last: date) -> Q:
    return Q(**{f"{field}_earliest__lte": last, f"{field}_latest__gte": first})


QUEUES = [
    IN_REVIEW_QUEUE,
    EDITED_QUEUE,
    Queue("soon", _("notice, review or end due in 90 days"), _is_due_soon),
    missing_part_queue("no_source", _("no source"), AgreementCitation),
    missing_part_queue("no_korean", _("no title in Korean"), AgreementText, language="ko"),
    missing_part_queue("no_english", _("no title in English"), AgreementText, language="en"),
    Queue("embargoed", _("embargoed"), _is_embargoed),
]
