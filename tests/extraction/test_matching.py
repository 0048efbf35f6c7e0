"""Names that are suggested are matched to the register with a reason, and a new record begins with what is known."""

import pytest

from extraction.matching import name_candidates, new_record
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
