"""The change log: reads versions of a record, and appends versions under the publishing lock."""

import json
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from functools import cache

from django.conf import settings
from django.db import connection, connections
from django.db.models import Max, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.utils.module_loading import import_string

from core.locks import PUBLISHING_LOCK, lock_for_transaction
from register import bodies
from register.choices import CLOSING_ACTIONS, ENDING_ACTIONS, Action
from register.kinds import kind_named
from register.models import LoggedVersion, PublicVersion, Version
from register.routers import REGISTER_ALIAS


def version_at(ref: str, at: datetime) -> PublicVersion | None:
    """The last version of a record by an instant, open or not; None if it had no version yet."""
    by_then = PublicVersion.public.of(ref).filter(published_at__lte=at)
    return by_then.exclude(action=Action.REDACTED).last()


def revision() -> int:
    """Id of the last version: every publication and withdrawal raises it."""
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM register_publicversion")
        return cursor.fetchone()[0]


def format_instant(moment: datetime) -> str:
    """ISO 8601 in UTC with microseconds, as the database writes it in envelopes."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def upgraded_body(version: LoggedVersion) -> dict:
    """The body of a version in the current schema of its kind."""
    return kind_named(version.kind).upgrade(json.loads(version.body), version.schema)


def version_history(ref: str, address: str) -> list[dict]:
    """All versions of a record, first to last, also after its end, as the API lists them. ``address`` is its URL."""
    return [
        {
            "number": version.number,
            "action": version.action,
            "published_at": format_instant(version.published_at),
            "sha256": version.sha256,
            "url": f"{address}/versions/{version.number}" if version.is_open else None,
        }
        for version in PublicVersion.public.of(ref).defer("body", "note")
    ]


def closing_version(ref: str, number: int | None = None) -> PublicVersion | None:
    """The version that closed a record, or its version ``number``; None if none did.

    Of a record that has ended it is the end, for every number that was given. Of others it is the first withdrawal or
    narrowing from that number on, whatever was published since.
    """
    log = PublicVersion.public.of(ref)
    last = log.exclude(action=Action.REDACTED).last()
    end = last if last and last.action in ENDING_ACTIONS else None
    if number is None:
        return end
    closing = log.filter(number__gte=number, action__in=CLOSING_ACTIONS).first() if number > 0 else None
    return closing and (end or closing)


def changes_after(after: int, limit: int, address_of: Callable[[dict], str]) -> list[dict]:
    """Changes after the one with this id, in order; no later commit adds one in between."""
    return change_rows(PublicVersion.public.filter(pk__gt=after).order_by("pk")[:limit], address_of)


def change_rows(versions: QuerySet, address_of: Callable[[dict], str]) -> list[dict]:
    """Versions as public change records, with their URLs."""
    into = RawSQL("CASE WHEN action = 'merged' THEN body::json->>'into' END", [], output_field=TextField())
    rows = versions.annotate(into=into).values(
        "id", "action", "ref", "kind", "number", "published_at", "sha256", "into"
    )
    return [
        {**row, "published_at": format_instant(row["published_at"]), "url": address_of(row)} for row in rows
    ]


def lock_version_log() -> None:
    """Waits until no other transaction publishes; keeps others waiting until this one commits."""
    lock_for_transaction(PUBLISHING_LOCK)


def database_now() -> datetime:
    """Now by the clock of the database, not the start of the transaction: times follow the order of versions."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def _next_moment() -> datetime:
    """Now, but never before the last version: a clock that is set back turns no order around."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT greatest(clock_timestamp(), (SELECT published_at FROM register_version ORDER BY id DESC LIMIT 1))"
        )
        return cursor.fetchone()[0]


def marker_body(ref: str, action: Action, **facts) -> dict:
    """Body of a version that is a marker: no record, but an action that concerns its other versions, and the facts."""
    return {"object": kind_named(ref[0]).name, "ref": ref, "action": str(action), **facts}


def append_versions(
    texts: Sequence[tuple[str, str]], action: Action, *, by, note: str, along: Collection[str] = ()
) -> list[Version]:
    """Appends versions, given as ``(ref, body text)``, each numbered after the last of its record.

    The note is about others than those of the references ``along``, which get none: it would outlive its record.
    Callers hold `lock_version_log`. Calls the followers with the new versions.
    """
    if not texts:
        return []
    numbers = dict(
        Version.objects.filter(ref__in=[ref for ref, _text in texts])
        .values_list("ref")
        .annotate(Max("number"))
    )
    moment = _next_moment()
    versions = []
    for ref, text in texts:
        kind = kind_named(ref[0])
        numbers[ref] = numbers.get(ref, 0) + 1
        versions.append(
            Version(
                ref=ref,
                kind=kind.name,
                serial=int(ref[1:]),
                number=numbers[ref],
                action=action,
                schema=kind.schema_version,
                body=text,
                sha256=bodies.body_sha256(text),
                published_at=moment,
                by=by,
                note="" if ref in along else note,
            )
        )
    versions = Version.objects.bulk_create(versions, batch_size=500)
    for follower in _followers():
        follower(versions)
    return versions


@cache
def _followers() -> tuple[Callable[[Sequence[Version]], None], ...]:
    """Functions called with new versions within the publishing transaction: ``settings.REGISTER_FOLLOWERS``."""
    return tuple(import_string(path) for path in settings.REGISTER_FOLLOWERS)
