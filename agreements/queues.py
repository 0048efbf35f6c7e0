"""What waits for staff among agreements."""

from datetime import date, timedelta

from django.db.models import DateField, DurationField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.choices import MilestoneKind
from agreements.models import AgreementCitation, AgreementText, Custody, Milestone, Term
from register.admin.queues import EDITED, IN_REVIEW, Queue, lacking, of_record
from register.choices import State
from register.models import Period

ENDING = [MilestoneKind.EXPIRED, MilestoneKind.TERMINATED, MilestoneKind.COMPLETED, MilestoneKind.CANCELLED]
SOON = timedelta(days=90)


def is_embargoed() -> Q:
    return Q(Exists(Custody.objects.filter(agreement=OuterRef("pk"), embargo_until__gt=timezone.localdate())))


def ends_or_needs_notice_soon() -> Q:
    """An end that is written down, the last day to give notice before one, or a derived end of what is public.

    Of a draft whose term is a length only, the end is not known here: it is once published.
    """
    first = timezone.localdate()
    last = first + SOON
    # PostgreSQL reads an ISO 8601 duration as an interval
    notice = Cast(
        F("until_latest") - Cast(NullIf("non_renewal_notice", Value("")), DurationField()), DateField()
    )
    terms = of_record(Term).annotate(notice_on=notice)
    terms = terms.filter(Q(until_latest__range=(first, last)) | Q(notice_on__range=(first, last)))
    acts = of_record(Milestone).filter(
        falls_in("effective_on", first, last) | falls_in("on", first, last), kind__in=ENDING
    )
    periods = Period.objects.filter(
        entry=OuterRef("ref"), state=State.IN_FORCE, end_earliest__lte=last, end_latest__gte=first
    )
    return Q(Exists(terms)) | Q(Exists(acts)) | Q(Exists(periods))


def falls_in(field: str, first: date, last: date) -> Q:
    return Q(**{f"{field}_earliest__lte": last, f"{field}_latest__gte": first})


QUEUES = [
    IN_REVIEW,
    EDITED,
    Queue("soon", _("notice or end due in 90 days"), ends_or_needs_notice_soon),
    lacking("no_source", _("no source"), AgreementCitation),
    lacking("no_korean", _("no title in Korean"), AgreementText, language="ko"),
    lacking("no_english", _("no title in English"), AgreementText, language="en"),
    Queue("embargoed", _("embargoed"), is_embargoed),
]
