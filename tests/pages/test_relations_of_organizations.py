"""Relations are told on the pages of both organizations, each with its own degree and days."""

import pytest

from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def both_pages(read):
    """Page of Alpha, of which the relations are stated, and of Beta, to which they lead."""

    def publish_relations(*relations: dict) -> tuple[str, str]:
        alpha, beta = make.OrganizationFactory(name="Alpha"), make.OrganizationFactory(name="Beta")
        other = make.OrganizationFactory(name="Gamma")
        # stated first, and about somebody else
        make.OrganizationRelationFactory(
            organization=alpha, other=other, kind="member_of", valid_from="1901", degree={"en": "wholly"}
        )
        for relation in relations:
            make.OrganizationRelationFactory(organization=alpha, other=beta, **relation)
        publish(alpha, beta, other, by=None)
        return read(f"/organizations/{alpha.ref}"), read(f"/organizations/{beta.ref}")

    return publish_relations


def test_two_relations_of_two_kinds(both_pages):
    own, other = both_pages(
        {"kind": "member_of", "valid_from": "1990", "degree": {"en": "in part"}},
        {"kind": "funded_by", "valid_from": "2005", "valid_until": "2010", "degree": {"en": "mainly"}},
    )

    assert "Member of: Beta in part from 1990" in own
    assert "Funded by: Beta mainly from 2005 until 2010" in own
    assert "Has as a member: Alpha in part from 1990" in other
    assert "Funds: Alpha mainly from 2005 until 2010" in other
    assert "1901" not in other


def test_a_member_that_left_and_came_back(both_pages):
    own, other = both_pages(
        {"kind": "member_of", "valid_from": "1990", "valid_until": "1999"},
        {"kind": "member_of", "valid_from": "2010"},
    )

    assert "Member of: Beta from 1990 until 1999" in own
    assert "Member of: Beta from 2010" in own
    assert "Has as a member: Alpha from 1990 until 1999" in other
    assert "Has as a member: Alpha from 2010" in other


@pytest.mark.parametrize("planned", [{"is_planned": True}, {"founded_on": "2096"}])
def test_who_is_still_to_be_founded_is_not_told_as_founded(db, read, planned):
    """A successor, or what somebody founds, that is only planned, or of a year to come."""
    old, founder = make.OrganizationFactory(name="Old"), make.OrganizationFactory(name="Founder")
    new = make.OrganizationFactory(name="New", **planned)
    make.OrganizationRelationFactory(organization=new, other=old, kind="succeeds")
    make.OrganizationRelationFactory(organization=new, other=founder, kind="founded_by")
    publish(old, new, founder, by=None)

    assert "Succeeded by New – only planned" in read(f"/organizations/{old.ref}")
    assert "Founded: New – only planned" in read(f"/organizations/{founder.ref}")
    assert "To be founded" in read(f"/organizations/{new.ref}")
    assert "설립 예정" in read(f"/ko/organizations/{new.ref}")


def test_what_is_a_part_has_no_days(db, read):
    whole = make.OrganizationFactory(name="Beta")
    part = make.OrganizationFactory(name="Alpha", parent=whole)
    publish(whole, part, by=None)

    assert "Has as a part: Alpha" in read(f"/organizations/{whole.ref}")
