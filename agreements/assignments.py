"""Assignment of officer, responsible unit and topics to many agreements, and the hand-over of an officer's work."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import override

from agreements.models import Agreement, Custody, Topic
from desk.fingerprints import require_as_shown
from desk.models import SavedFilter
from desk.scope import require_scope
from organizations.models import Organization
from register import desk_changes


@dataclass(frozen=True)
class Assignment:
    """Officer, responsible unit and topics for many agreements; None or empty leaves a column as it is."""

    officer: User | None = None
    unit: Organization | None = None
    topics: list[Topic] = field(default_factory=list)


@dataclass(frozen=True)
class Change:
    """Change of a column of one agreement. ``before`` and ``after`` are in words."""

    column: str
    before: str
    after: str

    @property
    def label(self) -> Any:
        """Name of the column, in the language of whoever reads it."""
        model = Agreement if self.column == "topics" else Custody
        return model._meta.get_field(self.column).verbose_name


@dataclass(frozen=True)
class AssignedRow:
    """An agreement with the changes that an assignment makes in it, perhaps none."""

    agreement: Agreement
    changes: list[Change]


def planned_rows(agreements: QuerySet[Agreement], assignment: Assignment) -> list[AssignedRow]:
    """Changes that an assignment makes, agreement by agreement in the order of their keys."""
    agreements = agreements.select_related("custody__unit", "custody__officer")
    agreements = agreements.prefetch_related("texts", "topics").order_by("pk")
    return [AssignedRow(agreement, _changes(agreement, assignment)) for agreement in agreements]


def _changes(agreement: Agreement, given: Assignment) -> list[Change]:
    custody = getattr(agreement, "custody", None)
    officer, unit = (custody.officer, custody.unit) if custody else (None, None)
    changes = []
    if given.officer and given.officer != officer:
        changes.append(Change("officer", str(officer or ""), str(given.officer)))
    if given.unit and given.unit != unit:
        changes.append(Change("unit", str(unit or ""), str(given.unit)))
    topics = list(agreement.topics.all())
    if added := [topic for topic in given.topics if topic not in topics]:
        changes.append(Change("topics", _titles_of(topics), _titles_of([*topics, *added])))
    return changes


def _titles_of(topics: Iterable[Topic]) -> str:
    return ", ".join(map(str, topics))


def assignments_shown(rows: list[AssignedRow]) -> dict[str, object]:
    """Changes that a preview shows, for its fingerprint."""
    return {
        str(row.agreement.pk): [[change.column, change.before, change.after] for change in row.changes]
        for row in rows
    }


@transaction.atomic
def assign(*, agreements, assignment: Assignment, shown: str, by: User) -> int:
    """Give officer, unit and topics to these agreements. Returns how many were changed.

    Raises ChangedSinceShown if the preview showed something else than what changes now, ValidationError for agreements
    of another unit than that to which ``by`` is limited.
    """
    rows = _locked_rows(agreements, assignment)
    require_scope([row.agreement for row in rows], by)
    require_as_shown(shown, assignments_shown(rows))
    changed = [row for row in rows if row.changes]
    for row in changed:
        _record_assignment(row, assignment, by)
    if assignment.topics:
        desk_changes.refresh_edited_marks([row.agreement for row in changed])
    return len(changed)


def _locked_rows(agreements, assignment: Assignment) -> list[AssignedRow]:
    """The changes of agreements that nobody else saves until this transaction ends."""
    keys = sorted(agreements.values_list("pk", flat=True))
    chosen = Agreement.objects.filter(pk__in=keys)
    list(chosen.select_for_update().order_by("pk"))
    return planned_rows(chosen, assignment)


def _record_assignment(row: AssignedRow, assignment: Assignment, by: User) -> None:
    columns = [change.column for change in row.changes]
    if kept := [name for name in ("officer", "unit") if name in columns]:
        Custody.objects.update_or_create(
            agreement=row.agreement, defaults={name: getattr(assignment, name) for name in kept}
        )
    if "topics" in columns:
        row.agreement.topics.add(*assignment.topics)
    row.agreement.save(update_fields=["updated_at"])  # lists say when a record was changed
    with override(None):  # the history page translates it
        names = [str(change.label) for change in row.changes]
    LogEntry.objects.log_actions(by.pk, [row.agreement], CHANGE, [{"changed": {"fields": names}}])


def agreements_of(officer: User):
    """The agreements that an officer answers for."""
    return Agreement.objects.filter(custody__officer=officer)


def shared_filters_of(officer: User):
    """The filters that an officer shares with colleagues."""
    return SavedFilter.objects.filter(owner=officer, is_shared=True)


def hand_over_shown(rows: list[AssignedRow], filters: Iterable[SavedFilter]) -> dict[str, object]:
    """Changes and filters that the preview of a hand-over shows, for its fingerprint."""
    return {**assignments_shown(rows), "filters": [saved.pk for saved in filters]}


@transaction.atomic
def hand_over(*, from_officer: User, to_officer: User, shown: str, by: User) -> int:
    """Give all agreements of an officer to another one, with their queues, and the filters that colleagues share.

    Returns how many agreements. Raises ChangedSinceShown as `assign` does. A filter of a name that the other has
    already stays where it is.
    """
    assignment = Assignment(officer=to_officer)
    rows = _locked_rows(agreements_of(from_officer), assignment)
    require_scope([row.agreement for row in rows], by)
    filters = list(shared_filters_of(from_officer).select_for_update())
    require_as_shown(shown, hand_over_shown(rows, filters))
    for row in rows:
        _record_assignment(row, assignment, by)
    for saved in filters:
        own = SavedFilter.objects.filter(owner=to_officer, content_type=saved.content_type, name=saved.name)
        if not own.exists():
            saved.owner = to_officer
            saved.save(update_fields=["owner"])
    return len(rows)
