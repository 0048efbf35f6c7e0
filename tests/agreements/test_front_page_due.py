"""The front page shows what falls due soon: ends, and the last days for a notice."""

import pytest

from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_ends_and_notices_within_a_year_stand_on_the_front_page(read, time_machine):
    time_machine.move_to("2026-11-29T12:00Z", tick=False)
    renewing = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=renewing, kind="signed", on="2025-03-14")
    make.TermFactory(
        agreement=renewing, length="P2Y", renewal="automatic", renewal_length="P2Y", non_renewal_notice="P3M"
    )
    ending = make.AgreementFactory(titled=True)
    make.MilestoneFactory(agreement=ending, kind="signed", on="2024-02-01")
    make.TermFactory(agreement=ending, length="P3Y", renewal="fixed")
    publish(renewing, ending, by=None)

    page = read("/").partition("Due within a year")[2]

    assert "last day for notice: 13 December 2026" in page
    assert "last day: 31 January 2027" in page
