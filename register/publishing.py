"""From the desk to the register: what the public sees changes here and nowhere else."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import batched

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from register import bodies, entries
from register.choices import Action, EditorialState
from register.kinds import Kind, keys_of, kind_named, kind_of, kinds
from register.models import Entry, Version
from register.records import Record

# Any constant will do; every writer of versions takes this lock, so that ids are given in the order of commits.
PUBLISHING_LOCK = 0x656E74656E7465

TOGETHER = 1_000  # records that are held at once with all that their bodies read


@dataclass
class Plan:
    """What a publication would do, for the confirmation: what goes along, what is left out, what speaks against it."""

    asked: list[Record]
    along: list[Record] = field(default_factory=list)
    left_out: list[tuple[Record, Record]] = field(default_factory=list)  # (record, what it links to)
    objections: list[tuple[Record, str]] = field(default_factory=list)

    @property
    def records(self) -> list[Record]:
        """All that is published: those named first, so that every reference in a body exists."""
        return [*self.along, *self.asked]


def plan_publication(*records: Record) -> Plan:
    """Who would be published with these records, and what their bodies would leave out. Changes nothing.

    The number of queries does not grow with the number of records.
    """
    plan = Plan(asked=loaded(records))
    met = set(map(identity, plan.asked))
    wave = plan.asked
    while wave:
        named = unique(one for record in wave for one in kind_of(record).names(record) if never_public(one))
        wave = [
            one for one in loaded(one for one in named if identity(one) not in met) if is_publishable(one)
        ]
        met |= set(map(identity, wave))
        plan.along += wave
    plan.along.reverse()
    for record in plan.records:
        kind = kind_of(record)
        plan.objections += [(record, reason) for reason in kind.objections(record)]
        if was_merged(record):
            plan.objections.append((record, _("It was merged into another record.")))
        plan.left_out += [
            (record, linked)
            for linked in kind.links(record)
            if not linked.is_public and identity(linked) not in met
        ]
    return plan


def never_public(record: Record) -> bool:
    return record.editorial_state in {EditorialState.DRAFT, EditorialState.IN_REVIEW}


def is_publishable(record: Record) -> bool:
    return not kind_of(record).objections(record)


def loaded(records: Iterable[Record]) -> list[Record]:
    """The records as they stand on the desk now, whatever the caller holds, with all that their bodies read."""
    records = unique(records)
    keys = keys_of(records)
    found: dict[tuple[str, int], Record] = {}
    for kind in kinds():
        if keys[kind.model]:
            rows = kind.prefetched(kind.model._default_manager.filter(pk__in=keys[kind.model]))
            found |= {identity(record): record for record in rows}
    return [found[identity(record)] for record in records]


def was_merged(record: Record) -> bool:
    """Whether the record's address leads to another one for ever."""
    if record.editorial_state != EditorialState.WITHDRAWN:
        return False
    return Version.objects.of(record.ref).filter(action=Action.MERGED).exists()


def identity(record: Record) -> tuple[str, int]:
    return record._meta.label, record.pk


def unique(records: Iterable[Record]) -> list[Record]:
    return list({identity(record): record for record in records}.values())


@transaction.atomic
def publish(*records: Record, by, note: str = "") -> list[Version]:
    """Publish these records as they stand on the desk, with the people and organizations they name.

    Returns the versions made, in the order of their ids. A record whose body is what is public already gets none.
    Raises ValidationError, naming record and reason, when one of them cannot be public; then none is.
    """
    take_turn()
    plan = plan_publication(*records)
    if plan.objections:
        raise ValidationError([f"{record}: {reason}" for record, reason in plan.objections])
    newly_public = [record for record in plan.records if not record.is_public]
    open_to_the_public(newly_public)
    versions = add_versions(bodies_to_publish(plan.records), Action.PUBLISHED, by=by, note=note)
    entries.write(versions)
    mark_unedited(plan.records)
    refresh_edited_mentions(newly_public, besides=plan.records)
    bring_up_to_date(records)
    return versions


@transaction.atomic
def withdraw(record: Record, *, by, reason: dict[str, str], note: str = "") -> Version:
    """Take a record from the public. Every version of it answers 410 with ``reason`` (text by language) from now on.

    Raises ValidationError when it is not public or no reason is given.
    """
    if not any(reason.values()):
        raise ValidationError(_("Give the public a reason."))
    return close(record, Action.WITHDRAWN, {"reason": reason}, by=by, note=note)


@transaction.atomic
def merge(record: Record, *, into: Record, by, note: str = "") -> Version:
    """Let the address of ``record`` lead to ``into`` for ever. What hangs on it must have been moved before.

    Raises ValidationError when one of them is not public or they are of different kinds.
    """
    if not into.is_public or kind_of(into) is not kind_of(record) or into.pk == record.pk:
        raise ValidationError(_("Choose another public record of the same kind."))
    return close(record, Action.MERGED, {"into": into.ref}, by=by, note=note)


def close(record: Record, action: Action, facts: dict, *, by, note: str) -> Version:
    """End the public life of a record with a version that says so."""
    take_turn()
    record.refresh_from_db()
    if not record.is_public:
        raise ValidationError(_("It is not public."))
    text = bodies.write({"object": kind_of(record).name, "ref": record.ref, "action": str(action), **facts})
    record.editorial_state = EditorialState.WITHDRAWN
    record.is_edited = False
    record.save(update_fields=["editorial_state", "is_edited"])
    [version] = add_versions([(record.ref, text)], action, by=by, note=note)
    entries.remove([record.ref])
    refresh_edited_mentions([record])
    return version


def take_turn() -> None:
    """Wait until no other transaction is publishing; hold the turn until this one commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PUBLISHING_LOCK])


def now() -> datetime:
    """The database's clock, not the transaction's start: later versions never carry earlier times."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def open_to_the_public(records: Sequence[Record]) -> None:
    """Give references where there are none, and set the state, before bodies are written."""
    for kind in kinds():
        mine = [record for record in records if isinstance(record, kind.model)]
        nameless = [record for record in mine if not record.ref]
        for record, ref in zip(nameless, free_refs(kind, len(nameless)), strict=True):
            record.ref = ref
        for record in mine:
            record.editorial_state = EditorialState.PUBLISHED
        if mine:
            store_references(kind, mine)


def store_references(kind: Kind, records: Sequence[Record]) -> None:
    """Write reference and state in one statement; Django's own way has a condition for each record."""
    table = connection.ops.quote_name(kind.model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET ref = told.ref, editorial_state = %s "
            f"FROM unnest(%s::bigint[], %s::text[]) AS told (id, ref) WHERE {table}.id = told.id",
            [
                EditorialState.PUBLISHED.value,
                [record.pk for record in records],
                [record.ref for record in records],
            ],
        )


def free_refs(kind: Kind, count: int) -> list[str]:
    """The next references of a kind: after every one ever given, without those that unpublished records hold.

    An import gives a record the reference that it had elsewhere before it is published here.
    """
    serial = last_serial(kind) if count else 0
    refs: list[str] = []
    while len(refs) < count:
        next_ones = [f"{kind.letter}{serial + step}" for step in range(1, count - len(refs) + 1)]
        held = set(kind.model._default_manager.filter(ref__in=next_ones).values_list("ref", flat=True))
        refs += [ref for ref in next_ones if ref not in held]
        serial += len(next_ones)
    return refs


def last_serial(kind: Kind) -> int:
    """The highest number ever given to a record of this kind. Versions are never deleted, so none is given twice."""
    return Version.objects.filter(kind=kind.name).aggregate(last=Max("serial"))["last"] or 0


def bodies_to_publish(records: Sequence[Record]) -> list[tuple[str, str]]:
    """``(ref, body text)`` for each record whose text is not public already, in the given order."""
    texts = body_texts(records)
    public = dict(current_texts(record.ref for record in records))
    return [
        (record.ref, texts[identity(record)])
        for record in records
        if texts[identity(record)] != public.get(record.ref)
    ]


def body_texts(records: Iterable[Record]) -> dict[tuple[str, int], str]:
    """The body text of each record as it stands on the desk, by identity."""
    return {
        identity(record): bodies.body_text(kind_of(record), record)
        for some in batched(records, TOGETHER)
        for record in loaded(some)
    }


def current_texts(refs: Iterable[str]) -> list[tuple[str, str]]:
    """``(ref, body)`` of what is public now, in the schema of today."""
    return list(Entry.objects.filter(ref__in=list(refs)).values_list("ref", "body"))


def add_versions(texts: Sequence[tuple[str, str]], action: Action, *, by, note: str) -> list[Version]:
    """Append versions, given as ``(ref, body text)``, to the log, numbered after each record's last."""
    numbers = dict(
        Version.objects.filter(ref__in=[ref for ref, _text in texts])
        .values_list("ref")
        .annotate(Max("number"))
    )
    moment = now()
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
                schema=kind.schema,
                body=text,
                sha256=bodies.sha256(text),
                published_at=moment,
                by=by,
                note=note,
            )
        )
    versions = Version.objects.bulk_create(versions, batch_size=500)
    for follower in followers():
        follower(versions)
    return versions


@cache
def followers() -> tuple[Callable[[Sequence[Version]], None], ...]:
    """Who is told, within the publishing transaction, that the log has grown: ``settings.REGISTER_FOLLOWERS``."""
    return tuple(import_string(path) for path in settings.REGISTER_FOLLOWERS)


def mark_unedited(records: Sequence[Record]) -> None:
    for model, pks in keys_of(records).items():
        model._default_manager.filter(pk__in=pks, is_edited=True).update(is_edited=False)


def bring_up_to_date(records: Sequence[Record]) -> None:
    """Tell the caller's own objects what publishing gave them: reference, state, mark."""
    told = ["ref", "editorial_state", "is_edited"]
    for model, pks in keys_of(records).items():
        rows = {row["pk"]: row for row in model._default_manager.filter(pk__in=pks).values("pk", *told)}
        for record in records:
            if type(record) is model:
                for name in told:
                    setattr(record, name, rows[record.pk][name])


def refresh_edited(records: Iterable[Record]) -> int:
    """Set "edited since published" where the desk differs from what is public, clear it where not.

    Every save, import and action that touches a record calls this. Returns how many records changed their mark.
    """
    records = unique(record for record in records if record.is_public)
    texts = body_texts(records)
    public = dict(current_texts(record.ref for record in records))
    edited = [record for record in records if texts[identity(record)] != public.get(record.ref)]
    changed = 0
    for model, pks in keys_of(records).items():
        rows, now_edited = model._default_manager.filter(pk__in=pks), keys_of(edited)[model]
        changed += rows.filter(pk__in=now_edited, is_edited=False).update(is_edited=True)
        changed += rows.filter(is_edited=True).exclude(pk__in=now_edited).update(is_edited=False)
    return changed


def refresh_edited_mentions(records: Iterable[Record], besides: Iterable[Record] = ()) -> None:
    """Published records that mention these may now say more, or less: put them in the queue.

    Those ``besides`` were published a moment ago, with these in mind.
    """
    keys, done = keys_of(records), keys_of(besides)
    for kind in kinds():
        refresh_edited(kind.mentioning(keys).published().exclude(pk__in=done[kind.model]))
