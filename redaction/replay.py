"""Applies the log of redactions again, to what was restored from a backup that is older. Twice changes nothing."""

from dataclasses import dataclass, field

from django.db import transaction

from redaction.apply import redact_spots
from redaction.models import Redaction
from redaction.plan import Spot
from redaction.rules import spots_to_redact
from redaction.stores import texts_about
from redaction.subjects import Subject
from register import publishing
from register.versions import lock_version_log


@dataclass
class Applied:
    """Effect of applying the log: how many places were redacted again, and in which texts nobody can tell which."""

    places: int = 0
    unsure: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)


@transaction.atomic
def apply_log() -> Applied:
    """Redacts in everything stored what the log says, and withdraws again what was withdrawn with it."""
    lock_version_log()
    applied = Applied()
    for redaction in Redaction.objects.order_by("at", "pk").prefetch_related("rules"):
        spots: dict[tuple[str, int], Spot] = {}
        for rule in redaction.rules.all():
            for text in texts_about(Subject(rule.subject)):
                of_text, is_unsure = spots_to_redact(text, rule)
                spots |= {(spot.text.place, spot.match.start): spot for spot in of_text}
                applied.unsure += [text.place] if is_unsure else []
        if spots:
            redact_spots(list(spots.values()), reason=redaction.reason, basis=redaction.basis, by=None)
        applied.places += len(spots)
        _withdraw_again(redaction, applied)
    return applied


def _withdraw_again(redaction: Redaction, applied: Applied) -> None:
    record = Subject(redaction.withdrew).row if redaction.withdrew else None
    if record is None:
        return
    if getattr(record, "is_hidden", True) is False:
        record.is_hidden = True
        record.save(update_fields=["is_hidden", "updated_at"])
    if record.is_public:
        publishing.withdraw(record, by=None, reason=redaction.public_reason)
        applied.withdrawn.append(record.ref)
