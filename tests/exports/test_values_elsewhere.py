"""Feeds, calendars, sitemap, linked data, citations, dump, matching and webhooks show the members that they name."""

import json
import re
import sqlite3
from xml.etree import ElementTree

import pytest
from django.core.management import call_command

from exports.dumps import manifest
from reconcile.matchers import record_matchers
from register.models import Entry, Version
from register.publishing import merge, publish, withdraw
from tests import factories as make
from tests.exports.conftest import KEPT, PLURALS
from tests.exports.full_records import PUBLISHED
from tests.kept_tables import check_kept, markdown_table, member_paths
from webhooks.models import Delivery
from webhooks.payloads import delivery_body

pytestmark = pytest.mark.usefixtures("full_records")

LANGUAGES = {"English": "", "Korean": "/ko"}
PLURAL_OF = {
    "A": "agreements",
    "O": "organizations",
    "P": "people",
    "E": "activities",
    "T": "topics",
    "C": "collections",
}
JSON_LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def check_sections(name: str, sections: dict[str, str]) -> None:
    check_kept(KEPT / name, "\n".join(f"## {heading}\n\n{text}" for heading, text in sections.items()))


def in_both_languages(fetch, addresses, shown) -> dict[str, str]:
    return {
        f"{prefix}{address}": shown(fetch(f"{prefix}{address}"))
        for address in addresses
        for prefix in LANGUAGES.values()
    }


def fenced(text: str, kind: str = "") -> str:
    return f"```{kind}\n{text.rstrip()}\n```\n"


def lines_of_feed(content: bytes) -> str:
    """Every element of a feed with its text and its attributes."""
    lines = []
    for element in ElementTree.fromstring(content).iter():
        name = element.tag.rpartition("}")[2]
        attributes = " ".join(value for _name, value in element.attrib.items())
        lines.append(
            f"{'' if name == 'entry' else '  '}{name}: {' '.join([attributes, (element.text or '').strip()])}"
        )
    return fenced("\n".join(line.rstrip() for line in lines))


def test_feeds(fetch):
    addresses = [*(f"/{plural}/export.atom" for plural in PLURALS), "/changes.atom"]

    check_sections("feeds.md", in_both_languages(fetch, addresses, lines_of_feed))


def lines_of_calendar(content: bytes) -> str:
    return fenced(content.decode().replace("\r\n ", "").replace("\r\n", "\n"))


def test_calendars(fetch):
    addresses = ["/agreements/export.ics", "/activities/export.ics"]

    check_sections("calendars.md", in_both_languages(fetch, addresses, lines_of_calendar))


@pytest.mark.parametrize("prefix", LANGUAGES.values(), ids=LANGUAGES)
def test_calendars_of_those_who_take_part_have_the_dates_of_their_agreements(fetch, prefix):
    def events(plural: str) -> list[bytes]:
        return sorted(fetch(f"{prefix}/{plural}/export.ics").split(b"BEGIN:VEVENT\r\n")[1:])

    every = events("agreements")
    of_the_full_one = [event for event in every if b"UID:A1-" in event or b"UID:E1@" in event]
    assert (len(every), len(of_the_full_one)) == (5, 3)
    assert events("organizations") == every
    assert events("people") == events("topics") == events("collections") == of_the_full_one


def test_the_sitemap(fetch):
    check_sections("sitemap.md", {"/sitemap.xml": fenced(fetch("/sitemap.xml").decode(), "xml")})


def test_linked_data(client):
    blocks = {}
    for ref in PUBLISHED:
        for prefix in LANGUAGES.values():
            address = f"{prefix}/{PLURAL_OF[ref[0]]}/{ref}"
            found = JSON_LD.findall(client.get(address, follow=True).content.decode())
            blocks[address] = (
                "".join(fenced(pretty(json.loads(block)), "json") for block in found) or "None.\n"
            )

    check_sections("linked_data.md", blocks)


def pretty(data) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def test_citations(client):
    texts = {}
    for ref in ("A1", "A2", "A4", "O1", "E1"):
        for prefix in LANGUAGES.values():
            for form in ("text", "bibtex", "ris", "csl"):
                address = f"{prefix}/{PLURAL_OF[ref[0]]}/{ref}/cite/{form}"
                texts[address] = fenced(client.get(address).content.decode().replace("\r\n", "\n"))

    check_sections("citations.md", texts)


def test_tables_of_the_dump(settings, tmp_path):
    settings.DUMPS_ROOT = tmp_path
    call_command("make_dumps", verbosity=0)
    made = manifest.last_manifest()
    database = sqlite3.connect(made.path_of(made.find_file("register.sqlite")))

    sections = {}
    tables = [
        name
        for [name] in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    ]
    for table in tables:
        if not table.startswith(("records_fts", "sqlite_")):
            cursor = database.execute(f"SELECT * FROM {table} ORDER BY 1")
            headings = [column[0] for column in cursor.description]
            sections[table] = markdown_table(headings, (map(dump_cell, headings, row) for row in cursor))
    database.close()
    sections["about"] = sections["about"].replace(f"| cursor | {made.cursor} |", "| cursor | its cursor |")

    bodies = [
        line
        for name in PLURALS
        for line in made.path_of(made.find_file(f"{name}.jsonl")).read_text().splitlines()
    ]
    assert {json.loads(line)["ref"]: json.dumps(json.loads(line)["record"]) for line in bodies} == {
        entry.ref: json.dumps(json.loads(entry.body)) for entry in Entry.objects.all()
    }
    check_sections("dump.md", sections)


def dump_cell(heading: str, value) -> str:
    """A cell of the dump: the body is compared elsewhere; NULL is a dash."""
    if heading == "body":
        return json.loads(value)["ref"]
    return "–" if value is None else str(value)


def test_properties_of_matched_records(client):
    sections = {}
    for matcher in record_matchers():
        refs = [entry.ref for entry in Entry.objects.filter(kind=matcher.kind).order_by("serial")]
        known = {property.id: property for property in matcher.properties}
        request = {"ids": refs, "properties": [{"id": name} for name in known]}
        answer = client.get("/reconcile", {"extend": json.dumps(request)}).json()
        for ref in refs:
            body = json.loads(Entry.objects.get(ref=ref).body)
            cells = answer["rows"][ref]
            lines = [
                [meta["id"], meta["name"], known[meta["id"]].description, *shown(body, cells[meta["id"]])]
                for meta in answer["meta"]
            ]
            sections[ref] = markdown_table(["Property", "Name", "Meaning", "Member", "Values"], lines)

    check_sections("matching.md", sections)


def shown(body: dict, cells: list[dict]) -> tuple[str, str]:
    texts = [" ".join(str(value) for value in cell.values()) for cell in cells]
    values = "; ".join(str(cell.get("str", cell.get("name", cell.get("int")))) for cell in cells)
    return member_paths(body, values), "; ".join(texts)


def test_candidates_and_previews(client):
    texts = {}
    for ref, name in (("A1", "Agreement title"), ("O1", "Alpha name"), ("P1", "Person name")):
        batch = {"q": {"query": name, "limit": 1}}
        texts[name] = fenced(pretty(client.get("/reconcile", {"queries": json.dumps(batch)}).json()), "json")
        html = (
            client.get(f"/reconcile/preview/{ref}").content.decode().partition("<body")[2].partition(">")[2]
        )
        words = [line.strip() for line in re.sub(r"<[^>]+>", "\n", html).splitlines()]
        texts[f"/reconcile/preview/{ref}"] = fenced("\n".join(filter(None, words)))

    check_sections("candidates.md", texts)


def test_envelopes_and_hooks(fetch):
    """The API's envelope of a record and the body of the message about a change, without hashes and running numbers."""
    gone, into, left = make.OrganizationFactory(), make.OrganizationFactory(), make.OrganizationFactory()
    publish(gone, into, left, by=None)
    merge(gone, into=into, by=None)
    withdraw(left, by=None, reason={"en": "Reason"})

    texts = {}
    for ref in PUBLISHED:
        envelope = json.loads(fetch(f"/api/v1/{PLURAL_OF[ref[0]]}/{ref}"))
        envelope["record"] = envelope["record"]["ref"]
        envelope["sha256"] = hash_words(envelope["sha256"], Entry.objects.get(ref=ref).sha256)
        texts[f"Envelope of {ref}"] = fenced(pretty(envelope), "json")
    for version in [Version.objects.get(ref="A1", number=2), *Version.objects.order_by("pk").reverse()[:2]]:
        message = json.loads(delivery_body(Delivery(change_id=version.pk)))
        assert (message["data"].pop("id"), message["data"]["sha256"]) == (version.pk, version.sha256)
        message["data"]["sha256"] = "its hash"
        if version.ref not in PUBLISHED:
            assert message["timestamp"] == message["data"]["published_at"]
            message["timestamp"] = message["data"]["published_at"] = "its instant"
        texts[f"Message about {version.ref}, {version.action}"] = fenced(pretty(message), "json")

    check_sections("messages.md", texts)


def hash_words(given: str, expected: str) -> str:
    assert given == expected
    return "its hash"
