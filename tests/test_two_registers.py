"""The leak comparison: a register with hidden things of every kind beside one without, both crawled, byte for byte."""

import re
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urldefrag, urljoin

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings

from access.keys.actions import create_key
from access.models import Key
from desk.groups import EDITORS_GROUP, setup_desk_groups
from exports.dumps.builder import build_dump
from tests.desk.conftest import address, member
from tests.factories import PartnerFactory
from tests.test_leaks import ADDRESSES, answer, differences, without_headers_of_keys
from tests.two_registers import FOR_EDITORS, FOR_OTHERS, Register, word

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
LINK = re.compile(rf'(?:href|src|action)="([^"]*)"|({SITE}/[^\s"<>\\]*)')
STARTS = ["/", "/ko/", "/sitemap.xml", "/api/v1/", "/api/v1/changes/", "/changes.atom"]
SOME = 60  # public addresses in a quick run
OF_DESK = 30
DESK_STARTS = ["/admin/", "/admin/spreadsheets/spreadsheetimport/", "/admin/spreadsheets/savedlist/"]
NOT_PUBLIC = ("/static/", "/accounts/", "/admin/")
# Of lists on the desk: in other orders, and of one day or state, they hold nothing else.
ORDERS = re.compile(r"[?&](o|_changelist_filters)=")


@dataclass
class Observed:
    """Answers by address: of the register that hides nothing, and of the other to anybody, a partner, an editor."""

    plain: dict[str, tuple]
    hiding: dict[str, tuple]
    to_partner: dict[str, tuple]
    to_editor: dict[str, tuple]
    desk: dict[str, tuple]
    dumps: tuple[dict[str, tuple], dict[str, tuple]]


@pytest.fixture(
    scope="module", params=[SOME, pytest.param(1_500, marks=pytest.mark.long)], ids=["some", "many"]
)
def observed(request, django_db_setup, django_db_blocker):
    most = request.param
    with django_db_blocker.unblock(), time_machine.travel(datetime.now(UTC), tick=False):
        with register(hides=False):
            starts = STARTS + ADDRESSES[:: 1 if most > SOME else 10]
            plain = crawled(Client(raise_request_exception=False), starts, most)
            dumped = dumps()
        with register(hides=True) as hiding_register:
            hiding = answers_to(Client(raise_request_exception=False), plain)
            partner, editor = partner_and_editor()
            yield Observed(
                plain,
                hiding,
                answers_to(partner, [address for address in plain if address.startswith("/api/")]),
                answers_to(editor, list(plain)[:: 1 if most > SOME else 2]),
                crawled(
                    editor,
                    [*DESK_STARTS, *map(address, hiding_register.public)],
                    max(OF_DESK, most // 4),
                    within="/admin/",
                ),
                (dumped, dumps()),
            )


@contextmanager
def register(*, hides: bool) -> Iterator[Register]:
    """Inside, one of the two registers is all there is."""
    with transaction.atomic(), TemporaryDirectory() as folder, override_settings(DUMPS_ROOT=Path(folder)):
        built = Register(hides=hides)
        built.build()
        yield built
        transaction.set_rollback(True)


def partner_and_editor() -> tuple[Client, Client]:
    """A client with the key of a partner, and one in which an editor has logged in."""
    setup_desk_groups()
    editor = Client(raise_request_exception=False)
    editor.force_login(member("editor", EDITORS_GROUP))
    key = create_key(key=Key(partner=PartnerFactory(), name="Copy", scopes=["read"]), by=None)
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {key}"}), editor


# Asking


def answers_to(client: Client, addresses: Iterable[str]) -> dict[str, tuple]:
    return {address: one_answer(client, address) for address in addresses}


def one_answer(client: Client, address: str) -> tuple:
    """The answer, after which nothing is left of an error in the database."""
    with transaction.atomic():
        status, headers, body, cookies = answer(client, address)
        if status == 500:
            transaction.set_rollback(True)
    return status, headers, body, cookies


def crawled(client: Client, starts: Iterable[str], most: int, within: str = "/") -> dict[str, tuple]:
    """Answers to the starts and to all that they lead to, in the order of the links; so many at most."""
    waiting, answers = deque(starts), {}
    while waiting and len(answers) < most:
        address = waiting.popleft()
        if address not in answers:
            given = answers[address] = one_answer(client, address)
            waiting += [link for link in links_in(address, given) if is_wanted(link, within)]
    return answers


def links_in(address: str, given: tuple) -> Iterator[str]:
    """Addresses on this site that an answer leads to: links of pages, addresses in JSON, feeds and tables."""
    _status, headers, body, _cookies = given
    texts = body.decode("utf-8", "ignore") if b"\0" not in body[:1000] else ""
    found = [unescape(link or absolute) for link, absolute in LINK.findall(texts)]
    for link in [*found, *filter(None, [headers.get("Location")])]:
        absolute = urldefrag(urljoin(f"{SITE}{address}", link))[0]
        if absolute.startswith(f"{SITE}/"):
            yield absolute.removeprefix(SITE)


def is_wanted(address: str, within: str) -> bool:
    if within == "/":
        return not address.startswith(NOT_PUBLIC)
    return address.startswith(within) and "logout" not in address and not ORDERS.search(address)


def dumps() -> dict[str, tuple]:
    """Bulk files, in the form of answers; of the database, the statements that make it."""
    build_dump()
    return {
        path.name: (200, {}, content_of(path), "") for path in sorted(Path(settings.DUMPS_ROOT).glob("*/*"))
    }


def content_of(path: Path) -> bytes:
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as database:
            return "\n".join(database.iterdump()).encode()
    return path.read_bytes()


# What each may see


def words_in(answers: dict[str, tuple], names: Iterable[str]) -> set[tuple[str, str]]:
    """``(address, name)`` of each hidden word in an answer."""
    return {
        (address, name)
        for address, given in answers.items()
        for name in names
        if word(name).encode() in repr(given).casefold().encode()
    }


def test_anybody_sees_the_same_of_both_registers(observed):
    assert differences(observed.plain, observed.hiding) == {}
    assert {status for status, *_rest in observed.plain.values()} >= {200, 301, 404}
    assert words_in(observed.hiding, FOR_EDITORS | FOR_OTHERS) == set()


def test_bulk_files_of_both_registers_are_the_same(observed):
    assert differences(*observed.dumps) == {}
    assert len(observed.dumps[0]) > 15


def test_a_partner_sees_of_the_register_what_anybody_sees_of_the_other(observed):
    own = {address for address in observed.to_partner if address.startswith("/api/v1/me")}
    of_register = {
        address: without_headers_of_keys(given)
        for address, given in observed.to_partner.items()
        if address not in own
    }
    everybody = {address: without_headers_of_keys(observed.plain[address]) for address in of_register}

    assert len(of_register) > 10
    assert differences(everybody, of_register) == {}
    assert words_in(observed.to_partner, FOR_EDITORS | FOR_OTHERS) == set()


def test_an_editor_sees_of_public_addresses_what_anybody_sees_of_the_other(observed):
    assert differences(observed.plain, observed.to_editor) == {}


def test_an_editor_sees_on_the_desk_what_editors_may(observed):
    assert {status for status, *_rest in observed.desk.values()} <= {200, 302, 403, 404, 405}
    assert words_in(observed.desk, FOR_OTHERS) == set()
    assert {name for _address, name in words_in(observed.desk, FOR_EDITORS)} == FOR_EDITORS
