"""``as_of=``: what the register said of a record at a moment, as far as that may still be told."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone

from register import bodies
from register.api import reading
from register.api.addresses import Addresses
from register.choices import Action
from register.kinds import kind_named
from register.lifecycle import Status, status_at
from register.lifecycle.spans import day_before
from register.models import Version
from register.parameters import DAY, InstantParameter


@dataclass(frozen=True)
class Moment:
    """When: an instant, and the day that it falls on here."""

    at: datetime
    day: date


class MomentParameter(InstantParameter):
    """An instant with its offset from UTC, or a day, meaning its end; nothing after today."""

    def read(self, text):
        at = super().read(text)
        is_day = bool(DAY.fullmatch(text))
        if at > timezone.now():
            raise ValidationError("Nobody knows yet what the register will say then.", code="in_the_future")
        try:
            day = timezone.localdate(at)
        except OverflowError:
            raise self.malformed(text) from None
        return Moment(timezone.make_aware(datetime.combine(day, time.max)) if is_day else at, day)


def version_at(ref: str, at: datetime) -> tuple[Version, bool] | None:
    """The last thing that was said of a record by then, and whether an end came after it; None: nothing yet."""
    ended = Version.public.filter(
        ref=OuterRef("ref"), number__gt=OuterRef("number"), action__in=[Action.WITHDRAWN, Action.MERGED]
    )
    said = Version.public.of(ref).filter(published_at__lte=at).exclude(action=Action.REDACTED)
    version = said.annotate(is_over=Exists(ended)).last()
    return (version, version.is_over) if version else None


def envelope(
    addresses: Addresses, version: Version, moment: Moment, *, day: date | None, members: list[str]
) -> str:
    """A version as `reading.envelope` tells an entry: as JSON text, with the status that followed from it."""
    kind = kind_named(version.kind)
    is_current = version.schema == kind.schema
    body = kind.upgrade(json.loads(version.body), version.schema)
    facts = {
        "ref": version.ref, "kind": version.kind,
        "url": f"{addresses.api}{version.ref}", "html_url": f"{addresses.page}{version.ref}",
        "version": version.number, "published_at": reading.instant(version.published_at), "sha256": version.sha256,
        "status": told(status_at(kind.index(body).periods, day)) if day else None,
    }  # fmt: skip
    if members:
        text = bodies.write({name: value for name, value in body.items() if name in members})
    else:
        text = version.body if is_current else bodies.write(body)
    return f'{bodies.write(facts)[:-1]},"record":{text},"as_of":"{reading.instant(moment.at)}"}}'


def told(found: Status | None) -> dict | None:
    """A status as `reading.STATUS` tells it, of periods that are in no table."""
    if found is None:
        return None
    last_days = [end and day_before(end) for end in found.end]
    return {
        "on": found.on.isoformat(),
        "state": found.state,
        "certainty": found.certainty,
        "possible": list(found.possible),
        "since": bounds(*found.start),
        "until": bounds(*last_days),
        "reasons": list(found.reasons),
    }


def bounds(earliest: date | None, latest: date | None) -> dict:
    return {"earliest": earliest and earliest.isoformat(), "latest": latest and latest.isoformat()}
