"""Partners match their lists: the right record comes first, and nothing is decided that is not sure."""

import pytest

from register.publishing import publish, withdraw
from tests import factories as make
from tests.reconcile import matching
from tests.samples import SAMPLES, sample

pytestmark = pytest.mark.usefixtures("world")


def given(**values) -> list[dict]:
    return [{"pid": name, "v": value} for name, value in values.items()]


def refs(candidates: list[dict]) -> list[str]:
    return [candidate["id"] for candidate in candidates]


def matched(candidates: list[dict]) -> list[str]:
    return [candidate["id"] for candidate in candidates if candidate["match"]]


@pytest.mark.parametrize(
    "query",
    ["Norhaven University", "NORHAVEN  university.", "노르헤븐대학교", "Norhaven Polytechnic", "O1", "o1",
     "https://ror.org/02mhbdp94", "02mhbdp94"],
)  # fmt: skip
def test_a_name_of_any_time_and_script_or_a_number_is_matched(candidates, query):
    assert matched(candidates(query)) == ["O1"]


@pytest.mark.parametrize(
    ("query", "ref"),
    [("Norhavn Univercity", "O1"), ("University of Norhaven", "O1"), ("노르헤븐대학", "O1"),
     ("universite de l ouest", "O3"), ("Sudhaven Universty", "O2")],
)  # fmt: skip
def test_a_misspelled_name_comes_first(candidates, query, ref):
    assert candidates(query)[0]["id"] == ref


def test_a_misspelled_name_is_matched_only_where_something_confirms_it(candidates):
    assert matched(candidates("Norhaven Univercity")) == []
    for country in ("KR", "kor", "대한민국", "South Korea", "Republic of Korea", "Korea, Republic of"):
        assert matched(candidates("Norhaven Univercity", properties=given(country=country))) == ["O1"]


def test_what_makes_no_sense_speaks_neither_for_nor_against(candidates):
    for nonsense in (
        given(country="Atlantis"),
        given(ror="none"),
        given(founded="long ago"),
        given(website="-"),
    ):
        assert matched(candidates("Norhaven University", properties=nonsense)) == ["O1"]
        assert matched(candidates("Norhaven Univercity", properties=nonsense)) == []


def test_an_acronym_is_decided_by_more_than_the_country(candidates):
    assert {*refs(candidates("NHU"))[:2]} == {"O1", "O2"}
    assert refs(candidates("NHU", properties=given(country="GB")))[0] == "O2"
    assert matched(candidates("NHU")) == []
    assert matched(candidates("NHU", properties=given(country="GB"))) == []
    assert matched(candidates("NHU", properties=given(website="sudhaven.example"))) == ["O2"]


def test_a_number_in_a_name_is_never_a_slip(candidates):
    publish(
        make.OrganizationFactory(name="University of Westhaven 1", kind="university", country="FR"), by=None
    )

    assert matched(candidates("University of Westhavn 1", properties=given(country="FR"))) == ["O6"]
    assert matched(candidates("University of Westhaven 2", properties=given(country="FR"))) == []


def test_of_two_that_are_called_the_same_none_is_matched_until_something_tells_them_apart(candidates):
    twins = [make.OrganizationFactory(name="Westhaven University", country=code) for code in ("US", "IE")]
    publish(*twins, by=None)

    assert {*refs(candidates("Westhaven University"))[:2]} == {"O6", "O7"}
    assert matched(candidates("Westhaven University")) == []
    assert matched(candidates("Westhaven University", properties=given(country="Ireland"))) == ["O7"]


def test_a_name_that_every_country_has_is_never_matched_alone(candidates):
    publish(make.OrganizationFactory(name="Ministry of Fisheries", kind="ministry", country="IS"), by=None)

    assert refs(candidates("Ministry of Fisheries"))[0] == "O6"
    assert matched(candidates("Ministry of Fisheries")) == []
    assert matched(candidates("Ministry of Fisheries", properties=given(country="IS"))) == ["O6"]
    assert matched(candidates("Ministry of Fisheries", properties=given(country="PE"))) == []
    assert matched(candidates("Ministry of Health", properties=given(country="FR"))) == ["O5"]


def test_what_is_contradicted_is_not_matched_and_falls_behind(candidates):
    [free, bound] = (
        candidates("Norhaven University", properties=properties)[0]
        for properties in ([], given(country="KR", founded="1901"))
    )

    assert bound["id"] == "O1"
    assert not bound["match"]
    assert bound["score"] < free["score"]
    assert {one["id"]: one["value"] for one in bound["features"]} == {
        "name_similarity": 1, "name_exact": True, "name_main": True, "identifier": False, "type": True,
        "properties_fitting": 1, "properties_contradicted": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "properties",
    [given(ror="https://ror.org/02mhbdp94"), given(identifier="ror 02mhbdp94"), given(ror=["", "02mhbdp94"])],
)
def test_an_identifier_decides_whatever_the_name(candidates, properties):
    assert matched(candidates("Something else", properties=properties)) == ["O1"]
    assert matched(candidates(properties=properties)) == ["O1"]


def test_another_record_s_number_speaks_against_it(candidates):
    assert matched(candidates("Norhaven University", properties=given(ror="https://ror.org/05dxps055"))) == []


@pytest.mark.parametrize(
    "address", ["norhaven.example", "http://norhaven.example/en/", "WWW.NORHAVEN.EXAMPLE"]
)
def test_websites_are_compared_by_their_host(candidates, address):
    assert matched(candidates("NHU", properties=given(website=address))) == ["O1"]


def test_types_keep_other_kinds_out_and_narrower_types_only_count(candidates):
    assert refs(candidates("Norhaven University", type="agreement")) == []
    assert candidates("Norhaven University", type="organization:hospital")[0]["id"] == "O1"
    assert matched(candidates("Norhaven University", type="organization:hospital")) == []
    assert matched(
        candidates("Norhaven University", type=["organization:hospital", "organization:university"])
    ) == ["O1"]


@pytest.mark.parametrize(
    "query",
    ["Memorandum on the Exchange of Oceanographers", "해양학자 교류에 관한 양해각서", "exchange of oceanographers",
     "Memorandum on the Exchnge of Oceanographers"],
)  # fmt: skip
def test_an_agreement_is_found_by_its_title_and_sure_with_its_parties(candidates, query):
    assert candidates(query, type="agreement")[0]["id"] == "A1"
    for party in ("O2", "Sudhaven University", "쉬드헤븐대학교", {"id": "O2", "name": "whatever"}):
        best = candidates(query, type="agreement", properties=given(party=party, year=2020))[0]
        assert {one["id"]: one["value"] for one in best["features"]}["properties_fitting"] == 2


def test_an_agreement_without_a_title_is_found_by_what_is_known_of_it(candidates):
    assert refs(candidates(type="agreement", properties=given(party="O1", signed="2020-05"))) == ["A1"]
    assert refs(candidates(type="agreement", properties=given(party="O3"))) == []


def test_a_person_is_never_matched_by_the_name_alone(candidates):
    person = make.PersonFactory(name="Kim Nara")
    make.PositionFactory(person=person, organization__name="Harbour Office")
    publish(person, by=None)

    assert candidates("Kim Nara", type="person")[0]["id"] == "P1"
    assert matched(candidates("Kim Nara", type="person")) == []
    assert matched(
        candidates("Kim Nara", type="person", properties=given(organization="Harbour Office"))
    ) == ["P1"]


def test_drafts_and_withdrawn_records_are_no_candidates(candidates, world):
    make.OrganizationFactory(name="Norhaven University Press")
    assert "Norhaven University Press" not in {one["name"] for one in candidates("Norhaven University Press")}

    withdraw(world, by=None, reason={"en": "By mistake."})

    assert candidates("Memorandum on the Exchange of Oceanographers", type="agreement") == []


def test_as_many_candidates_as_asked_for_the_best_first(candidates):
    three = candidates("University", limit=3)

    assert len(three) <= 3
    assert [one["score"] for one in three] == sorted((one["score"] for one in three), reverse=True)
    assert len(candidates("Norhaven University", limit=1)) == 1


@pytest.mark.parametrize("count", [1, 10, 25])
def test_a_batch_costs_the_same_number_of_queries_whatever_its_size(
    post_batch, django_assert_num_queries, count
):
    properties = given(country="KR", party="Sudhaven University")
    batch = {f"q{n}": {"query": f"Norhaven {n}", "properties": properties} for n in range(count)}

    with django_assert_num_queries(4):
        post_batch(batch)


@pytest.mark.long
@sample("data/ror")
def test_real_organizations_are_matched_by_their_other_names(db):
    organizations = matching.fill(SAMPLES / "data/ror")[:30]

    tallies = matching.tallies(matching.name_queries(organizations), with_country=True)

    assert {way: tally.precision >= 0.96 for way, tally in tallies.items()} == dict.fromkeys(tallies, True)
    assert {way: tally.recall >= 0.98 for way, tally in tallies.items()} == dict.fromkeys(tallies, True)
    wrong = [match for tally in tallies.values() for match in tally.wrong]
    assert len(wrong) <= sum(tally.matched for tally in tallies.values()) * 0.02, wrong
