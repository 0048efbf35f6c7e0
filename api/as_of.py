"""The `as_of` parameter: a record as it was public at a moment."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.utils import timezone

from lifecycle.spans import Span
from lifecycle.status import Status, status_on
from register import bodies, versions
from register.addresses import RecordUrls
from register.kinds import kind_named
from register.models import PublicVersion
from register.parameters import DAY_PATTERN, InstantParameter


@dataclass(frozen=True)
class _AsOf:
    """The moment asked for: an instant, and the day that it falls on in the site's time zone."""

    at: datetime
    day: date


class AsOfParameter(InstantParameter):
    """An instant with its offset from UTC, or a day, meaning its end; nothing after today."""

    def parse(self, text):
        at = super().parse(text)
        is_day = bool(DAY_PATTERN.fullmatch(text))
        if at > timezone.now():
            raise ValidationError("Nobody knows yet what the register will say then.", code="in_the_future")
        try:
            day = timezone.localdate(at)
        except OverflowError:
            raise self.malformed_error(text) from None
        return _AsOf(timezone.make_aware(datetime.combine(day, time.max)) if is_day else at, day)


def version_envelope(
    addresses: RecordUrls, version: PublicVersion, moment: _AsOf, *, day: date | None, members: list[str]
) -> str:
    """A version as JSON text in the same envelope as `record_json.envelope_sql`, with its status on ``day``.

    The status follows from this version alone: what other records said of it then is not looked up.
    """
    kind = kind_named(version.kind)
    is_current = version.schema == kind.schema_version
    body = versions.upgraded_body(version)
    facts = {
        "ref": version.ref, "kind": version.kind,
        "url": f"{addresses.api}{version.ref}", "html_url": f"{addresses.page}{version.ref}",
        "version": version.number, "published_at": versions.format_instant(version.published_at),
        "sha256": version.sha256,
        "status": status_json(_status(version, body, day)) if day else None,
    }  # fmt: skip
    if members:
        text = bodies.body_to_json({name: value for name, value in body.items() if name in members})
    else:
        text = version.body if is_current else bodies.body_to_json(body)
    return (
        f'{bodies.body_to_json(facts)[:-1]},"record":{text},"as_of":"{versions.format_instant(moment.at)}"}}'
    )


def status_json(status: Status | None) -> dict | None:
    """A status in the same form as `record_json.status_sql`, made in Python: these periods are in no table."""
    if status is None:
        return None
    return {
        "on": status.on.isoformat(),
        "state": status.state,
        "certainty": status.certainty,
        "possible": list(status.possible),
        "since": _days_json(status.start),
        "until": _days_json(status.last_day),
        "suspended_parts": status.suspended_parts,
        "last_evidence": status.last_evidence,
        "reasons": list(status.reasons),
    }


def _days_json(span: Span) -> dict:
    earliest, latest = (day and day.isoformat() for day in span.bounds)
    return {"earliest": earliest, "latest": latest, "qualifier": span.qualifier}


def _status(version: PublicVersion, body: dict, day: date) -> Status | None:
    known_by = timezone.localdate(version.published_at)
    return status_on(kind_named(version.kind).periods(body, known_by=known_by), day)
