"""The pages of countries: counted apart by nature, strict about days, one address for a pair."""

import re
from itertools import product

import pytest
import time_machine
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from psycopg.errors import QueryCanceled

from agreements.countries import queries
from agreements.models import Agreement
from agreements.pictures import in_force_by_year as pictures
from register.facets.bitmaps import FEW_RECORDS, FEW_REFS
from register.publishing import publish
from register.sql import fetch_rows
from tests import factories as make

pytestmark = pytest.mark.django_db


def between(*codes: str, nature="instrument", title="Accord", signed="2020-05-13", **rest):
    """A published agreement between an organization of each of these countries."""
    form = "mou" if nature == "instrument" else ""
    agreement = make.AgreementFactory(nature=nature, form=form, **rest)
    make.AgreementTextFactory(agreement=agreement, title=title)
    for code in codes:
        make.InvolvementFactory(agreement=agreement, organization=make.OrganizationFactory(country=code))
    if signed:
        make.MilestoneFactory(agreement=agreement, on=signed)
    publish(agreement, by=None)
    return agreement


def test_the_three_natures_are_counted_apart(read):
    for nature in ("instrument", "instrument", "programme", "programme", "programme", "dialogue"):
        between("KR", "GB", nature=nature)

    country, pair = read("/countries/KR"), read("/countries/GB/KR")

    for page in (country, pair):
        assert "2 instruments In effect 2" in page
        assert " 3 programmes In effect 3" in page
        assert " 1 dialogue In effect 1" in page
    assert "United Kingdom 2 3 1" in country


def test_a_country_names_its_organizations_partners_and_topics(read):
    agreement = between("KR", "GB", "FR")
    agreement.topics.add(make.TopicFactory(names={"en": "clinical trials", "ko": "임상시험"}))
    publish(agreement, by=None)

    page, korean = read("/countries/KR"), read("/ko/countries/KR")

    assert "Instruments in force by year 1 organization 1 instrument" in page
    assert "Partner countries 2" in page
    assert "clinical trials 1" in page
    assert "임상시험 1" in korean
    assert "국가 대한민국 이 페이지의 내용" in korean


def test_a_country_of_which_nothing_is_recorded_says_so(read):
    page = read("/countries/TV")

    assert "0 instruments None recorded." in page
    assert "in force by year" not in page


def test_the_table_of_countries_counts_what_the_list_counts(client, read):
    between("KR", "GB")
    between("KR", "FR")
    between("KR", "FR", nature="dialogue")

    page = read("/countries/")

    assert "France 1 0 1" in page
    assert "South Korea 2 0 1" in page
    assert b"2 agreements</h2>" in client.get("/agreements/?country=KR&nature=instrument").content


def test_without_agreements_the_map_is_not_drawn(read):
    assert "No published agreement names a country yet." in read("/countries/")
    assert "Map of the world" not in read("/")


def test_the_front_page_has_the_map_with_a_link_for_each_country(client):
    between("SG", "HK")

    html = client.get("/").content.decode()

    svg = re.search(r'<svg class="world".*?</svg>', html, re.DOTALL)[0]
    assert re.findall(r'<a href="([^"]+)"><title>([^<]+)</title><circle', svg) == [
        ("/countries/HK", "Hong Kong: 1"), ("/countries/SG", "Singapore: 1")
    ]  # fmt: skip


def test_countries_stand_in_the_order_of_the_korean_alphabet(client):
    between("KR", "GB", "GH", "FR", "US")

    html = client.get("/ko/countries/").content.decode()

    names = re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', html.partition("by-name")[2])[:5]
    assert names == ["가나", "대한민국", "미국", "영국", "프랑스"]


# Pairs


def test_a_pair_has_one_address(client):
    between("KR", "GB")

    response = client.get("/countries/KR/GB?on=2021-01-01")

    assert (response.status_code, response["Location"]) == (301, "/countries/GB/KR?on=2021-01-01")
    assert client.get("/ko/countries/kr/gb", follow=True).redirect_chain[-1][0] == "/ko/countries/GB/KR"


def test_a_country_with_itself_leads_to_the_country(client):
    assert client.get("/countries/KR/KR")["Location"] == "/countries/KR"


def test_a_pair_tells_what_holds_from_what_lapsed_and_what_is_to_come(read):
    between("KR", "GB", title="Holds")
    ended = between("KR", "GB", title="Lapsed")
    make.MilestoneFactory(agreement=ended, kind="terminated", on="2022-01-01")
    coming = between("KR", "GB", title="Planned", signed="")
    make.MilestoneFactory(agreement=coming, kind="negotiated", on="2021")
    between("KR", "GB", title="Nobody knows", signed="")
    publish(ended, coming, by=None)

    page = read("/countries/GB/KR")

    assert re.search(
        r"In effect 1 Holds .* yet in effect 1 Planned .* Ended 1 Lapsed .* Not known whether in force 1 Nobody knows",
        page,
    )


def test_a_day_asks_what_held_then(read):
    ended = between("KR", "GB", title="Older", signed="2010-01-01")
    make.MilestoneFactory(agreement=ended, kind="terminated", on="2015-01-01")
    between("KR", "GB", title="Newer", signed="2020-01-01")
    publish(ended, by=None)

    then, now = read("/countries/GB/KR?on=2012-01-01"), read("/countries/GB/KR")

    assert "Agreements and activities in common on 1 January 2012" in then
    assert "In effect 1 Older" in then
    assert "Newer" not in then
    assert "In effect 1 Newer" in now
    assert "Ended 1 Older" in now


def test_a_treaty_of_many_says_that_there_are_others(read):
    between("KR", "GB", "FR", "US")

    assert "with 2 other countries" in read("/countries/GB/KR")


def test_a_pair_shows_what_came_of_it_until_that_day(read):
    agreement = between("KR", "GB")
    make.ResultFactory(agreement=agreement)
    activity = make.ActivityFactory(titled=True, text__title="First session", on="2021-02-03")
    make.ActivityAgreementFactory(activity=activity, agreement=agreement)
    outcome = make.OutcomeFactory(activity=activity)
    outcome.organizations.add(make.OrganizationFactory(name="Beta"))
    publish(agreement, activity, by=None)

    now, before = read("/countries/GB/KR"), read("/countries/GB/KR?on=2020-12-31")

    assert "Ten researchers went." in now
    assert (
        "Activities held 1 First session Meeting · 3 February 2021 Agreed Closer ties. – concerns: Beta"
        in now
    )
    assert "First session" not in before


@pytest.mark.parametrize("state", ["planned", "cancelled"])
def test_a_pair_lists_no_activity_that_was_not_held(read, state):
    agreement = between("KR", "GB")
    activity = make.ActivityFactory(titled=True, text__title="First session", on="2021-02-03", state=state)
    make.ActivityAgreementFactory(activity=activity, agreement=agreement)
    publish(activity, by=None)

    assert "First session" not in read("/countries/GB/KR")


def test_two_countries_that_nothing_links_say_so(read):
    page = read("/countries/FR/TV")

    assert page.count("None recorded.") == 4
    assert "Results None recorded." in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("on=2021", "day: `2021` cannot be read here. An example: `2020-01-31`."),
        ("on=2021-02-30", "`2021-02-30` cannot be read here."),
        ("on=2021-01-01&on=2022-01-01", "This parameter can be given only once."),
        ("onn=2021-01-01", "Unknown parameter `onn`: did you mean `on`?"),
    ],
)
def test_a_wrong_question_is_answered_in_a_sentence(read, asked, said):
    assert said in read(f"/countries/GB/KR?{asked}", 400)


def test_an_empty_day_is_today(read):
    assert "Agreements and activities in common today" in read("/countries/GB/KR?on=")


# Codes


@pytest.mark.parametrize("address", ["/countries/ZZ", "/countries/GB/ZZ", "/countries/ZZ/GB"])
def test_an_unknown_code_is_not_found_in_a_sentence(read, address):
    assert "“ZZ” is not the code of a country." in read(address, 404)


def test_a_former_code_is_not_found_in_a_sentence(read):
    assert "“SU” was the code of a country that no longer exists under it." in read("/countries/SU", 404)
    assert "“su” was the code" in read("/countries/su", 404)


def test_a_name_in_place_of_a_code_leads_to_the_country(read, client):
    assert "Did you mean Australia" in read("/countries/Australia", 404)
    assert b'href="/countries/AU">Australia' in client.get("/countries/Australia").content


def test_small_letters_lead_to_the_code(client):
    assert client.get("/countries/kr")["Location"] == "/countries/KR"


# What it costs


ADDRESSES = ["/", "/countries/", "/countries/KR", "/countries/GB/KR", "/ko/countries/GB/KR?on=2021-01-01"]


def query_count(client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def met_under(agreement) -> None:
    activity = make.ActivityFactory(titled=True)
    make.ActivityAgreementFactory(activity=activity, agreement=agreement)
    make.OutcomeFactory(activity=activity).organizations.add(make.OrganizationFactory())
    publish(activity, by=None)


def test_a_page_costs_the_same_queries_for_three_agreements_and_for_nine(client):
    def meet(times: int) -> None:
        for nature in ("instrument", "programme", "dialogue") * times:
            met_under(between("KR", "GB", "FR", nature=nature))

    meet(1)
    for_three = {address: query_count(client, address) for address in ADDRESSES}

    meet(2)

    assert {address: query_count(client, address) for address in ADDRESSES} == for_three
    assert max(for_three.values()) <= 7


def test_agreements_with_a_lineage_and_organizations_with_partners_cost_six_queries_at_most(client):
    hub = between("KR", "GB")
    for _one in range(14):
        newer = between("KR", "GB")
        make.AgreementRelationFactory(agreement=newer, older=hub, kind="implements")
        publish(newer, by=None)
    hub.refresh_from_db()

    for address in (f"/agreements/{hub.ref}", "/organizations/O1", "/topics/T1"):
        address = client.get(address).headers.get("Location", address)
        if client.get(address).status_code == 200:
            assert query_count(client, address) <= 6


def test_a_page_of_all_countries_weighs_less_than_100_kilobytes(client):
    from django_countries import countries

    organizations = [make.OrganizationFactory(country=code) for code, _name in countries]
    agreement = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=agreement, on="1900")
    for organization in organizations:
        make.InvolvementFactory(agreement=agreement, organization=organization)
    publish(agreement, by=None)

    for prefix in ("", "/ko"):
        assert len(client.get(f"{prefix}/countries/").content) < 100_000
        assert len(client.get(f"{prefix}/").content) < 100_000


def test_a_page_may_be_kept_until_midnight_at_the_latest(client, settings):
    settings.TIME_ZONE = "UTC"
    between("KR", "GB")

    for clock, most in (("2026-01-31T23:59:30Z", 30), ("2026-01-31T12:00:00Z", 300)):
        with time_machine.travel(clock, tick=False):
            answers = {address: client.get(address)["Cache-Control"] for address in ADDRESSES}
        assert {
            address: re.findall(r"public|max-age=\d+", answer) for address, answer in answers.items()
        } == {address: ["public", f"max-age={most}"] for address in ADDRESSES}


def test_the_years_of_a_pair_lead_to_the_list_that_they_count(client):
    between("KR", "GB", signed="2019-01-01")
    between("KR", "GB", "FR", signed="2020-01-01")
    between("KR", "GB", nature="dialogue", signed="2019-01-01")
    html = client.get("/countries/GB/KR").content.decode()

    links = re.findall(r'<a href="(/agreements/[^"]+&amp;on=[^"]+)">(\d+)</a>', html)

    assert [int(count) for _address, count in links] == [1, *[2] * (timezone.localdate().year - 2019)]
    for address, count in (links[0], links[-1]):
        listed = client.get(address.replace("&amp;", "&")).content.decode()
        assert re.search(rf">\s*{count} agreements?</h2>", listed)


@pytest.mark.parametrize("address", ["/countries/KR", "/countries/GB/KR", "/countries/GB/KR?on=2021-01-01"])
def test_many_agreements_are_put_together_as_few_are(read, monkeypatch, address):
    standing = between("KR", "GB", title="Standing")
    make.MilestoneFactory(agreement=standing, kind="takes_effect", on="2020-06-01")
    between("KR", "GB", nature="dialogue", title="Talks", signed="")
    over = between("KR", "GB", "FR", title="Over")
    make.MilestoneFactory(agreement=over, kind="terminated", on="2022-01-01")
    publish(standing, over, by=None)
    between("KR", "FR", title="Elsewhere")
    held = make.ActivityAgreementFactory(activity__titled=True, activity__on="2020-11-30", agreement=over)
    held.activity.texts.update(title="Opening talks")
    publish(held.activity, by=None)

    told_of_few = read(address)
    for module, name in (
        (queries, "AGREEMENTS_BY_STATUS"),
        (queries, "ACTIVITIES_OF_COUNTRIES"),
        (pictures, "CHANGES_BY_YEAR"),
    ):
        statement = getattr(module, name)
        as_many = statement.replace(f"<= {FEW_RECORDS}", "<= 0").replace(f"> {FEW_RECORDS}", "> 0")
        assert as_many != statement
        monkeypatch.setattr(module, name, as_many)

    assert read(address) == told_of_few
    assert "Standing" in told_of_few
    assert ("Opening talks" in told_of_few) is ("/GB/" in address)


@time_machine.travel("2024-06-15", tick=False)
def test_groups_of_the_kept_day_are_those_of_the_periods():
    """Many and few of each group, of every status; without any act, ahead, and of another country."""
    korea, britain = (make.OrganizationFactory(country=code) for code in ("KR", "GB"))
    lives = [
        [("signed", "2020-01-01"), ("takes_effect", "2020-02-01")],
        [("signed", "2010-01-01"), ("terminated", "2012-01-01")],
        [("signed", "2015-01-01"), ("suspended", "2016-01-01")],
        [],
        [("signed", "")],
        [("signed", "2024")],
        [("signed", "2025-01-01")],
        [("announced", "2024-01-01")],
    ]
    for nature, acts, number in product(["instrument", "programme"], lives, range(3)):
        agreement = make.AgreementFactory(nature=nature, form="", titled=True)
        for organization in (korea, britain) if number else (korea,):
            make.InvolvementFactory(agreement=agreement, organization=organization)
        for kind, on in acts:
            make.MilestoneFactory(agreement=agreement, kind=kind, on=on)
    publish(*Agreement.objects.all(), by=None)
    between("FR", "GB", title="Elsewhere")
    kept, of_periods = queries.AGREEMENTS_BY_KEPT_STATUS, queries.AGREEMENTS_BY_STATUS
    as_many = kept.replace(f"<= {FEW_REFS}", "<= 0").replace(f"> {FEW_REFS}", "> 0")
    assert as_many != kept

    for codes in (["KR"], ["GB"], ["GB", "KR"], ["KR", "FR"], ["SE"]):
        parameters = {"keys": [f"country:{code}" for code in codes], "on": timezone.localdate(), "shown": 2}
        expected = fetch_rows(of_periods, **parameters)
        assert fetch_rows(kept, **parameters) == fetch_rows(as_many, **parameters) == expected, codes
        if codes == ["KR"]:
            assert {row[1] for row in expected} == {"holds", "ended", "suspended", "unknown", "coming"}


def test_a_page_of_the_kept_day_asks_for_its_bits_and_one_of_another_day_for_periods(read, monkeypatch):
    between("KR", "GB", title="Standing")
    today, another_day = read("/countries/KR"), read("/countries/GB/KR?on=2020-12-01")
    monkeypatch.setattr(queries, "AGREEMENTS_BY_STATUS", "SELECT no_period")
    assert read("/countries/KR") == today
    monkeypatch.undo()
    monkeypatch.setattr(queries, "AGREEMENTS_BY_KEPT_STATUS", "SELECT no_bit")
    assert read("/countries/GB/KR?on=2020-12-01") == another_day


@pytest.mark.parametrize(("address", "countries"), [("/countries/KR", "KR"), ("/countries/GB/KR", "GB%2BKR")])
def test_where_there_are_too_many_agreements_the_page_says_so_and_shows_the_rest(
    client, db, monkeypatch, address, countries
):
    between("KR", "GB")

    def too_long(*_arguments, **_keywords):
        raise OperationalError("canceling statement") from QueryCanceled()

    monkeypatch.setattr(queries, "agreements_by_status", too_long)
    monkeypatch.setattr(pictures, "in_force_changes_by_year", too_long)
    page = client.get(address)

    assert page.status_code == 200
    assert "ETag" not in page.headers  # the whole page may be made for the next who asks
    assert "too many agreements to sort them out" in page.content.decode()
    assert f'"/agreements/?country={countries}"' in page.content.decode()
