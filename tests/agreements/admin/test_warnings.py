"""What is odd but happens is said after saving, and saved."""

from datetime import date

import pytest
import time_machine

from agreements import warnings
from agreements.models import Agreement
from tests import factories
from tests.agreements.admin.test_forms import ADD, change_address

pytestmark = pytest.mark.django_db

TODAY = date(2024, 6, 1)
SIGNED = {"kind": "signed", "on": "2020-05-13"}

# What is recorded, what is said of it: key dates, terms, sentences.
CASES = {
    "effect after signing": ([SIGNED, {"kind": "takes_effect", "on": "2020-06"}], [], []),
    "effect before signing": (
        [SIGNED, {"kind": "takes_effect", "on": "2020-04"}],
        [],
        ["It takes effect before it is signed: “takes effect April 2020”, but “signed 13 May 2020”."],
    ),
    "a length that comes to the last day": (
        [SIGNED],
        [{"starts_with": "signature", "length": "P5Y", "until": "2025-05-12"}],
        [],
    ),
    "a last day counted a day longer": (
        [SIGNED],
        [{"starts_with": "signature", "length": "P5Y", "until": "2025-05-13"}],
        [],
    ),
    "a length that misses the last day": (
        [SIGNED],
        [{"starts_with": "signature", "length": "P5Y", "until": "2026-12-31"}],
        [
            "The term names 31 December 2026 as its last day, but five years end on 12 May 2025. "
            "The named day counts."
        ],
    ),
    "a length from an approximate day": (
        [{**SIGNED, "on": "2020"}],
        [{"starts_with": "signature", "length": "P5Y", "until": "2025-03"}],
        [],
    ),
    "a length that renews itself until a later cycle ends": (
        [SIGNED],
        [{"starts_with": "signature", "length": "P1Y", "until": "2025-05-12", "renewal": "automatic"}],
        [],
    ),
    "a length without a start": ([], [{"length": "P5Y", "until": "2026-12-31"}], []),
    "effect perhaps before signing": ([SIGNED, {"kind": "takes_effect", "on": "2020-05"}], [], []),
    "a signing that counts from before": (
        [{**SIGNED, "effective_on": "2020-01-01"}],
        [],
        ["It takes effect before it is signed: “takes effect 1 January 2020”, but “signed 13 May 2020”."],
    ),
    "effect before somebody else joined by signing": (
        [SIGNED, {"kind": "takes_effect", "on": "2020-06"}, {**SIGNED, "on": "2021", "by": "B"}],
        [],
        [],
    ),
    "effect in an interval that outlasts the signing": (
        [SIGNED, {"kind": "takes_effect", "on": "2019/2022"}],
        [],
        ["It takes effect before it is signed: “takes effect 2019 to 2022”, but “signed 13 May 2020”."],
    ),
    "signed tomorrow": (
        [{"kind": "signed", "on": "2024-06-02"}],
        [],
        ["“signed 2 June 2024” lies in the future."],
    ),
    "signed this month": ([{"kind": "signed", "on": "2024-06"}], [], []),
    "two signings": (
        [SIGNED, {"kind": "signed", "on": "2020-05-20"}],
        [],
        [
            "There are several signings on different days: “signed 13 May 2020”, “signed 20 May 2020”. "
            "If each is of one party, say of which."
        ],
    ),
    "two signings, perhaps of one day": ([SIGNED, {"kind": "signed", "on": "2020-05"}], [], []),
    "each party signs on its day": (
        [{**SIGNED, "by": "A"}, {**SIGNED, "on": "2020-05-20", "by": "B"}],
        [],
        [],
    ),
    "left before joining": (
        [
            {"kind": "party_joined", "on": "2018", "by": "A"},
            {"kind": "party_left", "on": "2016", "by": "A"},
            {"kind": "party_left", "on": "2015", "by": "B"},
        ],
        [],
        ["A left before it joined: “party left 2016”, but “party joined 2018”."],
    ),
    "joined again": (
        [
            {"kind": "party_joined", "on": "2010", "by": "A"},
            {"kind": "party_left", "on": "2016", "by": "A"},
            {"kind": "party_joined", "on": "2018", "by": "A"},
        ],
        [],
        [],
    ),
    "renewed until a day": ([SIGNED, {"kind": "renewed", "on": "2021", "until": "2025"}], [], []),
    "renewed for a length": (
        [SIGNED, {"kind": "renewed", "on": "2021"}],
        [{"length": "P1Y", "set_by": 1}],
        [],
    ),
    "renewed for nobody knows how long": (
        [SIGNED, {"kind": "renewed", "on": "2021"}],
        [{"length": "P3Y"}],
        ["“renewed 2021” has neither a new end nor a length: until when it lasts is not known."],
    ),
    "renewed as it renews itself": (
        [SIGNED, {"kind": "renewed", "on": "2023"}],
        [{"length": "P3Y", "renewal": "automatic"}],
        [],
    ),
    "a term from a signature": ([SIGNED], [{"length": "P3Y", "starts_with": "signature"}], []),
    "a term from no signature": (
        [{"kind": "signed", "on": ""}],
        [{"length": "P3Y", "starts_with": "signature"}],
        ["The term “three years” counts from signature, but no key date says when it was signed."],
    ),
    "a term from no effect": (
        [SIGNED],
        [{"length": "P3Y", "starts_with": "effect"}],
        ["The term “three years” counts from entry into effect, but no key date says when that was."],
    ),
    "a term from an effect that is waited for": (
        [SIGNED, {"kind": "takes_effect", "on": "", "condition": {"en": "both have notified"}}],
        [{"length": "P3Y", "starts_with": "effect"}],
        [],
    ),
    "a term from the effect of the signing": (
        [{**SIGNED, "effective_on": "2020-06-01"}],
        [{"length": "P3Y", "starts_with": "effect"}],
        [],
    ),
    "suspended after the end": (
        [SIGNED, {"kind": "suspended", "on": "2023-05-14"}],
        [{"length": "P3Y", "starts_with": "signature"}],
        ["“suspended 14 May 2023” lies after the end of the last term: 12 May 2023."],
    ),
    "ended on the day after": (
        [SIGNED, {"kind": "terminated", "on": "2023-05-13"}],
        [{"length": "P3Y", "starts_with": "signature"}],
        [],
    ),
    "perhaps after the end": (
        [SIGNED, {"kind": "amended", "on": "2023"}],
        [{"length": "P3Y", "starts_with": "signature"}],
        [],
    ),
    "after the end of the first of two terms": (
        [SIGNED, {"kind": "amended", "on": "2024-01"}],
        [{"until": "2023"}, {"until": "2024"}],
        [],
    ),
    "after the end of one that renews itself": (
        [SIGNED, {"kind": "amended", "on": "2024-01"}],
        [{"length": "P3Y", "renewal": "automatic", "starts_with": "signature"}],
        [],
    ),
    "after the end, but renewed": (
        [SIGNED, {"kind": "renewed", "on": "2023", "until": "2026"}, {"kind": "amended", "on": "2024-01"}],
        [{"length": "P3Y", "starts_with": "signature"}],
        [],
    ),
    "reviewed after the end": (
        [SIGNED, {"kind": "reviewed", "on": "2024-01"}, {"kind": "published", "on": "2024-02"}],
        [{"length": "P3Y", "starts_with": "signature"}],
        [],
    ),
    "without any term": ([SIGNED, {"kind": "amended", "on": "2024-01"}], [], []),
}


def recorded(milestones, terms):
    """An agreement of A and B with these key dates and terms."""
    agreement = factories.AgreementFactory()
    parties = {
        name: factories.InvolvementFactory(agreement=agreement, name_as_written=name) for name in ("A", "B")
    }
    stored = []
    for facts in milestones:
        party = parties.get(facts.get("by"))
        own = {name: value for name, value in facts.items() if name != "by"}
        stored.append(factories.MilestoneFactory(agreement=agreement, involvement=party, **own))
    for facts in terms:
        own = {"length": "", **{name: value for name, value in facts.items() if name != "set_by"}}
        milestone = stored[facts["set_by"]] if "set_by" in facts else None
        factories.TermFactory(agreement=agreement, milestone=milestone, **own)
    return agreement


@time_machine.travel(TODAY, tick=False)
@pytest.mark.parametrize(("milestones", "terms", "sentences"), CASES.values(), ids=CASES.keys())
def test_only_what_cannot_be_otherwise_is_odd(milestones, terms, sentences):
    assert warnings.warnings(recorded(milestones, terms)) == sentences


def test_what_is_odd_is_asked_in_as_many_queries_for_one_key_date_as_for_many(django_assert_num_queries):
    agreement = recorded([SIGNED], [{"length": "P3Y"}])
    other = recorded([{**SIGNED, "instrument": agreement}] * 9, [{"length": "P3Y"}] * 9)

    with django_assert_num_queries(3):
        warnings.warnings(agreement)
    with django_assert_num_queries(5):
        warnings.warnings(other)


@time_machine.travel(TODAY, tick=False)
def test_what_is_odd_is_said_after_saving_and_saved(desk, form_at):
    form = form_at(desk, ADD)
    form.fill("texts-0", language="en", title="Memorandum")
    form.fill("involvements-0", organization=factories.OrganizationFactory().pk)
    form.fill("milestones-0", kind="signed", on="2024-07")

    response = desk.post(ADD, form, follow=True)

    assert Agreement.objects.get().milestones.get().on == "2024-07"
    assert ("warning", "“signed July 2024” lies in the future.") in messages_of(response)


@time_machine.travel(TODAY, tick=False)
def test_what_is_odd_is_said_in_korean(desk, form_at):
    agreement = recorded([{"kind": "signed", "on": "2024-07"}], [])
    address = f"/ko{change_address(agreement)}"

    response = desk.post(address, form_at(desk, address), follow=True)

    assert [text for level, text in messages_of(response) if level == "warning"] == [
        "미래의 날짜입니다: “서명 2024년 7월”"
    ]


@time_machine.travel(TODAY, tick=False)
@pytest.mark.parametrize(
    ("state", "on", "until", "sentences"),
    [
        ("held", "2024-06-02", "", ["It is marked as held, but lies in the future: 2 June 2024."]),
        pytest.param("held", "2024-06", "", [], marks=pytest.mark.long),
        ("planned", "2024-05", "", ["It is marked as planned, but lies in the past: May 2024."]),
        ("planned", "2024-05-30", "2024-06-02", []),
        pytest.param("planned", "2024", "", [], marks=pytest.mark.long),
        pytest.param("planned", "", "", [], marks=pytest.mark.long),
        ("cancelled", "2025", "", []),
    ],
)
def test_an_activity_whose_state_the_day_contradicts_is_pointed_out(
    desk, form_at, state, on, until, sentences
):
    activity = factories.ActivityFactory(titled=True, state=state, on=on, until=until)
    address = f"/admin/activities/activity/{activity.pk}/change/"

    response = desk.post(address, form_at(desk, address), follow=True)

    assert [text for level, text in messages_of(response) if level == "warning"] == sentences


def messages_of(response):
    return [(message.level_tag, str(message)) for message in response.context["messages"]]
