"""Names that are suggested are matched to the register with a reason, and a new record begins with what is known."""

import pytest

from extraction.matching import name_candidates, new_record
from extraction.rules import extract
from extraction.suggestions import Suggestion
from organizations.models import NameKind
from tests.factories import OrganizationFactory, PersonFactory, TopicFactory

pytestmark = pytest.mark.django_db


def suggestion(name, value, **details):
    return Suggestion(name, value, 0, len(value), details=details)


def candidates(*arguments, **details):
    return [(c.record, str(c.reason), c.is_exact) for c in name_candidates(suggestion(*arguments, **details))]


def test_an_organization_is_found_by_its_name_its_acronym_and_a_similar_name():
    same = OrganizationFactory(name="Harwick Institute of Marine Research", country="NO")
    short = OrganizationFactory(name="Harwick Centre", country="NO")
    short.names.create(text="HIMR", kind=NameKind.ACRONYM)

    result = candidates("organization", "Harwick Institute of Marine Research", acronym="HIMR", country="NO")

    assert result == [(same, "Same name", True), (short, "Same acronym", False)]


def test_an_organization_of_another_country_is_offered_last_and_said_so():
    abroad = OrganizationFactory(name="Ministry of Fisheries", country="KR")

    assert candidates("organization", "Ministry of Fisheries", country="NO") == [
        (abroad, "Similar name, in another country", False)
    ]


def test_two_organizations_of_one_name_are_both_offered_and_neither_is_exact():
    for country in ("NO", "KR"):
        OrganizationFactory(name=f"Ministry {country}", country=country).names.create(
            text="Ministry of Fisheries"
        )

    assert [
        is_exact for _record, _reason, is_exact in candidates("organization", "Ministry of Fisheries")
    ] == [False] * 2


def test_a_person_is_found_in_other_letters_and_signs():
    person = PersonFactory(name="Ingrid Solberg-Hale")

    assert candidates("person", "Ingrid Solberg Hale") == [(person, "Same name", True)]


def test_a_topic_is_found_in_any_language_and_as_part_of_a_longer_one():
    topic = TopicFactory(names={"en": "training", "ko": "교육훈련"})

    assert candidates("topic", "교육훈련") == [(topic, "Same name", True)]
    assert candidates("topic", "training of nurses") == [(topic, "Part of it", False)]
    assert candidates("topic", "straining") == []


def test_what_is_not_known_begins_with_its_name_and_what_was_guessed():
    organization = suggestion("organization", "하롱대학교", language="ko", country="VN", kind="university")

    assert name_candidates(organization) == []
    assert new_record(organization) == {
        "name": "하롱대학교",
        "language": "ko",
        "country": "VN",
        "kind": "university",
    }
    assert new_record(suggestion("person", "강나래")) == {"name": "강나래", "language": "ko"}


@pytest.mark.parametrize(
    "name",
    ["Ministry of Health", "Ministry of Foreign Affairs and Trade", "National University", "Central Bank",
     "Department of Fisheries", "보건부", "교육부", "국립대학교", "중앙은행"],
)  # fmt: skip
def test_a_generic_name_is_of_a_record_only_with_its_country(name):
    OrganizationFactory(name=name, country="LK")

    exact = {
        number: [is_exact for _record, _reason, is_exact in candidates("organization", name, **details)]
        for number, details in enumerate(
            [{}, {"country": "VN"}, {"text_country": "VN"}, {"country": "LK"}, {"text_country": "LK"}]
        )
    }

    assert exact == {0: [False], 1: [False], 2: [False], 3: [True], 4: [True]}


@pytest.mark.parametrize(
    "name", ["Harwick Institute of Marine Research", "보라매병원", "Norland Ministry of Health"]
)
def test_a_name_of_its_own_is_of_its_record_without_a_country(name):
    OrganizationFactory(name=name, country="LK")

    assert [is_exact for _record, _reason, is_exact in candidates("organization", name)] == [True]


@pytest.mark.parametrize(
    ("text", "country", "text_country", "is_sure"),
    [
        ("The Ministry of Health and the Alder Institute signed an MoU in Hanoi.", "", "VN", True),
        ("The Ministry of Health and the Alder Institute signed an MoU.", "", "", False),
        ("The Ministry of Health and the Alder Institute of Norway signed an MoU in Hanoi.", "", "", False),
        ("Viet Nam's Ministry of Health and the Alder Institute signed an MoU.", "VN", "", True),
        ("보건부는 9일 하노이에서 나래대학교와 업무협약을 체결했다.", "", "KR", True),
        ("베트남 보건부 장관이 방한했다. 보건부는 9일 나래대학교와 업무협약을 체결했다.", "", "VN", True),
        ("베트남 보건부는 9일 나래대학교와 업무협약을 체결했다.", "VN", "", True),
    ],
)
def test_a_generic_name_has_the_country_that_its_text_gives_it(text, country, text_country, is_sure):
    ministry = next(
        s for s in extract(text) if s.kind == "organization" and ("Health" in s.value or "부" in s.value)
    )

    details = ministry.details
    assert (details.get("country", ""), details.get("text_country", ""), ministry.sure) == (
        country, text_country, is_sure,
    )  # fmt: skip
