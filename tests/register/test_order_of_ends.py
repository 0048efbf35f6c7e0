"""The order of ends: by the next day on which an agreement may cease to be in effect, those without one last."""

from datetime import date

import pytest

from register.models import Entry
from register.publishing import publish
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2020, 3, 1)


def agreement(*milestones: dict, form: str = "mou", **term):
    record = make.AgreementFactory(titled=True, form=form)
    for milestone in milestones:
        make.MilestoneFactory(agreement=record, **milestone)
    if term:
        make.TermFactory(agreement=record, **term)
    return record


def test_only_what_ceases_to_be_in_effect_has_an_end(db):
    signed = {"kind": "signed", "on": "2019-03-01"}
    records = {
        "fixed, to 2022": agreement(signed, length="P3Y", renewal="fixed"),
        "renewed by itself from 2021 on": agreement(signed, length="P2Y", renewal="automatic"),
        "renewed until 2025": agreement(
            signed,
            {"kind": "renewed", "on": "2021-01-01", "until": "2025-12-31"},
            length="P3Y",
            renewal="fixed",
        ),
        "signed, in effect from 2021 to 2023": agreement(
            signed, {"kind": "takes_effect", "on": "2021-01-01"}, form="treaty", length="P2Y", renewal="fixed"
        ),
        "no end": agreement(signed),
        "expired": agreement({"kind": "signed", "on": "2009"}, length="P2Y", renewal="fixed"),
        "terminated from May 2020 on": agreement(
            signed, {"kind": "terminated", "on": "2020-02-01", "effective_on": "2020-05-01"}
        ),
    }
    publish(*records.values(), by=None)
    names = {record.ref: name for name, record in records.items()}

    order = [
        names[ref]
        for ref in Entry.public.all().filter(kind="agreement").by_end(TODAY).values_list("ref", flat=True)
    ]

    assert order[:4] == [
        "terminated from May 2020 on",
        "fixed, to 2022",
        "signed, in effect from 2021 to 2023",
        "renewed until 2025",
    ]
