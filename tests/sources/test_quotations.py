"""A public page quotes a few words of a source for a fact, where the house says so and what is published has them."""

import json

import pytest

from pages.mentions import RecordDirectory
from pages.version_diff import version_changes
from register.kinds import kind_named
from register.models import Entry, Version
from register.publishing import publish
from sources.passages import first_words
from tests import factories as make
from tests.redaction.working import plan, redact

QUOTE = "Professor Thaddeus Quimby signed the memorandum in Seoul on 3 May 2024"


@pytest.fixture
def agreement(db):
    agreement = make.AgreementFactory(titled=True)
    milestone = make.MilestoneFactory(agreement=agreement, on="2024-05-03")
    document = make.DocumentFactory(agreement=agreement, visibility="staff", title="Secret")
    facts = ["form", f"milestones/{milestone.key}/on", f"documents/{document.key}"]
    make.AgreementCitationFactory(
        agreement=agreement,
        source=make.SourceFactory(title="A release", language="en"),
        facts=facts,
        passages=[{"fact": fact, "quote": QUOTE, "start": 4} for fact in facts[1:]],
    )
    return agreement


def published(agreement) -> dict:
    publish(agreement, by=None)
    return json.loads(Entry.objects.get(ref=agreement.ref).body)


def day_of(agreement) -> str:
    return f"milestones/{agreement.milestones.get(on='2024-05-03').key}/on"


def test_nothing_is_quoted_unless_the_house_says_so(agreement, client):
    [citation] = published(agreement)["citations"]

    assert "quotations" not in citation
    assert "Quimby" not in client.get(f"/agreements/{agreement.ref}", follow=True).content.decode()


def test_the_words_of_public_facts_are_published_as_far_as_they_may(agreement, settings):
    settings.PUBLIC_QUOTATION_WORDS = 5

    [citation] = published(agreement)["citations"]

    assert citation["quotations"] == [
        {"fact": day_of(agreement), "words": "Professor Thaddeus Quimby signed the …"}
    ]
    assert "Secret" not in "".join(Version.objects.values_list("body", flat=True))


def test_a_page_shows_them_with_their_source_in_both_languages(agreement, settings, client):
    settings.PUBLIC_QUOTATION_WORDS = 20
    published(agreement)

    for path, heading in (
        (f"/agreements/{agreement.ref}", "In its words"),
        (f"/ko/agreements/{agreement.ref}", "원문"),
    ):
        html = client.get(path, follow=True).content.decode()
        marked = QUOTE if path.startswith("/agreements") else f'<span lang="en">{QUOTE}</span>'
        assert html.count(f"<q>{marked}</q>") == 2  # beside the fact, and in the list of the sources
        assert heading in html


def test_what_was_published_stays_until_it_is_published_again(agreement, settings, client):
    settings.PUBLIC_QUOTATION_WORDS = 20
    published(agreement)
    settings.PUBLIC_QUOTATION_WORDS = 0

    assert QUOTE in client.get(f"/agreements/{agreement.ref}", follow=True).content.decode()
    assert "quotations" not in published(agreement)["citations"][0]
    rows = Version.objects.filter(ref=agreement.ref).order_by("number")
    former, latest = (json.loads(row.body) for row in rows)
    [change] = version_changes(kind_named("agreement"), former, latest, RecordDirectory([]))
    assert (change.before.endswith(f"“{QUOTE}”"), change.after) == (True, "")


def test_a_name_is_redacted_in_what_is_quoted(agreement, settings):
    settings.PUBLIC_QUOTATION_WORDS = 20
    published(agreement)

    places = plan("Thaddeus Quimby").places
    redact("Thaddeus Quimby", ticked={place.id for place in places})

    assert {place.label for place in places}
    assert "Quimby" not in "".join(Version.objects.values_list("body", flat=True))
    assert "Quimby" not in str(agreement.citations.get().passages)


@pytest.mark.parametrize(
    ("words", "most", "shown"),
    [
        ("signed in Seoul", 3, "signed in Seoul"),
        ("signed  in\nSeoul", 3, "signed in Seoul"),
        ("signed in Seoul today", 3, "signed in Seoul …"),
        ("서울에서 양해각서를 체결하였다", 2, "서울에서 양해각서를 …"),
        ("双方在首尔签署了谅解备忘录并同意交换研究人员", 1, "双方在首尔签署了谅解备忘 …"),
        ("首尔签署", 1, "首尔签署"),
    ],
)
def test_a_quotation_has_so_many_words(words, most, shown):
    assert first_words(words, most) == shown
