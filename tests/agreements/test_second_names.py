"""A second official name, and an alias in Hangul without a language, under the heading of an organization."""

import pytest

from register.models import Entry
from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db


def heading(read, address: str, *names: tuple[str, str, str], name: str = "Alpha University") -> str:
    """What stands between the kind and the facts."""
    organization = make.OrganizationFactory(name=name, kind="university")
    for text, language, kind in names:
        make.OrganizationNameFactory(organization=organization, text=text, language=language, kind=kind)
    publish(organization, by=None)
    page = read(address)
    end = "한눈에 보기" if address.startswith("/ko") else "At a glance"
    before, found, _after = page.partition(end)
    assert found
    return before


FIRST = ("Alpha University", "en", "official")
SECOND = ("University of Alpha", "en", "official")
UNTAGGED = ("알파대학교", "", "alias")


def test_a_second_official_name_stands_under_the_first_once(read):
    top = heading(read, "/organizations/O1", FIRST, SECOND, (*SECOND[:2], "alias"))

    assert top.count("University of Alpha") == 1
    assert top.count("Alpha University") == 1


def test_it_stands_on_the_page_in_its_language_only(read):
    assert heading(read, "/ko/organizations/O1", FIRST, SECOND).endswith("대학 Alpha University ")


def test_an_alias_in_hangul_stands_on_the_korean_page(read):
    assert heading(read, "/ko/organizations/O1", FIRST, UNTAGGED).endswith(
        "대학 Alpha University 알파대학교 "
    )


def test_its_language_is_not_guessed_in_the_data(read):
    heading(read, "/ko/organizations/O1", FIRST, UNTAGGED)

    assert Entry.objects.get(ref="O1").title == {"en": "Alpha University"}


@pytest.mark.parametrize(
    ("address", "names", "name"),
    [
        ("/organizations/O1", [FIRST, UNTAGGED], "Alpha University"),
        ("/ko/organizations/O1", [FIRST, UNTAGGED, ("알파대", "ko", "official")], "Alpha University"),
        ("/ko/organizations/O1", [FIRST, UNTAGGED, ("알파대", "ko-KR", "alias")], "Alpha University"),
        ("/ko/organizations/O1", [UNTAGGED], "알파 대학"),
        ("/ko/organizations/O1", [FIRST, ("알파대학교", "", "former")], "Alpha University"),
    ],
    ids=["English page", "Korean name", "regional Korean name", "main name in Hangul", "former name"],
)
def test_it_stands_nowhere_else(read, address, names, name):
    assert "알파대학교" not in heading(read, address, *names, name=name)
