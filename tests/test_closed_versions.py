"""Versions that were closed answer 410 at every address, and nothing of them is anywhere; all others stay open.

One rule: a version is closed once a withdrawal, a merger or a narrowing of the disclosure comes after it, whatever
comes after that. Each history below is a record's log; the numbers of its open versions are counted by hand.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction

from agreements.models import Agreement
from exports.dumps import builder, manifest
from people.models import Person
from register.models import PublicVersion, Version
from register.publishing import merge, publish, withdraw
from register.versions import format_instant
from tests import factories as make
from tests.redacted_texts import redact
from tests.response_bodies import body_of
from tests.surface import reading_role
from webhooks.models import Delivery
from webhooks.payloads import delivery_body

pytestmark = pytest.mark.django_db

REASON = {"en": "Entered by mistake.", "ko": "잘못 입력하였습니다."}
BASIS = "Act on Secrets, art. 9"


@dataclass
class History:
    """Acts on a record, and the numbers of its versions that are open after them; all its numbers are ``count``."""

    acts: str
    count: int
    open: set[int]
    status: int = 410  # of a version that is closed


# p: published with another word in it; n: existence only; f: in full again; w: withdrawn; m: merged; r: redacted
HISTORIES = [
    History("pp", 2, {1, 2}),
    History("pw", 2, set()),
    History("ppw", 3, set()),
    History("pwp", 3, {3}),
    History("pwpp", 4, {3, 4}),
    History("pwpw", 4, set()),
    History("pwpwp", 5, {5}),
    History("prw", 3, set()),
    History("prwp", 4, {4}),
    History("pwpr", 4, {3}),
]
OF_AGREEMENTS = [
    History("n", 1, {1}),
    History("nf", 2, {1, 2}),
    History("pn", 3, {3}),
    History("ppn", 4, {4}),
    History("prn", 4, {4}),
    History("pnn", 3, {3}),
    History("pnf", 4, {3, 4}),
    History("pnfn", 6, {6}),
    History("nfn", 4, {4}),
    History("pnw", 4, set()),
    History("pnwp", 5, {5}),
    History("pwn", 3, {3}),
    History("pwpn", 5, {5}),
    History("pwnf", 4, {3, 4}),
]
OF_ORGANIZATIONS = [History("pm", 2, set(), 308), History("pwppm", 5, set(), 308)]
KINDS = {
    "agreement": "agreements", "activity": "activities", "organization": "organizations", "person": "people",
    "topic": "topics",
}  # fmt: skip
CASES = [
    *((kind, history) for kind in KINDS for history in HISTORIES),
    *(("agreement", history) for history in OF_AGREEMENTS),
    *(("organization", history) for history in OF_ORGANIZATIONS),
]  # fmt: skip
# Histories of agreements in a quick run, and of the other kinds, which go the same way; the rest repeats their steps.
OFTEN = {
    "agreement": {"pp", "pw", "pwpp", "prw", "prwp", "pwpr", "n", "nf", "pn", "prn", "pnf", "pnfn", "pnwp", "pwn"},
    "organization": {"pwp", "pm"}, "person": {"pwp"}, "activity": {"pwp"}, "topic": {"pwp"},
}  # fmt: skip


def case(kind: str, history: History):
    marks = [] if history.acts in OFTEN[kind] else [pytest.mark.long]
    return pytest.param(kind, history, marks=marks, id=f"{kind} {history.acts}")


def word_of(step: int) -> str:
    return f"zq{'abcdefghij'[step]}canary"


def make_record(kind: str):
    if kind == "agreement":
        return make.AgreementFactory(titled=True, party__organization=make.OrganizationFactory())
    if kind == "activity":
        return make.ActivityFactory(titled=True)
    return {
        "organization": make.OrganizationFactory, "person": make.PersonFactory, "topic": make.TopicFactory,
    }[kind]()  # fmt: skip


def put_word(record, word: str) -> None:
    """Write the word into the record, in place of the last one."""
    if hasattr(record, "texts"):
        record.texts.update(title=f"About {word}")
    elif hasattr(record, "name"):
        record.name = f"Ada {word}" if isinstance(record, Person) else f"Institute {word}"
        record.save()
    else:
        record.names = {"en": word}
        record.save()


def act(record, step: int, letter: str) -> None:
    if letter in "nf":
        existence = {"disclosure": "existence", "disclosure_basis": BASIS}
        values = existence if letter == "n" else {"disclosure": "public", "disclosure_basis": ""}
        Agreement.objects.filter(pk=record.pk).update(**values)
        record.refresh_from_db()
    if letter in "pnf":
        put_word(record, word_of(step))
        publish(record, by=None, note=f"note {word_of(step)}")
    elif letter == "w":
        withdraw(record, by=None, reason=REASON)
    elif letter == "m":
        into = type(record)._default_manager.exclude(pk=record.pk).get()
        merge(record, into=into, by=None)
    else:
        published = Version.objects.of(record.ref).filter(action="published")
        redact(published, ["/texts/0/title", "/name", "/names/en"], reason="asked", basis="Act 1", by=None)


def recorded(kind: str, history: History):
    """A record of the kind with this history, beside another that is public."""
    record, other = make_record(kind), make_record(kind)
    publish(other, by=None)
    for step, letter in enumerate(history.acts):
        act(record, step, letter)
    return record


def addresses_of(ref: str, plural: str, number: int, moment: str) -> dict[str, str]:
    """Every address of one version of a record."""
    api = f"/api/v1/{plural}/{ref}"
    return {
        "page": f"/{plural}/{ref}/versions/{number}",
        "page in Korean": f"/ko/{plural}/{ref}/versions/{number}",
        "API": f"{api}/versions/{number}",
        "differences": f"{api}/versions/{number}/differences",
        "as of": f"{api}?as_of={moment}",
        "as of, in part": f"{api}?as_of={moment}&fields=ref",
    }  # fmt: skip


@pytest.fixture
def get(client):
    """``get(address)``: status and text of an answer."""

    def get(address: str) -> tuple[int, str]:
        response = client.get(address)
        return response.status_code, body_of(response).decode(errors="replace")

    return get


@pytest.mark.parametrize(("kind", "history"), [case(*one) for one in CASES])
def test_each_address_of_each_version_answers_by_one_rule(get, kind, history):
    record = recorded(kind, history)
    ref = record.ref
    plural = KINDS[kind]
    log = list(Version.objects.of(ref))
    assert [version.number for version in log] == [*range(1, history.count + 1)]
    assert set(PublicVersion.public.of(ref).readable().values_list("number", flat=True)) == history.open

    last_closing = max((v.number for v in log if v.action in {"withdrawn", "merged", "narrowed"}), default=0)
    answers = {}
    for version in log:
        moment = format_instant(version.published_at)
        for name, address in addresses_of(ref, plural, version.number, moment).items():
            status, _text = get(address)
            is_page = name.startswith("page")
            if version.number in history.open:
                expected = 200
            elif version.number <= last_closing:
                expected = 301 if is_page and history.status == 308 else history.status
            else:  # a redaction of an open record is no version, and what it left is what was public then
                expected = 200 if name.startswith("as of") else 404
            answers[version.number, name] = (status, expected)
    assert {key: pair for key, pair in answers.items() if pair[0] != pair[1]} == {}
    over = {
        get(address)[0] for address in addresses_of(ref, plural, history.count + 1, "1999-01-01").values()
    }
    assert over == {404}
    assert get(f"/{plural}/{ref}/versions/0")[0] == get(f"/api/v1/{plural}/{ref}/versions/0")[0] == 404
    assert_differences_with_a_closed_version_are_closed(get, f"/api/v1/{plural}/{ref}", log, history)


def assert_differences_with_a_closed_version_are_closed(get, address: str, log, history: History) -> None:
    """Of every two versions that were published."""
    published = [version.number for version in log if version.action == "published"]
    pairs = [(since, number) for number in published for since in published if since < number]

    statuses = {pair: get(f"{address}/versions/{pair[1]}/differences?since={pair[0]}")[0] for pair in pairs}

    assert statuses == {pair: 200 if {*pair} <= history.open else history.status for pair in pairs}


# Those whose addresses are all asked, with all lists and files; the longer histories have the steps of the others.
CRAWLED = {
    **{f"{kind} pwp": (kind, History("pwp", 3, {3})) for kind in KINDS},
    **{f"agreement {one.acts}": ("agreement", one) for one in OF_AGREEMENTS if one.acts in {"pnfn", "pwnf"}},
    "organization pm": ("organization", OF_ORGANIZATIONS[0]),
}
WORD = re.compile("zq[a-j]canary")


def words_in(texts) -> set[str]:
    return {word for text in texts for word in WORD.findall(text)}


def lists_of(ref: str, plural: str) -> list[str]:
    """Addresses of records, lists, feeds and logs, which might tell of a version that is closed."""
    api, page = f"/api/v1/{plural}/", f"/{plural}/"
    names = [
        f"{page}{ref}", f"{page}{ref}/versions/", page, "/", "/changes.atom", "/search?q=about", f"{page}?q={ref}",
        *(f"{page}export.{form}" for form in ("csv", "xlsx", "json", "atom", "ics")),
    ]  # fmt: skip
    data = [
        api, f"{api}{ref}", f"{api}{ref}/links/", f"{api}{ref}/versions/", f"{api}{ref}?expand=linked,organizations",
        "/api/v1/changes/", "/api/v1/deadlines/", f"/api/v1/suggestions/?q={ref}", f"/reconcile/preview/{ref}",
    ]  # fmt: skip
    return [*names, *(f"/ko{name}" for name in names), *data]


@pytest.mark.parametrize(("kind", "history"), CRAWLED.values(), ids=CRAWLED)
def test_nothing_of_a_closed_version_is_anywhere(get, settings, tmp_path, kind, history):
    settings.DUMPS_ROOT = tmp_path / "dumps"
    record = make_record(kind)
    for step, letter in enumerate(history.acts):
        if letter == "m":
            publish(make_record(kind), by=None)
        act(record, step, letter)
        if step in {0, len(history.acts) - 1}:
            builder.build_dump()  # the last with a delta since the first
    log = list(Version.objects.of(record.ref))
    seen = words_in(text for one in log if one.number in history.open for text in (one.body, one.note))
    hidden = words_in(text for one in log for text in (one.body, one.note)) - seen
    open_hashes = {one.sha256 for one in log if one.number in history.open or one.action != "published"}
    hidden_hashes = {one.sha256 for one in log} - open_hashes
    numbers = range(1, history.count + 2)

    own = [a for n in numbers for a in addresses_of(record.ref, KINDS[kind], n, "2999-01-01").values()]
    texts = {address: get(address)[1] for address in [*lists_of(record.ref, KINDS[kind]), *own]}
    texts |= {
        str(file): file.read_bytes().decode(errors="replace")
        for file in Path(settings.DUMPS_ROOT).rglob("*") if file.is_file()
    }  # fmt: skip
    texts |= {f"webhook {one.number}": delivery_body(Delivery(change_id=one.pk)).decode() for one in log}

    found = {name: words_in([text]) for name, text in texts.items()}
    assert {name: words & hidden for name, words in found.items() if words & hidden} == {}
    assert set().union(*found.values()) == seen
    assert hidden_hashes
    assert [name for name, text in texts.items() if any(sha256 in text for sha256 in hidden_hashes)] == []


@pytest.mark.parametrize("acts", ["pn", "pw", "pwp"])
def test_a_dump_that_holds_what_was_closed_since_is_held_back(settings, tmp_path, acts):
    settings.DUMPS_ROOT = tmp_path / "dumps"
    record = make_record("agreement")
    act(record, 0, "p")
    builder.build_dump()

    for step, letter in enumerate(acts[1:], 1):
        act(record, step, letter)

    assert manifest.current_manifest() is None
    builder.build_dump()
    assert manifest.current_manifest() is not None


def test_the_role_of_the_public_cannot_read_the_log_itself():
    record = make_record("agreement")
    for step, letter in enumerate("pn"):
        act(record, step, letter)

    with reading_role(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, body = '', sha256 = '', note, is_open FROM register_publicversion"
            " WHERE ref = 'A1' ORDER BY 1"
        )
        assert cursor.fetchall() == [
            (1, True, True, "", False),
            (2, False, False, "", False),
            (3, False, False, f"note {word_of(1)}", True),
        ]  # fmt: skip
    with (
        pytest.raises(ProgrammingError, match="permission denied for table register_version"),
        transaction.atomic(),
        reading_role(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT body FROM register_version")
