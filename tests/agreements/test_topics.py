"""The list of topics: the narrower under the wider, agreements counted apart by nature, of any day."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from agreements.topics.tree import nest_rows
from pages.mentions import Mention
from pages.templatetags.page_tags import capitalized
from register.publishing import publish, withdraw
from tests import factories as make
from tests.pages.conftest import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics(db):
    """T1 health, within it T2 clinical trials and T3 ageing; T4 energy. On T2 an instrument of 2020 and a programme."""
    health = make.TopicFactory(names={"en": "health", "ko": "보건"})
    trials = make.TopicFactory(names={"en": "clinical trials", "ko": "임상시험"}, parent=health)
    ageing = make.TopicFactory(names={"en": "ageing", "ko": "고령화"}, parent=health)
    energy = make.TopicFactory(names={"en": "energy", "ko": "에너지"})
    publish(health, by=None)
    publish(trials, by=None)
    publish(ageing, energy, by=None)
    agreement, programme = (
        make.AgreementFactory(titled=True),
        make.AgreementFactory(titled=True, nature="programme", form=""),
    )
    make.MilestoneFactory(agreement=agreement, on="2020-05-13")
    make.MilestoneFactory(agreement=programme, kind="launched", on="2022-01-01")
    for one in (agreement, programme):
        one.topics.add(trials)
        publish(one, by=None)
    return {"health": health, "trials": trials, "ageing": ageing, "energy": energy}


def rows(html: str) -> list[str]:
    """The references of the topics, each with how deep its row lies."""
    depth, found = 0, []
    results = (
        html.partition('<ol class="rows"')[2].partition("<nav")[0].partition('<section class="as-data"')[0]
    )
    for token in re.findall(r"<ol|</ol>|/topics/T\d+/[^\"]*\">(?=[^<]*(?:<[^/]|</a>))|ref\">T\d+", results):
        if token.startswith("<ol"):
            depth += 1
        elif token == "</ol>":
            depth -= 1
        elif token.startswith("ref"):
            found.append(f"{'-' * depth}{token[5:]}")
    return found


def test_the_narrower_stand_under_the_wider_by_name_in_the_language_of_the_page(topics, client):
    english, korean = (client.get(f"{prefix}/topics/").content.decode() for prefix in ("", "/ko"))

    assert rows(english) == ["T4", "T1", "-T3", "-T2"]
    assert rows(korean) == ["T1", "-T3", "-T2", "T4"]


def test_each_says_its_other_name_and_counts_natures_apart(topics, read):
    page = read("/topics/")

    assert "4 topics" in page
    assert "Clinical trials 임상시험 1 instrument · 1 programme T2" in page
    assert "Health 보건 no agreement T1" in page
    assert "임상시험 clinical trials" in read("/ko/topics/")


def test_a_number_leads_to_as_many_agreements(topics, client):
    for query, links in (("", 2), ("?on=2021-06-01", 1), ("?on=2023-06-01", 2)):
        html = client.get(f"/topics/{query}").content.decode()
        counted = re.findall(r'<a href="(/agreements/[^"]*)">(\d+) (?:instrument|programme)', html)
        assert len(counted) == links
        for address, number in counted:
            assert f"{number} agreement</h2>" in client.get(address.replace("&amp;", "&")).content.decode()


def test_a_day_counts_what_was_in_effect_then(topics, read):
    before, between = read("/topics/?on=2019-06-01"), read("/topics/?on=2021-06-01")

    assert "Clinical trials 임상시험 no agreement" in before
    assert "Clinical trials 임상시험 1 instrument T2" in between
    assert "Counted are the agreements in effect on 1 June 2021." in between


def test_a_search_shows_what_it_finds_and_what_that_is_part_of(topics, client):
    html = client.get("/topics/?q=trials").content.decode()

    assert "1 topic</h2>" in html
    assert "Part of: health · 1 instrument" in words(html)


def test_by_name_no_topic_stands_within_another(topics, client):
    assert rows(client.get("/topics/?ordering=title").content.decode()) == ["T3", "T2", "T4", "T1"]


def test_a_topic_whose_wider_one_was_withdrawn_is_not_lost(topics, client):
    withdraw(topics["health"], by=None, reason={"en": "Entered by mistake."})

    assert rows(client.get("/topics/").content.decode()) == ["T3", "T2", "T4"]


def test_topics_that_are_each_others_wider_ones_are_not_lost(topics, client):
    connection.cursor().execute(
        "UPDATE register_link SET to_ref = 'T2' WHERE entry_id = 'T3';"
        "INSERT INTO register_link (entry_id, position, kind, to_ref, part) VALUES ('T1', 9, 'wider', 'T3', '')"
    )

    assert sorted(one.strip("-") for one in rows(client.get("/topics/").content.decode())) == [
        "T1",
        "T2",
        "T3",
        "T4",
    ]


def test_rows_are_nested_only_under_what_stands_before_them():
    rows = [
        {"ref": ref, "wider": wider and Mention("Health", body={"ref": wider}), "narrower": []}
        for ref, wider in (("T2", "T1"), ("T1", None), ("T3", "T1"))
    ]

    top = nest_rows(rows)

    assert [one["ref"] for one in top] == ["T2", "T1"]
    assert [one["ref"] for one in top[1]["narrower"]] == ["T3"]


def test_every_page_leads_to_the_topics_and_each_topic_back(topics, client):
    assert b'<a href="/topics/">' in client.get("/").content
    assert b'<a href="/topics/">Topics</a></li>' in client.get("/topics/T1/health").content
    assert '<a href="/ko/topics/">주제</a>' in client.get("/ko/about").content.decode()


def test_what_is_asked_of_the_page_alone_is_not_asked_of_its_files_and_its_twin(topics, client):
    html = client.get("/topics/?on=2021-06-01&q=health").content.decode()

    for address in re.findall(r'href="(/topics/export[^"]*|/api/v1/topics/[^"]*)"', html):
        assert address.endswith("?q=health")
        assert client.get(address).status_code == 200
    assert html.count("/topics/export") >= 5


def test_the_list_costs_the_same_queries_for_one_topic_and_for_25(client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/topics/?on=2021-06-01").status_code == 200
        return len(captured)

    first = make.TopicFactory(parent=make.TopicFactory())
    publish(first, by=None)
    for_one = queries()
    for _number in range(24):
        publish(make.TopicFactory(parent=first), by=None)

    assert queries() == for_one
    assert for_one <= 6


@pytest.mark.parametrize(
    "names", [{"en": "hawk breeding"}, {"ko": "김장 문화"}, {"ar": "صيد"}, {"en": "a <b> c"}]
)
def test_a_topic_named_in_one_language_is_no_html(client, names):
    narrower = make.TopicFactory(names=names, parent=make.TopicFactory(names=names))
    publish(narrower.parent, by=None)
    publish(narrower, by=None)

    for address in ("/topics/", "/ko/topics/", "/topics/?ordering=title", "/topics/T1", "/ko/topics/T2"):
        html = client.get(address, follow=True).content.decode()
        assert "&lt;span" not in html
        assert "&lt;bdi" not in html


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hawk", "Hawk"),
        ("", ""),
        (SafeString('<span lang="en">hawk</span>'), '<span lang="en">Hawk</span>'),
        (SafeString("<bdi><b>hawk</b></bdi>"), "<bdi><b>Hawk</b></bdi>"),
        (SafeString("&lt;b"), "&lt;b"),
        ("<b>hawk", "<b>hawk"),
        (gettext_lazy("hawk"), "Hawk"),
    ],
)
def test_a_capital_keeps_what_is_marked_up(words, expected):
    assert capitalized(words) == expected
    assert isinstance(capitalized(words), SafeString) == isinstance(words, SafeString)


def test_the_tree_stands_on_one_page(client):
    wide = make.TopicFactory(names={"en": "wide"})
    publish(wide, *(make.TopicFactory(names={"en": f"narrow {n}"}, parent=wide) for n in range(40)), by=None)

    page = words(client.get("/topics/").content.decode())
    by_name = words(client.get("/topics/?ordering=title").content.decode())

    assert all(f"Narrow {n} " in page for n in range(40))
    assert "26 to 41" not in page
    assert "1 to 25" in by_name


def test_a_topic_names_its_largest_partners_and_leads_to_their_agreements(topics, client):
    agreement = make.AgreementFactory(titled=True)
    agreement.topics.add(topics["trials"])
    party = agreement.involvements.get().organization
    other = make.AgreementFactory(titled=True)
    other.topics.add(topics["trials"])
    make.InvolvementFactory(agreement=other, organization=party)
    elsewhere = make.AgreementFactory(titled=True)
    elsewhere.topics.add(topics["energy"])
    make.InvolvementFactory(
        agreement=elsewhere, organization=make.OrganizationFactory(name="Of energy alone")
    )
    publish(agreement, other, elsewhere, by=None)

    page = client.get(f"/topics/{topics['trials'].ref}", follow=True).content.decode()
    partners = page.partition('id="partners"')[2].partition("</section>")[0]
    rows = re.findall(
        r'href="(/agreements/\?topic=T2&amp;(?:party|country)=\w+)">.*?<td>(\d+)</td><td>(\d+)', partners
    )

    assert "Of energy alone" not in partners
    assert rows[0][1:] == ("4", "1") or rows[0][1:] == ("3", "1")
    for address, instruments, programmes in rows:
        listed = words(client.get(address.replace("&amp;", "&")).content.decode())
        assert f"{int(instruments) + int(programmes)} agreement" in listed, address


def test_a_topic_of_nothing_names_no_partners(topics, client):
    page = client.get(f"/topics/{topics['energy'].ref}", follow=True).content.decode()

    assert 'id="partners"' not in page
