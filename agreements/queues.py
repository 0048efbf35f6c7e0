"""Work queues of agreements in the staff area."""

from collections.abc import Container
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.choices import InvolvementRole, MilestoneKind
from agreements.list_dates import notice_day
from agreements.models import (
    AgreementCitation,
    AgreementIdentifier,
    AgreementText,
    Custody,
    Involvement,
    Milestone,
    Term,
    UnitMember,
)
from desk.queues import (
    EDITED_QUEUE,
    IN_REVIEW_QUEUE,
    Queue,
    missing_language_queues,
    missing_part_queue,
    parts_of_outer_record,
    shared_texts,
    without,
)
from document_texts.choices import TextState
from document_texts.models import DocumentText
from lifecycle.deadlines import END, NOTICE, REVIEW
from register.deadlines import due_between, overdue_on
from register.models import Deadline, Entry

_DATED_ENDINGS = [
    MilestoneKind.EXPIRED,
    MilestoneKind.TERMINATED,
    MilestoneKind.COMPLETED,
    MilestoneKind.CANCELLED,
]
_SOON = timedelta(days=90)
_YEAR = timedelta(days=365)


def _is_embargoed() -> Q:
    return Q(Exists(Custody.objects.filter(agreement=OuterRef("pk"), embargo_until__gt=timezone.localdate())))


def _is_due(*kinds: str) -> Q:
    """Agreements with a deadline of these kinds in 90 days: of public ones as their calendars say, else as recorded.

    The end of a draft whose term is only a length is not known before publication.
    """
    first = timezone.localdate()
    last = first + _SOON
    rows = Deadline.objects.filter(kind__in=kinds)
    due = due_between(rows, first, last).values("entry")
    overdue = rows.filter(overdue_on(first)).values("entry")
    is_public = Exists(Entry.objects.filter(ref=OuterRef("ref")))
    return Q(ref__in=due) | Q(ref__in=overdue) | (~Q(is_public) & _is_due_on_desk(kinds, first, last))


def _is_due_on_desk(kinds: Container[str], first: date, last: date) -> Q:
    """Agreements with a recorded end in these days, or a notice before one; no review is recorded."""
    is_due = Q(pk__in=[])
    if NOTICE in kinds:
        terms = parts_of_outer_record(Term).annotate(notice_on=notice_day())
        is_due |= Q(Exists(terms.filter(notice_on__range=(first, last))))
    if END in kinds:
        acts = parts_of_outer_record(Milestone, kind__in=_DATED_ENDINGS)
        acts = acts.filter(
            _may_fall_within("effective_on", first, last) | _may_fall_within("on", first, last)
        )
        is_due |= Q(Exists(parts_of_outer_record(Term, until_latest__range=(first, last)))) | Q(Exists(acts))
    return is_due


def _may_fall_within(field: str, first: date, last: date) -> Q:
    return Q(**{f"{field}_earliest__lte": last, f"{field}_latest__gte": first})


def _is_not_verified() -> Q:
    """Records of more than a year that nobody has checked within a year."""
    now = timezone.now()
    checked = Custody.objects.filter(
        agreement=OuterRef("pk"), verified_on__gte=timezone.localdate(now) - _YEAR
    )
    return Q(created_at__lt=now - _YEAR) & ~Q(Exists(checked))


def _may_be_double() -> Q:
    """Agreements that share a title, or an identifier of a scheme, with another one."""
    titles = shared_texts(AgreementText.objects, "title", owner="agreement")
    numbers = shared_texts(AgreementIdentifier.objects, "value", owner="agreement", within=("scheme",))
    return Q(pk__in=titles) | Q(pk__in=numbers)


def _has_no_text() -> Q:
    """Public agreements with a document of which no text could be extracted: a scan, or a damaged file."""
    failed = DocumentText.objects.filter(state__in=[TextState.NONE, TextState.FAILED])
    return Q(ref__in=failed.values("ref"))


def _is_of_officer(user) -> Q:
    return Q(pk__in=Custody.objects.filter(officer=user).values("agreement"))


def _is_of_unit(user) -> Q:
    units = UnitMember.objects.filter(user=user).values("unit")
    return Q(pk__in=Custody.objects.filter(unit__in=units).values("agreement"))


QUEUES = [
    Queue("mine", _("mine"), _is_of_officer, is_personal=True),
    Queue("my_unit", _("of my unit"), _is_of_unit, is_personal=True),
    IN_REVIEW_QUEUE,
    EDITED_QUEUE,
    Queue("soon", _("notice, review or end due in 90 days"), lambda: _is_due(NOTICE, REVIEW, END)),
    Queue("notice", _("notice due in 90 days"), lambda: _is_due(NOTICE)),
    Queue("review", _("review due in 90 days"), lambda: _is_due(REVIEW)),
    Queue("end", _("end in 90 days"), lambda: _is_due(END)),
    missing_part_queue("no_source", _("no source"), AgreementCitation),
    missing_part_queue("no_party", _("no party"), Involvement, role=InvolvementRole.PARTY),
    *missing_language_queues(
        _("no title in {language}"), lambda code: without(AgreementText, language=code), with_first=True
    ),
    Queue("not_verified", _("not verified for a year"), _is_not_verified),
    Queue("doubles", _("possible doubles"), _may_be_double),
    Queue("no_text", _("a document whose words nobody can search"), _has_no_text),
    Queue("embargoed", _("embargoed"), _is_embargoed),
]
