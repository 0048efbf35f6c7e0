"""Lists and the search as people use them: counts beside the list, a sentence that says it, and what to do next."""

import re
from html import unescape
from urllib.parse import urlencode

import psycopg
import pytest
import time_machine
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from api import timeouts
from pages import list_views
from register.publishing import publish
from tests import factories as make
from tests.faketime import skip_where_no_timeout_ends_a_wait
from tests.register.search.test_search import HOSTILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(db):
    """A1: a memorandum of Korea (O1) and Britain (O2) on T1, 2020; A2: a treaty of Britain, 1994; A3: a programme."""
    korean = make.OrganizationFactory(name="Korean Institute", country="KR", kind="university")
    british = make.OrganizationFactory(name="British Fund", country="GB", kind="fund")
    topic = make.TopicFactory(names={"en": "clinical trials", "ko": "임상시험"})
    mou, treaty = make.AgreementFactory(form="mou"), make.AgreementFactory(form="treaty")
    programme = make.AgreementFactory(nature="programme", form="")
    for record, title, on in (
        (mou, "Memorandum", "2020-05-13"),
        (treaty, "Treaty", "1994"),
        (programme, "Fund", "1999"),
    ):
        make.AgreementTextFactory(agreement=record, title=f"{title} on health")
        make.InvolvementFactory(agreement=record, organization=british, role="party")
        make.MilestoneFactory(agreement=record, on=on)
    make.InvolvementFactory(agreement=mou, organization=korean, role="funder")
    make.AgreementIdentifierFactory(agreement=treaty, scheme="UNTS", value="50123")
    mou.topics.add(topic)
    publish(korean, british, topic, mou, treaty, programme, by=None)


def facet(html: str, name: str) -> list[tuple[str, str, str]]:
    """``(address, words, count)`` of each value of one fact; a chosen one begins with a star."""
    section = html.partition(f'id="facet-{name}"')[2].partition("</section>")[0]
    found = []
    for address, chosen, words in re.findall(
        r'href="([^"]*)" rel="nofollow"( aria-current="true")?>(.*?)</a></li>', section
    ):
        told = re.sub(r"<span class=\"hidden\">[^<]*</span>|<[^>]+>", "", words).split()
        found.append((unescape(address), ("*" if chosen else "") + " ".join(told[:-1]), told[-1]))
    return found


def sentence(html: str) -> str:
    return unescape(html.partition('<p class="sentence">')[2].partition("</p>")[0])


def get(client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_each_value_says_how_many_records_it_would_give(client, register):
    html = get(client, "/agreements/")

    assert facet(html, "nature") == [
        ("?nature=instrument", "instrument", "2"),
        ("?nature=programme", "programme", "1"),
    ]
    assert facet(html, "country") == [
        ("?country=GB", "United Kingdom", "3"),
        ("?country=KR", "South Korea", "1"),
    ]
    assert facet(html, "party") == [
        ("?party=O2", "British Fund", "3"),
        ("?party=O1", "Korean Institute", "1"),
    ]
    assert facet(html, "topic") == [("?topic=T1", "clinical trials", "1")]
    assert facet(html, "year") == [("?year=2020s", "2020 to 2029", "1"), ("?year=1990s", "1990 to 1999", "2")]


def test_what_is_chosen_is_marked_can_be_taken_back_and_does_not_count_against_itself(client, register):
    html = get(client, "/agreements/?form=mou&country=GB")

    assert facet(html, "form") == [
        ("?country=GB", "*memorandum of understanding", "1"),
        ("?country=GB&form=mou,treaty", "treaty", "1"),
    ]
    assert facet(html, "country") == [
        ("?form=mou", "*United Kingdom", "1"),
        ("?form=mou&country=GB,KR", "South Korea", "1"),
    ]


def test_two_values_of_a_fact_are_either_and_two_facts_are_both(client, register):
    assert "2 agreements</h2>" in get(client, "/agreements/?form=mou,treaty")
    assert "1 agreement</h2>" in get(client, "/agreements/?form=mou,treaty&country=KR")


def test_a_decade_opens_to_its_years(client, register):
    assert facet(get(client, "/agreements/?year=1990s"), "year") == [
        ("?year=1990s,2020s", "2020 to 2029", "1"),
        ("?", "*1990 to 1999", "2"),
        ("?year=1990s,1999", "1999", "1"),
        ("?year=1990s,1994", "1994", "1"),
    ]


def test_parties_are_counted_in_the_role_that_is_asked_for(client, register):
    html = get(client, "/agreements/?role=funder")

    assert facet(html, "party") == [("?role=funder&party=O1", "Korean Institute", "1")]
    assert "1 agreement</h2>" in get(client, "/agreements/?role=funder&party=O1")


def test_states_are_counted_on_the_day_that_is_asked_about(client, register):
    now, then = get(client, "/agreements/"), get(client, "/agreements/?on=1995-06-01")

    concluded = "signed; entry into force not recorded"
    assert [value[1:] for value in facet(now, "state")] == [("in force", "2"), (concluded, "1")]
    assert [value[1:] for value in facet(then, "state")] == [(concluded, "1")]


def test_a_state_is_counted_only_where_it_holds_and_as_it_is_known_in_the_way_that_is_asked_for(client):
    agreement = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=agreement, on="2020-01-01")
    make.MilestoneFactory(agreement=agreement, kind="terminated", on="2023")
    publish(agreement, by=None)

    def counted(asked: str) -> list[str]:
        return [words for _address, words, _count in facet(get(client, f"/agreements/?{asked}"), "state")]

    assert counted("on=2023-06-01") == ["in force"]  # its end is not sure to have come before 2024
    assert counted("on=2023-06-01&certainty=recorded") == []
    assert counted("on=2024-01-01") == counted("on=2024-01-01&certainty=recorded") == ["terminated"]


def test_more_values_than_fit_are_one_link_away(client):
    agreement = make.AgreementFactory(titled=True)
    for _number in range(12):
        make.InvolvementFactory(agreement=agreement, organization=make.OrganizationFactory())
    publish(agreement, by=None)

    html = get(client, "/agreements/")
    parties = len(agreement.involvements.all())

    assert len(facet(html, "party")) == 8
    assert f'<a class="more" href="?more=party#facet-party" rel="nofollow">{parties - 8} more' in html
    longer = get(client, "/agreements/?more=party")
    assert len(facet(longer, "party")) == parties
    assert "/api/v1/agreements/</a>" in longer


def test_what_was_chosen_is_shown_however_many_values_go_before_it(client):
    agreement = make.AgreementFactory(titled=True)
    for _number in range(12):
        make.InvolvementFactory(agreement=agreement, organization=make.OrganizationFactory())
    publish(agreement, by=None)
    for decade in range(190, 202):
        make.MilestoneFactory(agreement=(other := make.AgreementFactory(titled=True)), on=f"{decade}4-05-06")
        publish(other, by=None)
    parties = [involvement.organization.ref for involvement in agreement.involvements.all()]
    years = [f"{decade}{last}" for decade in range(190, 202) for last in ("4", "0s")]

    for name, codes in (("party", parties), ("year", years)):
        for code in codes:
            shown = facet(get(client, f"/agreements/?{name}={code}"), name)
            chosen = [(address, count) for address, words, count in shown if words.startswith("*")]
            assert chosen == [("?", "1")], code


@time_machine.travel("2026-11-22T12:00Z")
def test_a_sentence_says_what_the_list_shows(client, register):
    asked = "form=mou&state=in_force&country=KR%2BGB&topic=T1"

    assert sentence(get(client, f"/agreements/?{asked}")) == (
        "1 memorandum of understanding in effect on 22 November 2026 between South Korea and United Kingdom "
        "about clinical trials, newest first"
    )
    assert sentence(get(client, "/agreements/?q=health&country=KR,GB")) == (
        "3 agreements matching “health” with South Korea or United Kingdom, best match first"
    )
    assert sentence(get(client, "/organizations/?kind=fund")) == "1 organization of the kind fund, by name"


def test_a_sentence_names_places_in_one_order_however_they_were_asked_for(client, register):
    for one, other in (("KR,GB", "GB,KR"), ("KR%2BGB", "GB%2BKR"), ("KR%2BGB,FR", "FR,GB%2BKR")):
        for prefix in ("", "/ko"):
            said = [sentence(get(client, f"{prefix}/agreements/?country={asked}")) for asked in (one, other)]
            assert said[0] == said[1]

    assert "with South Korea or United Kingdom," in sentence(get(client, "/agreements/?country=KR,GB"))
    assert "영국" in sentence(get(client, "/ko/agreements/?country=KR,GB")).partition("대한민국")[2]
    assert "British Fund and Korean Institute" in sentence(get(client, "/agreements/?party=O1%2BO2"))
    assert "of the form treaty or memorandum" in sentence(get(client, "/agreements/?form=mou,treaty"))


def test_the_order_is_by_relevance_where_something_is_looked_for_and_else_the_usual(client, register):
    def order(address: str) -> list[str]:
        return re.findall(r'<h3><a href="/agreements/(A\d+)/', get(client, address))

    assert order("/agreements/") == ["A1", "A3", "A2"]
    assert order("/agreements/?ordering=signed") == ["A2", "A3", "A1"]
    assert order("/agreements/?q=treaty or health") == ["A2", "A3", "A1"]
    assert order("/agreements/?q=treaty or health&ordering=-signed") == ["A1", "A3", "A2"]
    assert order("/agreements/?ordering=relevance") == ["A1", "A3", "A2"]
    assert '<option value="" selected>best match first' in get(client, "/agreements/?q=health")
    assert "best match first" not in get(client, "/agreements/")


def test_what_ends_soonest_comes_first_and_what_has_ended_or_does_not_end_comes_last(client):
    for title, length in (("later", "P9Y"), ("none", ""), ("soon", "P1Y"), ("over", "P1M")):
        agreement = make.AgreementFactory(titled=True, text__title=title)
        make.MilestoneFactory(agreement=agreement, on="2026-01-01")
        if length:
            make.TermFactory(
                agreement=agreement, starts_on="2026-01-01", starts_with="", length=length, renewal="fixed"
            )
        publish(agreement, by=None)

    with time_machine.travel("2026-06-01T12:00Z"):
        html = get(client, "/agreements/?ordering=ends")

    assert re.findall(r"/agreements/A\d/(\w+)", html)[:2] == ["soon", "later"]


def test_where_nothing_is_found_each_filter_says_what_leaving_it_out_would_give(client, register):
    html = get(client, "/agreements/?nature=programme&country=KR")

    assert "0 agreements</h2>" in html
    assert '<a href="?country=KR">without nature: programme</a> <span class="number">1 record</span>' in html
    assert (
        '<a href="?nature=programme">without country: South Korea</a> <span class="number">1 record</span>'
        in html
    )


def test_a_misspelled_name_is_met_with_the_right_one(client, register):
    html = get(client, "/agreements/?q=Koraen+Insitute")

    assert '<li><a href="?q=Korean%20Institute">Korean Institute</a></li>' in html
    assert "1 agreement</h2>" in get(client, "/agreements/?q=Korean%20Institute")
    assert '<li><a href="/organizations/O1/korean-institute">Korean Institute</a></li>' in get(
        client, "/search?q=Koraen+Insitute"
    )


def test_a_search_that_is_too_long_is_cut_and_said_so(client, register):
    for address in ("/agreements/", "/search"):
        html = get(client, f"{address}?q=health+{'x' * 600}")

        assert "only its first 512 characters are looked for" in html
        assert f'value="health {"x" * 505}"' in html


@pytest.mark.parametrize(
    ("typed", "where"),
    [("UNTS 50123", "/agreements/A2/treaty-on-health"), ("a1", "/agreements/A1/memorandum-on-health")],
)
def test_a_number_leads_straight_to_its_record_from_the_search_and_only_filters_elsewhere(
    client, register, typed, where
):
    response = client.get("/search", {"q": typed})

    assert (response.status_code, response["Location"]) == (302, where)
    assert "1 agreement</h2>" in client.get("/agreements/", {"q": typed}).content.decode()
    assert len(client.get("/api/v1/agreements/", {"q": typed}).json()["results"]) == 1


def test_the_search_shows_some_of_every_kind_and_how_many_there_are(client, register):
    for number in range(6):
        publish(make.AgreementFactory(titled=True, text__title=f"Health {number}"), by=None)

    html = get(client, "/search?q=health")

    assert "9 records</h2>" in html
    assert html.count('<li class="row">') == 5
    assert '<a href="/agreements/?q=health">All 9: Agreements →</a>' in html
    assert get(client, "/search?q=health&kind=agreement").count('<li class="row">') == 9


def test_a_found_agreement_shows_its_state_its_parties_and_the_words_that_were_found(client, register):
    summary = "It began small. Laboratories exchange reagents. It grew."
    agreement = make.AgreementFactory(titled=True, text__title="Accord", text__summary=summary)
    make.InvolvementFactory(agreement=agreement, organization__name="Ulm Clinic", role="party")
    make.MilestoneFactory(agreement=agreement, on="2021-02-03")
    publish(agreement, by=None)

    html = get(client, "/search?q=reagents")

    [row] = re.findall(r'<li class="row">.*?</li>', html, re.DOTALL)
    assert "in effect, presumed" in row
    assert re.search(r'<p class="who">.*Ulm Clinic</p>', row)
    assert "signed <time" in row
    assert '<p class="quiet found-in">Laboratories exchange <mark>reagents</mark>.</p>' in row
    assert "found-in" not in get(client, "/search?q=accord")
    assert "found-in" not in get(client, "/search?q=ulm"), "the name says it"


def test_a_long_passage_is_cut_around_the_words(client):
    words = " ".join(["filler"] * 60)
    publish(make.AgreementFactory(titled=True, text__summary=f"{words} reagents {words}."), by=None)

    [passage] = re.findall(r'found-in">(.*?)</p>', get(client, "/search?q=reagents"))

    assert "reagents" in passage
    assert (passage.startswith("… "), passage.endswith(" …"), len(passage) < 240) == (True, True, True)


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_results_of_all_kinds_are_taken_along_and_followed(client, register, prefix):
    page = get(client, f"{prefix}/search?q=health")
    links = dict(re.findall(r'<li><a href="([^"]*)" type="([^";]*)', page))
    assert links == {
        f"{prefix}/search.csv?q=health": "text/csv",
        f"{prefix}/search.atom?q=health": "application/atom+xml",
    }
    assert '<link rel="alternate" type="application/atom+xml; charset=utf-8" title="' in page

    table = b"".join(client.get(f"{prefix}/search.csv?q=health")).decode()
    feed = b"".join(client.get(f"{prefix}/search.atom?q=health")).decode()

    assert [line.split(",")[1] for line in table.splitlines()[1:]] == ["A1", "A2", "A3"]
    assert feed.count("<entry>") == 3
    assert f"{prefix}/search?q=health" in feed
    nothing = b"".join(client.get(f"{prefix}/search.csv?q=health&kind=person")).decode()
    assert len(nothing.splitlines()) == 1
    assert "search.csv" not in get(client, f"{prefix}/search?q=zzzz")
    of_one_kind = get(client, f"{prefix}/search?q=health&kind=agreement")
    assert f'href="{prefix}/agreements/export.ics?q=health"' in of_one_kind


def test_a_search_that_cannot_be_taken_along_says_why(client):
    for query in ("", "?q=", "?kind=agreement", "?q=x&kind=pact", "?q=x&page=2"):
        response = client.get(f"/search.csv{query}")
        assert (response.status_code, response.json()["code"]) == (400, "invalid_parameters")


def test_the_pages_of_one_kind_of_found_records_show_each_once(client):
    for number in range(27):
        publish(make.AgreementFactory(titled=True, text__title=f"Health {number}"), by=None)

    pages = [get(client, f"/search?q=health&kind=agreement&page={page}") for page in (1, 2)]

    first, second = (re.findall(r'<li class="row">.*?/agreements/(A\d+)', page, re.DOTALL) for page in pages)
    assert (len(first), len(second)) == (25, 2)
    assert {*first, *second} == {f"A{number}" for number in range(1, 28)}


def test_nothing_that_is_typed_is_an_error(client, register, subtests):
    pages = ("/agreements/", "/ko/people/", "/search")  # all lists are one view
    for number, typed in enumerate(HOSTILE):
        with subtests.test(number=number), transaction.atomic():
            for address in pages:
                html = get(client, f"{address}?{urlencode({'q': typed})}")
                [box] = re.findall(r'<input type="search" id="filter-q" name="q" value="([^"]*)"', html)
                assert unescape(box) == typed.replace("\x00", " ").strip()[:512].rstrip(), address
            response = client.get("/api/v1/agreements/", {"q": typed})
            assert (response.status_code, "results" in response.json()) in {(200, True), (400, False)}


MOST_QUERIES = {
    "/agreements/?q=health&form=mou,treaty&country=GB&state=in_force&party=O2&topic=T1&more=party&on=2021-01-01": 9,
    "/agreements/?q=nothing+like+it&form=mou&country=GB": 8,
    "/ko/organizations/?q=institute&kind=university": 7,
    "/activities/?q=health&topic=T1": 8,
    "/people/?party=O1&q=nobody": 8,
    "/search?q=health": 8,  # one of them for documents, as above and below
    "/search?q=A999": 7,
    "/search?q=50123+nothing": 7,
    "/api/v1/agreements/?q=health&form=mou&country=GB": 3,
}


def test_all_of_it_costs_few_queries(client, register, subtests):
    for address, most in MOST_QUERIES.items():
        with subtests.test(address=address):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address).status_code == 200

            assert len(captured) <= most


def test_a_list_is_the_same_page_for_scripts_and_without_them(client, register):
    plain, asked = client.get("/agreements/"), client.get("/agreements/", headers={"HX-Request": "true"})

    assert plain.content == asked.content
    assert asked.headers.get("Vary", "Accept-Encoding") == "Accept-Encoding"


def test_what_takes_too_long_says_what_to_do(client, register, monkeypatch):
    def too_long(*_arguments):
        raise OperationalError("canceling statement") from psycopg.errors.QueryCanceled()

    monkeypatch.setattr(list_views.RecordListView, "get", too_long)
    page = client.get("/agreements/")

    assert page.status_code == 503
    assert b"This took too long" in page.content
    assert (page["Cache-Control"], page["Retry-After"]) == ("no-store", "30")

    monkeypatch.setattr("api.records.RecordViewSet.list", too_long)
    problem = client.get("/api/v1/agreements/")
    assert (problem.status_code, problem.json()["code"], problem["Retry-After"]) == (503, "too_slow", "30")


def test_the_database_breaks_off_what_takes_too_long(monkeypatch):
    skip_where_no_timeout_ends_a_wait()
    own = connection.copy(alias="register")
    monkeypatch.setattr(timeouts, "connections", {"default": connection, "register": own})
    try:
        timeouts.set_statement_timeout(20)
        with pytest.raises(OperationalError) as broken, own.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(5)")
        assert timeouts.is_statement_timeout(broken.value)

        timeouts.set_statement_timeout(5000)
        with own.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == ("5s",)
    finally:
        own.close()


@pytest.mark.parametrize("prefix", ["", "/ko"])
def test_an_empty_list_suggests_names_that_its_records_mention_alone(register, client, prefix):
    publish(make.OrganizationFactory(name="Korean Instituto"), by=None)  # in no agreement

    suggested = {
        plural: {
            name for name in ("Korean Institute", "Korean Instituto")
            if f">{name}</a>" in client.get(f"{prefix}/{plural}/?q=Korean+Institutt").content.decode()
        }
        for plural in ("agreements", "organizations")
    }  # fmt: skip

    assert suggested == {
        "agreements": {"Korean Institute"},
        "organizations": {"Korean Institute", "Korean Instituto"},
    }
