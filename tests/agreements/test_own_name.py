"""A signatory who is the party signs for nobody else; who signs for another, says for whom."""

import pytest

from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db

FOR = ("for", "on behalf of", "소속·대표 기관:", "대리 대상:")


def signed(person, party, **values) -> None:
    agreement = make.AgreementFactory(titled=True)
    involvement = make.InvolvementFactory(agreement=agreement, **party)
    make.SignatoryFactory(agreement=agreement, involvement=involvement, person=person, **values)
    publish(agreement, by=None)


@pytest.mark.parametrize("values", [{}, {"on_behalf_of": "Jane Doe"}])
@pytest.mark.parametrize("address", ["/agreements/A1", "/ko/agreements/A1", "/people/P1", "/ko/people/P1"])
def test_a_person_who_is_the_party_signs_in_their_own_name(read, address, values):
    jane = make.PersonFactory(name="Jane Doe")
    signed(jane, {"organization": None, "person": jane}, **values)

    page = read(address)
    assert "Jane Doe" in page
    for label in FOR:
        assert f"{label} Jane Doe" not in page


def test_another_person_for_a_person_says_so(read):
    jane, john = make.PersonFactory(name="Jane Doe"), make.PersonFactory(name="John Roe")
    publish(jane, by=None)
    signed(john, {"organization": None, "person": jane})

    assert "for Jane Doe" in read("/agreements/A1")
    assert "for Jane Doe" in read("/people/P2")
    assert "소속·대표 기관: Jane Doe" in read("/ko/agreements/A1")
    assert "소속·대표 기관: Jane Doe" in read("/ko/people/P2")


def test_a_person_for_an_organization_says_so(read):
    institute = make.OrganizationFactory(name="Institute")
    jane = make.PersonFactory(name="Jane Doe")
    signed(jane, {"organization": institute})

    assert "for Institute" in read("/agreements/A1")
    assert "for Institute" in read("/people/P1")
