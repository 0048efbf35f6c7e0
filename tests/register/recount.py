"""Recount: all that is derived, worked out anew from log and desk, and compared with what is stored.

Marks, states, current versions, mentions and counts are reckoned here from the rows themselves, without the code that
keeps them; it shares only the loading of records. Periods, keys and search texts have oracles of their own elsewhere:
here they are as a rebuild has them.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db import connection, transaction
from django.utils.translation import override

from lifecycle.periods import certainty_on, holds_on, is_possible_on
from lifecycle.status import status_on
from register.entries import rebuild_index
from register.facets.day_facts import kept_day
from register.kinds import kind_named, kind_of, kinds
from register.loading import load_for_publication, record_identity
from register.models import Entry, EntryText, FactBits, Link, Period, PublicVersion, Tally, Version
from register.records import Record

DERIVED = [
    "register_entry", "register_period", "register_link", "register_entrytext", "register_tally",
    "register_factbits", "register_deadline",
]  # fmt: skip


def assert_same_as_recount() -> None:
    """Everything derived, on the desk and in the register, is what a full recount gives."""
    _assert_states_and_marks_are_true(_log())
    assert_register_is_as_recounted()


def assert_register_is_as_recounted() -> None:
    """Everything derived in the register is what a full recount of its log gives."""
    log = _log()
    _assert_log_is_sound(log)
    _assert_index_holds_the_current_versions(log)
    _assert_the_public_reads_open_versions_only(log)
    _assert_links_are_the_mentions()
    _assert_counts_are_those_of_the_entries()
    stored, rebuilt = derived_rows(), rebuilt_rows()
    for table in DERIVED:
        assert_equal(set((stored[table] or "").splitlines()), set((rebuilt[table] or "").splitlines()))
    assert stored == rebuilt


def assert_equal(actual, expected) -> None:
    """Fails with nothing but the differences: sets, or dictionaries by their items."""
    if isinstance(actual, dict):
        actual, expected = ({(key, repr(value)) for key, value in one.items()} for one in (actual, expected))
    different = {"stored": actual - expected, "recounted": expected - actual}
    assert not any(different.values()), {name: sorted(map(str, rows)) for name, rows in different.items()}


# As a rebuild has it


def derived_rows() -> dict[str, str]:
    """Each derived table as text, in the order of its rows."""
    tables = {}
    with connection.cursor() as cursor:
        for table in DERIVED:
            cursor.execute(f"SELECT string_agg(t::text, chr(10) ORDER BY t::text) FROM {table} t")
            tables[table] = cursor.fetchone()[0]
    return tables


def rebuilt_rows() -> dict[str, str]:
    """The same after a rebuild from nothing, which is taken back."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {', '.join(DERIVED)}")
        list(rebuild_index())
        rows = derived_rows()
        transaction.set_rollback(True)
    return rows


# From the log


def _log() -> dict[str, list[Version]]:
    """All versions in the order of their ids, by reference."""
    log = defaultdict(list)
    for version in Version.objects.order_by("pk"):
        log[version.ref].append(version)
    return log


def _assert_log_is_sound(log) -> None:
    for ref, versions in log.items():
        assert [version.number for version in versions] == list(range(1, len(versions) + 1)), ref
        assert {(version.kind, version.serial) for version in versions} == {
            (kind_named(ref[0]).name, int(ref[1:]))
        }
        for version in versions:
            assert version.sha256 == hashlib.sha256(version.body.encode()).hexdigest(), version
            assert json.loads(version.body)["ref"] == ref
        times = [version.published_at for version in versions]
        assert times == sorted(times)


def _last(versions: Iterable[Version]) -> Version | None:
    """The version that decides: a redaction is none of its own."""
    return next((one for one in reversed(list(versions)) if one.action != "redacted"), None)


def _current(log) -> dict[str, Version]:
    return {ref: last for ref, versions in log.items() if (last := _last(versions)).action == "published"}


def _assert_index_holds_the_current_versions(log) -> None:
    columns = ("ref", "kind", "serial", "version", "number", "published_at", "sha256", "body")
    expected = {
        (ref, one.kind, one.serial, one.pk, one.number, one.published_at, one.sha256, one.body)
        for ref, one in _current(log).items()
    }
    assert_equal(set(Entry.objects.values_list(*columns)), expected)
    texts = set(EntryText.objects.values_list("entry_id", "kind"))
    assert_equal(texts, {(ref, one.kind) for ref, one in _current(log).items()})


def _assert_the_public_reads_open_versions_only(log) -> None:
    """A version is open where it was published and nothing closed it later; no other has a body, hash or note."""
    expected = {}
    for versions in log.values():
        is_closed = False
        for version in reversed(versions):
            is_open = version.action == "published" and not is_closed
            is_closed |= version.action in {"withdrawn", "merged", "narrowed"}
            is_told = is_open or version.action != "published"
            words = (version.sha256, version.body, version.note) if is_told else ("", "", "")
            expected[version.pk] = (version.ref, version.number, version.action, is_open, *words)
            if is_open:
                assert not _tells_more(version, _last(versions)), version
    columns = ("ref", "number", "action", "is_open", "sha256", "body", "note")
    assert_equal({pk: tuple(row) for pk, *row in PublicVersion.public.values_list("pk", *columns)}, expected)


def _tells_more(version: Version, current: Version) -> bool:
    """A version that is open, of an agreement of which no more than the existence is public now."""
    bodies = [json.loads(one.body) for one in (version, current)]
    return [body.get("disclosure") for body in bodies] == ["public", "existence"]


# From the desk


def _assert_states_and_marks_are_true(log) -> None:
    """State and mark of every record of the desk, from what the log holds of it and its body made anew."""
    current, actual, expected = _current(log), {}, {}
    rows = {kind: list(kind.model._default_manager.order_by("pk")) for kind in kinds()}
    texts = _body_texts(record for records in rows.values() for record in records if record.ref in current)
    for kind, records in rows.items():
        for record in records:
            name = f"{kind.name} {record.pk} {record.ref}"
            actual[name] = (record.editorial_state, record.is_edited)
            if record.ref in current:
                is_edited = texts[record_identity(record)] != current[record.ref].body
                expected[name] = ("published", is_edited)
            elif record.ref and record.ref in log:
                expected[name] = ("withdrawn", False)
            else:
                expected[name] = (_state_of_unpublished(record), False)
    assert_equal(actual, expected)


def _state_of_unpublished(record) -> str:
    return record.editorial_state if record.editorial_state in {"draft", "in_review"} else "draft"


def _body_texts(records: Iterable[Record]) -> dict[tuple[str, int], str]:
    """Of records loaded together, which is the same as one by one: `test_loading.py`."""
    with override(None):
        return {
            record_identity(one): json.dumps(
                kind_of(one).body(one), ensure_ascii=False, separators=(",", ":")
            )
            for one in load_for_publication(records)
        }


# From the entries


def mentions_in(value) -> Iterator[str]:
    """Every reference in a body, but for its own."""
    if isinstance(value, list):
        for member in value:
            yield from mentions_in(member)
    elif isinstance(value, dict):
        if value.get("ref"):
            yield value["ref"]
        yield from mentions_in(list(value.values()))


def _assert_links_are_the_mentions() -> None:
    """Each mention of each body is a link, as often as it stands there, and no link is more than that."""
    linked = Counter(Link.objects.values_list("entry_id", "to_ref"))
    mentioned = Counter(
        (ref, other)
        for ref, body in Entry.objects.values_list("ref", "body")
        for other in mentions_in({**json.loads(body), "ref": None})
    )
    assert_equal(linked, mentioned)


def _assert_counts_are_those_of_the_entries() -> None:
    """Tallies and bitmaps, counted record by record from the keys of the entries."""
    serials = defaultdict(set)
    for kind in kinds():
        for keys, serial in Entry.objects.filter(kind=kind.name).values_list("keys", "serial"):
            serials[kind.name, "", ""].add(serial)
            for key in keys:
                fact, _colon, value = key.partition(":")
                if fact in kind.facet_names:
                    serials[kind.name, fact, value].add(serial)
    day = kept_day("agreement", using="default")
    for fact, value, serial in day_facts_on(day) if day else ():
        serials["agreement", fact, value].add(serial)
    tallies = {(kind, fact, value): records for kind, fact, value, records in _rows(Tally, "records")}
    tallies.pop(("agreement", "on", str(day)), None)
    assert_equal(tallies, {key: len(numbers) for key, numbers in serials.items()})
    bits = defaultdict(set)
    for kind, fact, value, chunk, row in _rows(FactBits, "chunk", "bits"):
        assert "1" in row
        bits[kind, fact, value] |= {chunk * len(row) + place for place, bit in enumerate(row) if bit == "1"}
    assert_equal(_in_order(bits), _in_order(serials))


def _in_order(numbers):
    return {key: sorted(of_key) for key, of_key in numbers.items()}


def day_facts_on(day: date) -> Iterator[tuple[str, str, int]]:
    """All that depends on a day of every agreement, by the rules for Python."""
    lives = defaultdict(list)
    for period in Period.objects.order_by("entry", "position"):
        lives[int(period.entry_id[1:])].append(period)
    for serial, life in lives.items():
        yield from (
            ("possible", state, serial)
            for state in {one.state for one in life if is_possible_on(one, day) and not holds_on(one, day)}
        )
        if status := status_on(life, day):
            yield "state", status.state, serial
            if status.evidence_age:
                yield "evidence", status.evidence_age, serial
        else:
            yield "life", "ahead", serial
        yield from {("force", change, serial) for one in life for change in _year_changes(one, day)}


def _year_changes(period: Period, today: date) -> Iterator[str]:
    """The years with which it begins or ceases to be in force, asked of the last day of each, of this year today."""
    start = period.start_latest or period.start_earliest
    if period.state != "in_force" or not start or start > today:
        return
    ends = [day for day in (period.end_latest or period.end_earliest, period.may_end_on) if day]
    before = None
    for year in range(start.year, max([today, *ends]).year + 3):
        day = today if year == today.year else date(year, 12, 31)
        now = certainty_on(period, day) == "presumed" if holds_on(period, day) else None
        if now is not before:
            yield from _changes(year, before, now)
        before = now
    yield from _changes(10_000, before, None)


def _changes(year: int, before: bool | None, now: bool | None) -> Iterator[str]:
    for is_presumed, change in ((before, -1), (now, 1)):
        if is_presumed is not None:
            yield f"{year} {'t' if is_presumed else 'f'} {change}"


def _rows(model, *columns):
    return model.objects.values_list("kind", "fact", "value", *columns)
