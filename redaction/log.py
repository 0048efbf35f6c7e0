"""The log of redactions as a file kept apart from backups, and its application to what was restored.

The file holds no word that was redacted: only keyed hashes, places, reasons. Applied twice it changes nothing.
"""

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from redaction.apply import redact_spots
from redaction.models import Redaction, RedactionRule
from redaction.plan import Spot
from redaction.rules import spots_to_redact
from redaction.stores import texts_about
from redaction.subjects import Subject
from register import publishing
from register.versions import lock_version_log

_FORMAT = 1
_OF_REDACTION = ("reason", "basis", "places", "withdrew", "public_reason")
_OF_RULE = ("subject", "key", "digests", "longest", "facts", "kept")


class LogIsUnreadable(Exception):
    """A file is no log of redactions."""


@dataclass
class Applied:
    """Effect of applying the log: how many places were redacted again, and in which texts nobody can tell which."""

    places: int = 0
    unsure: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)


# The file


def log_as_json() -> str:
    """All redactions with their rules, the first first."""
    redactions = [
        {
            "code": str(redaction.code),
            "at": redaction.at.isoformat(),
            "by": redaction.by.get_username() if redaction.by else None,
            **{name: getattr(redaction, name) for name in _OF_REDACTION},
            "rules": [{name: getattr(rule, name) for name in _OF_RULE} for rule in redaction.rules.all()],
        }
        for redaction in Redaction.objects.order_by("at", "pk").select_related("by").prefetch_related("rules")
    ]
    return json.dumps({"format": _FORMAT, "redactions": redactions}, ensure_ascii=False, indent=1) + "\n"


def write_log(path: Path) -> None:
    """Writes the file anew, whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(log_as_json())
    part.replace(path)


def write_log_on_commit() -> None:
    """Keeps the file up to date where the settings name one: ``settings.REDACTION_LOG``."""
    if settings.REDACTION_LOG:
        transaction.on_commit(lambda: write_log(Path(settings.REDACTION_LOG)))


@transaction.atomic
def read_log(text: str) -> int:
    """Stores the redactions of a file that are not here, with their rules. Returns their number.

    A file that knows all that is here is the newer one: its rules replace those here. Raises LogIsUnreadable.
    """
    try:
        log = json.loads(text)
        given = {UUID(each["code"]): each for each in log["redactions"]}
        is_known = log["format"] == _FORMAT
    except (ValueError, TypeError, KeyError) as error:
        raise LogIsUnreadable from error
    if not is_known:
        raise LogIsUnreadable
    here = {redaction.code: redaction for redaction in Redaction.objects.all()}
    is_newer = here.keys() <= given.keys()
    for code, each in given.items():
        redaction = here.get(code)
        if redaction is None or is_newer:
            redaction = redaction or _store(code, each)
            redaction.rules.all().delete()
            RedactionRule.objects.bulk_create(
                RedactionRule(redaction=redaction, **{name: rule[name] for name in _OF_RULE})
                for rule in each["rules"]
            )
    return len(given.keys() - here.keys())


def _store(code: UUID, given: dict) -> Redaction:
    by = get_user_model().objects.filter(**{get_user_model().USERNAME_FIELD: given["by"]}).first()
    redaction = Redaction.objects.create(code=code, by=by, **{name: given[name] for name in _OF_REDACTION})
    redaction.at = datetime.fromisoformat(given["at"])  # creating it sets today
    redaction.save(update_fields=["at"])
    return redaction


# Its application


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
