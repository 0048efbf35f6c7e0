"""Findings of a day: each followed question is answered once, for all its followers."""

import logging
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import Error
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Greatest

from following.models import Finding, Follow, Subject
from following.questions import NoQuestion, question_of
from lifecycle.deadlines import END
from register.deadlines import find_deadlines
from register.versions import revision

logger = logging.getLogger(__name__)

DAYS_BEFORE_END = 30
KEPT_FOR = timedelta(days=60)
_MOST_DEADLINES = 1000  # of a question that are looked at in one day
_BATCH = 2000


class DayFindings:
    """Answers of one day to all followed questions. They are looked up first, then stored in one transaction."""

    def __init__(self, day: date):
        self.day, self.until = day, revision()
        self.answered: list[int] = []
        self.rows: list[Finding] = []
        for subject in self._subjects():
            try:
                rows = [*self._changes(subject), *self._last_days(subject)]
            except (Error, NoQuestion, LookupError):  # the others are not to wait for it; it is tried again
                logger.exception("Followed question %s could not be answered.", subject.pk)
                continue
            self.rows += rows
            self.answered.append(subject.pk)

    def _subjects(self) -> Iterator[Subject]:
        with_deadlines = Count("follows", filter=Q(follows__with_deadlines=True))
        followed = Exists(Follow.objects.filter(subject=OuterRef("pk")))
        return Subject.objects.filter(followed).annotate(deadline_follows=with_deadlines).order_by("pk")

    def _changes(self, subject: Subject) -> list[Finding]:
        changes = question_of(subject).changes(subject.cursor, self.until)
        return [Finding(subject=subject, version=pk, ref=ref, noted_on=self.day) for pk, ref in changes]

    def _last_days(self, subject: Subject) -> list[Finding]:
        """Last days that may fall within the coming days, if any follower wants to know."""
        entries = question_of(subject).dated_entries() if subject.deadline_follows else None
        if entries is None:
            return []
        last = self.day + timedelta(DAYS_BEFORE_END)
        due = find_deadlines(entries, self.day, last, [END], limit=_MOST_DEADLINES)
        return [
            Finding(
                subject=subject, ref=row.ref, due=row.span.edtf, due_until=row.span.latest_known_day, noted_on=self.day
            )
            for row in due
        ]  # fmt: skip

    def store(self) -> int:
        """Store what was not noted before, within the caller's transaction. Returns how many rows there are new."""
        before = Finding.objects.count()
        Finding.objects.bulk_create(self.rows, batch_size=_BATCH, ignore_conflicts=True)
        Subject.objects.filter(pk__in=self.answered).update(cursor=Greatest("cursor", self.until))
        return Finding.objects.count() - before


def delete_old_findings(day: date) -> int:
    """Delete findings that every letter has left behind; last days once they have passed. Returns how many."""
    old = Finding.objects.filter(noted_on__lt=day - KEPT_FOR)
    deleted, _by_model = old.filter(Q(version__isnull=False) | Q(due_until__lt=day)).delete()
    return deleted
