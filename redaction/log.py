"""The log of redactions as a file, kept apart from backups and taken in after a restore.

It holds no word that was redacted: only keyed hashes, places, reasons.
"""

import json
import logging
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from redaction.models import Redaction, RedactionRule
from redaction.rule_making import extend_rule, store_rules

logger = logging.getLogger(__name__)
_FORMAT = 3
_OF_REDACTION = ("reason", "basis", "places", "withdrew", "hid", "public_reason")
_OF_RULE = ("subject", "row", "identity_digests", "key", "digests", "likely", "longest", "facts", "kept")


class LogIsUnreadable(Exception):
    """A file is no log of redactions."""


def log_as_json(others: Iterable[dict] = ()) -> str:
    """All redactions with their rules, the first first, and ``others`` of a file that are not here."""
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
    here = {each["code"] for each in redactions}
    redactions += [each for each in others if each["code"] not in here]
    redactions.sort(key=lambda each: datetime.fromisoformat(each["at"]))
    return json.dumps({"format": _FORMAT, "redactions": redactions}, ensure_ascii=False, indent=1) + "\n"


def write_log(path: Path) -> None:
    """Writes the file, whole or not at all. What it holds and is not here, as after a restore, stays in it.

    Raises LogIsUnreadable where there is another file.
    """
    others = _redactions_in(path.read_text()) if path.exists() else {}
    part = path.with_name(f"{path.name}.part")
    part.write_text(log_as_json(others.values()))
    part.replace(path)


def require_writable() -> None:
    """Raises ValidationError unless the file of the settings can be written: without it no redaction is made."""
    if not settings.REDACTION_LOG:
        return
    path = Path(settings.REDACTION_LOG)
    try:
        write_log(path)
    except (OSError, LogIsUnreadable) as error:
        raise ValidationError(
            _("Nothing was redacted: the log of redactions (REDACTION_LOG) cannot be written.")
        ) from error


def write_log_on_commit() -> None:
    """Keeps the file up to date where the settings name one: ``settings.REDACTION_LOG``."""
    if settings.REDACTION_LOG:
        transaction.on_commit(_write_what_was_done)


def _write_what_was_done() -> None:
    """Writes the file after a redaction, which cannot be taken back: where that fails, `is_written` says so."""
    try:
        write_log(Path(settings.REDACTION_LOG))
    except (OSError, LogIsUnreadable):
        logger.exception("The log of redactions could not be written.")


def is_written() -> bool:
    """The file of the settings, where they name one, knows every redaction that is here."""
    if not settings.REDACTION_LOG:
        return True
    try:
        known = _redactions_in(Path(settings.REDACTION_LOG).read_text())
    except (OSError, LogIsUnreadable):
        return False
    return set(Redaction.objects.values_list("code", flat=True)) <= known.keys()


@transaction.atomic
def read_log(text: str) -> int:
    """Stores the redactions of a file that are not here, with their rules. Returns their number.

    A file that knows all that is here is the newer one: rules here grow by what its rules have. Raises LogIsUnreadable.
    """
    given = _redactions_in(text)
    here = {redaction.code: redaction for redaction in Redaction.objects.all()}
    is_newer = here.keys() <= given.keys()
    for code, each in given.items():
        redaction = here.get(code)
        if redaction is None:
            stored = _store(code, each)
            store_rules([RedactionRule(redaction=stored, **_of_rule(rule)) for rule in each["rules"]])
        elif is_newer:
            _add_rules(redaction, each["rules"])
    return len(given.keys() - here.keys())


def _redactions_in(text: str) -> dict[UUID, dict]:
    """The redactions of a file by their codes. Raises LogIsUnreadable."""
    try:
        log = json.loads(text)
        given = {UUID(each["code"]): each for each in log["redactions"]}
        is_known = log["format"] == _FORMAT
    except (ValueError, TypeError, KeyError) as error:
        raise LogIsUnreadable from error
    if not is_known:
        raise LogIsUnreadable
    return given


def _of_rule(given: dict) -> dict:
    return {name: given[name] for name in _OF_RULE}


def _add_rules(redaction: Redaction, given: list[dict]) -> None:
    """Rules of a redaction that are not here, and what those here have not, as from a merger: they lose nothing."""
    here = {rule.subject: rule for rule in redaction.rules.all()}
    store_rules(
        [
            RedactionRule(redaction=redaction, **_of_rule(each))
            for each in given
            if each["subject"] not in here
        ]
    )
    for each in given:
        if (rule := here.get(each["subject"])) and rule.key == each["key"]:
            extend_rule(rule, RedactionRule(**_of_rule(each)))


def _store(code: UUID, given: dict) -> Redaction:
    by = get_user_model().objects.filter(**{get_user_model().USERNAME_FIELD: given["by"]}).first()
    return Redaction.objects.create(
        code=code,
        by=by,
        at=datetime.fromisoformat(given["at"]),
        **{name: given[name] for name in _OF_REDACTION},
    )
