"""Applies the log of redactions again, to what was restored from a backup that is older. Twice changes nothing."""

from dataclasses import dataclass, field

from django.db import transaction

from redaction.apply import lock_texts, redact_spots
from redaction.identities import rows_by_identity
from redaction.kept import Judgement, judgement
from redaction.models import Redaction, RedactionRule
from redaction.rules import rules_of, without_judged
from redaction.spots import Spot
from redaction.stores import HISTORY, texts_about
from redaction.subjects import Subject, is_identity
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
    by_identity = rows_by_identity(RedactionRule.objects.all())
    for redaction in Redaction.objects.order_by("at", "pk").prefetch_related("rules"):
        spots: dict[tuple[str, int], Spot] = {}
        for rule in redaction.rules.all():
            known = {name for each in rule.identity_digests for name in by_identity.get(each, ())}
            judged = _judgement_of_record(rule, known, applied)
            spots |= {spot.key: spot for spot in judged.to_go}
            unsure = [spot.text.place for spot in (*judged.unsure, *judged.doubtful)]
            applied.unsure += dict.fromkeys([*unsure, *_places_in_twins(rule, known)])
        if spots:
            redact_spots(list(spots.values()), reason=redaction.reason, basis=redaction.basis, by=None)
        applied.places += len(spots)
        _withdraw_again(redaction, applied)
    return applied


def _judgement_of_record(rule: RedactionRule, known: set[str], applied: Applied) -> Judgement:
    """Judges the record that a rule is of, also where it is a draft without reference again, or with another.

    ``known`` are the rows with an identity that the rule knows. Where the record is gone, one of them is the same,
    imported anew; words that a rule of its own judges are left to that.
    """
    subject = Subject(rule.subject)
    texts = list(texts_about(subject))
    if subject.row is not None:
        return judgement(texts, rule)
    draft = Subject(rule.row) if rule.row else None
    if draft is not None and draft.row is not None and draft.ref != rule.subject:
        return judgement([*texts, *texts_about(draft)], rule)
    anew = [row for row in map(Subject, sorted(known)) if row.is_record]
    if not (anew or any(text.fact != HISTORY for text in texts)):
        applied.missing.append(rule.subject)
    own = [own for row in anew for own in rules_of([name for name in row.names if not is_identity(name)])]
    return judgement(
        [*texts, *(text for row in anew for text in texts_about(row))], without_judged(rule, own)
    )


def _places_in_twins(rule: RedactionRule, known: set[str]) -> list[str]:
    """Places in other sources of the same identity, which people must judge: the name may be somebody else's there."""
    places = []
    for row in map(Subject, sorted(known - {rule.subject})):
        if not row.is_record:
            judged = judgement(texts_about(row), without_judged(rule, rules_of([row.name])))
            places += [spot.text.place for spot in (*judged.to_go, *judged.unsure, *judged.doubtful)]
    return places


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
