"""Atom feeds hold what RFC 4287 asks for, and say in words what happened."""

from datetime import datetime
from xml.etree import ElementTree

import pytest
import time_machine
from django.utils import timezone

from core import edtf
from register.models import Version
from register.publishing import merge, publish, withdraw
from tests import factories as make
from tests.exports.conftest import PLURALS
from tests.redacted_texts import redact

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def feed(fetch):
    """``feed("/changes.atom")``: the root element of a feed that was checked."""

    def feed(address: str) -> ElementTree.Element:
        root = ElementTree.fromstring(fetch(address))
        check(root)
        return root

    return feed


def check(root: ElementTree.Element) -> None:
    """What RFC 4287 requires of a feed (4.1.1) and of its entries (4.1.2)."""
    assert root.tag == f"{ATOM}feed"
    assert one(root, "author").findtext(f"{ATOM}name")
    [own] = [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own.get("href") == one(root, "id").text
    for element in [root, *root.findall(f"{ATOM}entry")]:
        assert one(element, "title").text
        assert ":" in one(element, "id").text
        assert datetime.fromisoformat(one(element, "updated").text).tzinfo
        assert [link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
    ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids))


def one(element: ElementTree.Element, name: str) -> ElementTree.Element:
    [found] = element.findall(f"{ATOM}{name}")
    return found


def told(root: ElementTree.Element) -> list[tuple[str, str]]:
    return [(one(entry, "title").text, one(entry, "summary").text) for entry in root.findall(f"{ATOM}entry")]


@pytest.mark.parametrize("address", [*(f"/{plural}/export.atom" for plural in PLURALS), "/changes.atom"])
@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_a_feed_is_what_the_standard_asks_for(agreement, feed, address, prefix):
    root = feed(f"{prefix}{address}")

    assert root.get(LANG) == ("ko" if prefix else "en")
    assert one(root, "id").text == f"http://testserver{prefix}{address}"


def test_an_empty_feed_is_a_feed_that_stays_as_it_is(feed):
    root = feed("/agreements/export.atom?country=FR")

    assert told(root) == []
    assert one(root, "updated").text == "1970-01-01T00:00:00+00:00"


def test_a_feed_says_what_changed_in_the_language_of_its_address(agreement, feed):
    with time_machine.travel("2026-01-31T12:00Z"):
        agreement.texts.filter(language="en").update(title="Accord & <more>", summary="Otherwise.")
        agreement.milestones.update(on="2020-05-14")
        publish(agreement, by=None, note="A better source.")

        [(title, summary)] = told(feed("/agreements/export.atom?country=KR"))
        [(korean_title, korean_summary)] = told(feed("/ko/agreements/export.atom"))

    day = edtf_words(Version.objects.get(ref="A1", number=2).published_at)
    assert title == "Accord & <more>"
    assert summary == (
        f"Version 2, published on {day[0]}. "
        "Changed: Title and summary; Title and summary: summary; Key date: date. A better source."
    )
    assert korean_title == "협정"
    assert day[1] in korean_summary
    assert korean_summary.endswith("A better source.")


@pytest.mark.parametrize(
    ("change", "fact"),
    [
        ({"is_own": True}, "ours"),
        ({"is_planned": True}, "only planned"),
        ({"website": "x.example"}, "website as printed"),
    ],
)
def test_a_feed_names_a_changed_fact_of_any_type(feed, change, fact):
    organization = make.OrganizationFactory()
    publish(organization, by=None)
    type(organization).objects.update(**change)
    publish(organization, by=None)

    [(_title, summary)] = told(feed("/organizations/export.atom"))

    assert summary.casefold().endswith(f"changed: {fact}.")


def test_a_feed_names_a_changed_number(agreement, feed):
    type(agreement).objects.update(ordinal=3)
    publish(agreement, by=None)
    type(agreement).objects.update(ordinal=4)
    publish(agreement, by=None)

    [(_title, summary)] = told(feed("/agreements/export.atom"))

    assert summary.endswith("Changed: Number in its series.")


def test_a_feed_names_a_part_that_went_as_one_that_came(agreement, feed):
    milestone = make.MilestoneFactory(agreement=agreement, kind="announced", on="2019-05-14")
    summaries = []
    for change in (agreement.save, milestone.delete):
        change()
        publish(agreement, by=None)
        [(_title, summary)] = told(feed("/agreements/export.atom"))
        summaries.append(summary.partition(". ")[2])

    assert summaries == ["Changed: Key date."] * 2


def edtf_words(moment) -> tuple[str, str]:
    day = edtf.parse(timezone.localdate(moment).isoformat())
    return day.words("en"), day.words("ko")


def test_a_summary_is_words_and_no_markup(agreement, feed):
    publish_again(agreement, "<b>bold</b>")

    [entry] = feed("/agreements/export.atom").findall(f"{ATOM}entry")

    assert one(entry, "summary").get("type") == "html"
    assert "&lt;b&gt;bold&lt;/b&gt;" in one(entry, "summary").text


def publish_again(agreement, note: str) -> None:
    agreement.texts.filter(language="en").update(summary=note)
    publish(agreement, by=None, note=note)


def test_the_name_of_an_entry_stays_and_a_new_version_has_another(agreement, feed):
    first = one(feed("/agreements/export.atom").find(f"{ATOM}entry"), "id").text
    assert one(feed("/ko/agreements/export.atom?q=accord").find(f"{ATOM}entry"), "id").text == first
    at = Version.objects.get(ref="A1").published_at
    assert first == f"tag:testserver,{at:%Y-%m-%d}:A1/1"

    publish_again(agreement, "Otherwise.")

    second = one(feed("/agreements/export.atom").find(f"{ATOM}entry"), "id").text
    assert second.endswith(":A1/2")


def test_the_newest_come_first_and_no_more_than_fifty(feed):
    agreements = [make.AgreementFactory(titled=True) for _one in range(51)]
    publish(*agreements[:50], by=None)
    publish(agreements[50], by=None)

    entries = told(feed("/agreements/export.atom?ordering=title"))

    assert len(entries) == 50
    assert entries[0][0] == agreements[50].texts.get().title


def test_control_characters_do_not_break_a_feed(feed):
    publish(make.AgreementFactory(titled=True, text__title="A\x0bB\x1fC"), by=None)

    assert [title for title, _summary in told(feed("/agreements/export.atom"))] == ["ABC"]


def test_the_change_feed_tells_everything_that_happens(feed):
    records = [
        make.AgreementFactory(titled=True, text__title=title) for title in ("One", "Two", "Three", "Four")
    ]
    publish(*records, by=None)
    withdraw(records[0], by=None, reason={"en": "By mistake.", "ko": "잘못 입력하였다."})
    merge(records[1], into=records[2], by=None)
    redact(
        Version.objects.filter(ref="A4"), ["/texts/0/summary"], by=None, reason="asked", basis="PIPA art. 36"
    )

    english, korean = (dict(told(feed(f"{prefix}/changes.atom"))[:3]) for prefix in ("", "/ko"))

    assert list(english) == ["A4: Four", "A2", "A1"]
    assert english["A1"].endswith("By mistake.")
    assert "became part of A3" in english["A2"]
    assert "required by law" in english["A4: Four"]
    assert korean["A1"].endswith("잘못 입력하였다.")


def test_the_change_feed_keeps_what_was_withdrawn_to_itself(agreement, fetch):
    publish_again(agreement, "The secret note")
    withdraw(agreement, by=None, reason={"en": "By mistake."})

    content = fetch("/changes.atom").decode()

    assert "By mistake." in content
    assert "Accord" not in content
    assert "secret" not in content


@pytest.mark.parametrize("number", range(1, 8))
def test_a_feed_names_five_changed_facts_and_counts_the_others(feed, number):
    organization = make.OrganizationFactory()
    publish(organization, by=None)
    changes = {
        "website": "x.example", "is_planned": True, "founded_on": "2001", "kind": "university", "is_own": True,
        "country": "FR", "qualifier": "of the river",
    }  # fmt: skip
    type(organization).objects.update(**dict(list(changes.items())[:number]))
    publish(organization, by=None)

    [(_title, summary)] = told(feed("/organizations/export.atom"))

    facts = summary.partition("Changed: ")[2].removesuffix(".").split("; ")
    assert len(facts) == min(number, 6)
    assert [fact for fact in facts if fact.startswith("and ")] == (
        [f"and {number - 5} more"] if number > 5 else []
    )
