"""Applies a plan to desk and register in one transaction, and leaves the rules that keep what was redacted away."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.locks import SPREADSHEET_APPLY_LOCK, lock_for_transaction
from history.acts import act
from history.choices import ActKind
from redaction import log, rule_making, versions
from redaction.grounds import require_without_words
from redaction.history_store import note_redaction, redact_former_values
from redaction.matching import with_marker
from redaction.models import Redaction
from redaction.plan import Plan
from redaction.spots import Spot
from redaction.stores import Steps, stores
from redaction.subjects import Subject
from register import desk_changes
from register.bodies import REDACTION_MARKER
from register.models import Version
from register.versions import lock_version_log


def lock_texts() -> None:
    """Waits for a spreadsheet that is being applied and for publications, and keeps them out until the end."""
    lock_for_transaction(SPREADSHEET_APPLY_LOCK)
    lock_version_log()


@transaction.atomic
def apply_plan(
    plan: Plan, ticked: Collection[str], *, reason: str, basis: str, by, **of_person: Any
) -> Redaction:
    """Redacts the ticked places of a plan, and leaves rules. Returns the redaction.

    ``of_person`` is what else becomes of a person: ``hid``, ``withdrew``, ``public_reason``.

    The plan was made in this transaction, under `lock_texts`. Raises ValidationError without a reason, a legal
    basis or a ticked place, and ChangedSinceShown where a text on the desk was edited meanwhile.
    """
    versions.require_grounds(reason, basis)
    require_without_words((reason, basis), plan, ticked)
    log.require_writable()
    lock_texts()
    spots = [spot for place in plan.places if place.id in ticked for spot in place.spots]
    if not spots and not plan.is_again:
        raise ValidationError(_("Tick at least one place."))
    redaction = Redaction.objects.create(reason=reason, basis=basis, by=by, places=len(spots), **of_person)
    rule_making.make_rules(redaction, plan, set(ticked))
    redact_spots(spots, reason=reason, basis=basis, by=by)
    log.write_log_on_commit()
    return redaction


def redact_spots(spots: Sequence[Spot], *, reason: str, basis: str, by) -> None:
    """Puts the marker in the place of these matches in every store, and does what follows from it."""
    by_column: dict[tuple[str, str, str], dict[Steps, list[Spot]]] = defaultdict(lambda: defaultdict(list))
    for spot in spots:
        text = spot.text
        by_column[text.store, text.row, text.column][text.steps].append(spot)
    with act(kind=ActKind.REDACT, by=by, reason=basis):
        for (store, row, column), by_steps in by_column.items():
            texts = {steps: _before_and_after(of_text) for steps, of_text in by_steps.items()}
            stores()[store].write(row, column, texts)
            redact_former_values(store, row, column, texts)
        note_redaction(Counter(spot.text.subject.name for spot in spots))
        _follow_up(spots, reason, basis, by)


def _before_and_after(spots: list[Spot]) -> tuple[str, str]:
    """A text before and after the redaction of matches in it."""
    before = spots[0].text.text
    return before, with_marker(
        before, ((spot.match.start, spot.match.end) for spot in spots), REDACTION_MARKER
    )


def _follow_up(spots: Sequence[Spot], reason: str, basis: str, by) -> None:
    """Logs what was redacted for followers and in histories, indexes anew, then sets the marks of the desk."""
    version_store = Version._meta.label_lower
    changed: dict[str, tuple[list[int], list[str]]] = defaultdict(lambda: ([], []))
    rows: dict[str, set[str]] = defaultdict(set)
    for spot in spots:
        rows[spot.text.store].add(spot.text.row)
        if spot.text.store == version_store and spot.text.number:
            numbers, paths = changed[spot.text.subject.name]
            numbers.append(spot.text.number)
            paths.append(versions.pointer(spot.text.steps or ("note",)))
    versions.announce(changed, reason=reason, basis=basis, by=by)
    names = dict.fromkeys(spot.text.subject.name for spot in spots)
    # as they are now: what was loaded for the plan holds the words still
    records = [subject.record for subject in map(Subject, names) if subject.record]
    desk_changes.refresh_edited_marks(record for record in records if record.ref not in changed)
    desk_changes.refresh_edited_marks_of_mentions([record for record in records if record.ref])
    for store, keys in rows.items():
        stores()[store].refresh(keys)
    if by:
        LogEntry.objects.log_actions(by.pk, records, CHANGE, f"Redacted: {basis}.")
