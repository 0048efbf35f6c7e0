"""Applies the log of redactions again, to what was restored from a backup that is older. Twice changes nothing."""

from dataclasses import dataclass, field

from django.db import transaction

from redaction.apply import lock_texts, redact_spots
from redaction.kept import judgement
from redaction.models import Redaction, RedactionRule
from redaction.spots import Spot
from redaction.stores import StoredText, texts_about
from redaction.subjects import Subject
from register import publishing

_HIDDEN = "is_hidden"  # a field of those kinds of records that can be hidden


@dataclass
class Applied:
    """Effect of applying the log: places redacted again, texts in which nobody can tell which, what is not here."""

    places: int = 0
    unsure: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)


@transaction.atomic
def apply_log() -> Applied:
    """Redacts in everything stored what the log says, and withdraws again what was withdrawn with it."""
    lock_texts()
    applied = Applied()
    for redaction in Redaction.objects.order_by("at", "pk").prefetch_related("rules"):
        spots: dict[tuple[str, int], Spot] = {}
        for rule in redaction.rules.all():
            judged = judgement(_restored_texts(rule, applied), rule)
            spots |= {spot.key: spot for spot in judged.to_go}
            applied.unsure += dict.fromkeys(spot.text.place for spot in (*judged.unsure, *judged.doubtful))
        if spots:
            redact_spots(list(spots.values()), reason=redaction.reason, basis=redaction.basis, by=None)
        applied.places += len(spots)
        _withdraw_again(redaction, applied)
    return applied


def _restored_texts(rule: RedactionRule, applied: Applied) -> list[StoredText]:
    """Texts of the record that a rule is of, also where it is a draft without reference again, or with another."""
    subject = Subject(rule.subject)
    of_subject = list(texts_about(subject))
    draft = Subject(rule.row) if rule.row else None
    if subject.row is None and draft is not None and draft.row is not None and draft.ref != rule.subject:
        return of_subject + list(texts_about(draft))
    if subject.row is None and not of_subject:
        applied.missing.append(rule.subject)
    return of_subject


def _withdraw_again(redaction: Redaction, applied: Applied) -> None:
    """Hides and withdraws again who was hidden, also a draft, and a record that has no reference any more."""
    names = filter(None, (redaction.hid, redaction.withdrew))
    record = next((record for name in names if (record := Subject(name).record)), None)
    if record is None:
        return
    if redaction.hid and getattr(record, _HIDDEN, True) is False:
        setattr(record, _HIDDEN, True)
        record.save(update_fields=[_HIDDEN, "updated_at"])
    if record.is_public:
        publishing.withdraw(record, by=None, reason=redaction.public_reason)
        applied.withdrawn.append(record.ref)
