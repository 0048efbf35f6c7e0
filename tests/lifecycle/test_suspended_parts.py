from datetime import date

import pytest

from lifecycle.deadlines import NOTICE
from lifecycle.life import build_life
from tests.lifecycle.lifecycle_cases import act, life, parties, term

ON = date(2026, 1, 1)


def part(number: int) -> dict:
    return {"en": f"Article {number}"}


def parts_on(body: dict, day: date = ON) -> list[str]:
    return [words["en"] for words in build_life(body).status_on(day).suspended_parts]


SIGNED = act("signed", "2020-05-13")
PARTS = {
    "one of two parts is resumed": (
        [
            act("suspended", "2022-03-08", scope=part(5)),
            act("suspended", "2023-03-08", scope=part(7)),
            act("resumed", "2024-03-08", scope=part(5)),
        ],
        ["Article 7"],
    ),
    "another part is resumed": (
        [act("suspended", "2021-01-01", scope=part(5)), act("resumed", "2022-01-01", scope=part(6))],
        ["Article 5"],
    ),
    "the part is named a little differently": (
        [
            act("suspended", "2021-01-01", scope=part(5)),
            act("resumed", "2022-01-01", scope={"en": "article  5."}),
        ],
        [],
    ),
    "the whole was suspended for a time": (
        [
            act("suspended", "2022-01-01", scope=part(1)),
            act("suspended", "2023-01-01", until="2023-12-31"),
        ],
        ["Article 1"],
    ),
    "the whole was suspended and resumed": (
        [
            act("suspended", "2022-01-01", scope=part(1)),
            act("suspended", "2023-01-01"),
            act("resumed", "2024-01-01"),
        ],
        ["Article 1"],
    ),
    "all is resumed": (
        [
            act("suspended", "2022-03-08", scope=part(5)),
            act("suspended", "2023-03-08", scope=part(7)),
            act("resumed", "2024-03-08"),
        ],
        [],
    ),
    "one of two has run out": (
        [
            act("suspended", "2022-03-08", until="2023-03-07", scope=part(5)),
            act("suspended", "2022-06-08", until="2027-03-07", scope=part(6)),
        ],
        ["Article 6"],
    ),
    "the part was terminated": (
        [act("suspended", "2024-01-01", scope=part(5)), act("terminated", "2025-01-01", scope=part(5))],
        [],
    ),
    "the agreement was extended": (
        [
            act("suspended", "2022-01-01", scope=part(5)),
            act("extended", "2023-01-01", until="2030-12-31"),
        ],
        ["Article 5"],
    ),
    "one of three parties suspends it": (
        [act("suspended", "2022-01-01", scope=part(5), involvement="k7")],
        [],
    ),
    "two of three parties suspend it": (
        [
            act("suspended", "2022-01-01", scope=part(5), involvement="k7"),
            act("suspended", "2023-01-01", scope=part(5), involvement="k8"),
        ],
        ["Article 5"],
    ),
}


@pytest.mark.parametrize(("acts", "suspended"), PARTS.values(), ids=PARTS.keys())
def test_each_part_is_suspended_until_it_is_resumed_itself(acts, suspended):
    body = life(SIGNED, *acts, involvements=parties("k7", "k8", "k9"))

    assert parts_on(body) == suspended


def test_a_part_that_one_of_three_parties_suspends_goes_on_for_the_others():
    body = life(
        SIGNED,
        act("suspended", "2022-01-01", scope=part(5), involvement="k7"),
        involvements=parties("k7", "k8", "k9"),
    )

    codes = [reason["code"] for reason in build_life(body).status_on(ON).reasons]

    assert codes[2:5] == ["act", "only_a_part", "goes_on_for_others"]


@pytest.mark.parametrize("until", ["", "2027-06-30"])
def test_a_term_runs_on_while_it_is_suspended(until):
    body = life(
        act("signed", "2022-06-13"),
        act("suspended", "2024-01-01", until=until),
        terms=[term("P5Y", "automatic", non_renewal_notice="P6M")],
    )

    due = [deadline.span.latest for deadline in build_life(body).deadlines_on(ON) if deadline.kind == NOTICE]

    assert due == [date(2026, 12, 12)]


def test_a_notice_given_while_it_is_suspended_is_the_last():
    body = life(
        act("signed", "2022-06-13"),
        act("suspended", "2024-01-01"),
        act("notice_given", "2025-12-01", notice_of="non_renewal"),
        act("resumed", "2025-12-15"),
        terms=[term("P5Y", "automatic", non_renewal_notice="P6M")],
    )

    deadlines = build_life(body).deadlines_on(ON)

    assert [(deadline.kind, deadline.span.latest) for deadline in deadlines] == [("end", date(2027, 6, 12))]
