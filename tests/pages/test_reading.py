"""Records that a page shows besides its own: today's names, and the records that point at one."""

import pytest

from pages import linked_records, mentions
from register.publishing import publish, withdraw
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("written", "today", "is_renamed"),
    [
        ("Clinical Trials Institute", "", False),
        ("Clinical Trials Institute (CTI)", "", False),
        ("the Clinical Trials Institute", "", True),
        ("Clinical Trials", "Clinical Trials Institute", False),
        ("CTI", "Clinical Trials Institute", False),
        ("Old Clinical Trials Institute", "Clinical Trials Institute", True),
        ("Trials Bureau", "Clinical Trials Institute", True),
    ],
)
def test_a_name_as_written_is_followed_by_todays_where_that_differs(written, today, is_renamed):
    organization = make.OrganizationFactory(name="Clinical Trials Institute")
    make.OrganizationNameFactory(organization=organization, text="CTI", kind="acronym", language="")
    make.OrganizationNameFactory(
        organization=organization, text="Old Clinical Trials Institute", kind="former", language="en"
    )
    publish(organization, by=None)

    mention = mentions.RecordDirectory(["O1"]).mention({"ref": "O1", "name": written, "country": "KR"})

    assert (mention.name, mention.current_name, mention.is_renamed) == (written, today, is_renamed)


def test_what_is_public_no_more_is_named_without_a_link():
    organization = make.OrganizationFactory()
    publish(organization, by=None)
    withdraw(organization, by=None, reason={"en": "A mistake."})

    mention = mentions.RecordDirectory(["O1"]).mention({"ref": "O1", "name": "Institute", "country": "KR"})

    assert (mention.name, mention.address) == ("Institute", "")


def test_of_many_records_that_point_at_one_the_newest_of_each_nature_are_read():
    organization = make.OrganizationFactory()
    agreements = []
    for year in range(1990, 1990 + linked_records.SHOWN_PER_GROUP + 1):
        agreements.append(make.AgreementFactory(titled=True, party__organization=organization))
        make.MilestoneFactory(agreement=agreements[-1], on=str(year))
    programme = make.AgreementFactory(
        titled=True, nature="programme", form="", party__organization=organization
    )
    publish(*agreements, programme, by=None)

    found = linked_records.records_linking_to("O1")

    instruments = [one for one in found if one.nature == "instrument"]
    assert len(instruments) == linked_records.SHOWN_PER_GROUP
    assert {one.group_size for one in instruments} == {linked_records.SHOWN_PER_GROUP + 1}
    assert instruments[0].sort_on.year == 1990 + linked_records.SHOWN_PER_GROUP
    assert [one.link_kinds for one in found if one.nature == "programme"] == [["party"]]
