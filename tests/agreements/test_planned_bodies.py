"""A body that an agreement establishes, planned, founded or dissolved, from both pages."""

import pytest

from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("values", "is_to_come"),
    [
        ({"is_planned": True}, True),
        ({"is_planned": True, "founded_on": "2027"}, True),
        ({"founded_on": "2099"}, True),
        ({"founded_on": "2016"}, False),
        ({}, False),
        ({"founded_on": "2016", "dissolved_on": "2020"}, False),
    ],
)
def test_both_pages_tell_whether_it_is_established(read, values, is_to_come):
    center = make.OrganizationFactory(name="Joint Centre", **values)
    agreement = make.AgreementFactory(titled=True)
    make.InvolvementFactory(agreement=agreement, organization=center, role="established_by_it")
    publish(center, by=None)
    publish(agreement, by=None)

    pages = read(f"/agreements/{agreement.ref}"), read(f"/organizations/{center.ref}")
    korean = read(f"/ko/agreements/{agreement.ref}"), read(f"/ko/organizations/{center.ref}")
    for page in pages:
        assert ("o be established by this agreement" in page) is is_to_come
    for page in korean:
        assert ("협약에 따라 설립될 기관" in page) is is_to_come
        assert ("협약에 따라 설립된 기관" in page) is not is_to_come
    assert ("only planned" in pages[0]) is is_to_come
