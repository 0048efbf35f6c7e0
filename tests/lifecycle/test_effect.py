"""Beginning and end of the effect: provisional application is no entry into force, and what never was has no end."""

import pytest

from lifecycle.deadlines import deadlines_on
from lifecycle.effect import last_in_effect
from lifecycle.life import build_life
from lifecycle.spans import MAX_DATE
from tests.lifecycle.lifecycle_cases import act, life, term
from tests.lifecycle.related_cases import RELATED_CASES


def treaty(*acts, **facts):
    return life(*acts, form="treaty", bindingness="binding", **facts)


@pytest.mark.parametrize(
    ("body", "begins", "ends", "again"),
    [
        pytest.param(
            treaty(act("signed", "2018-05-01"), act("provisionally_applied", "2019-02-01", until="2021-01-31")),
            "", "", "", id="applied for a time",
        ),
        pytest.param(
            treaty(
                act("signed", "2018-05-01"),
                act("provisionally_applied", "2019-02-01"),
                act("takes_effect", "2021-05-01"),
            ),
            "2021-05-01", "", "", id="applied, then in force",
        ),
        pytest.param(
            treaty(
                act("signed", "2018-05-01"),
                act("provisionally_applied", "2019-02-01"),
                act("terminated", "2022-02-01"),
            ),
            "", "2022-01-31", "", id="applied, then terminated",
        ),
        pytest.param(
            life(act("signed", "2018-01-01"), act("declared_void", "2021-05-01")),
            "", "", "", id="void",
        ),
        pytest.param(
            treaty(act("signed", "2018-01-01"), act("cancelled", "2021-01-01")),
            "", "", "", id="given up before its effect",
        ),
        pytest.param(
            life(act("terminated", "2021-01-01")), "", "2020-12-31", "", id="of which only the end is recorded"
        ),
        pytest.param(
            life(
                act("signed", "2015-01-01"),
                act("renewed", "2021-06-01", until="2027-05-31"),
                terms=[term("P5Y", "fixed", starts_with="signature")],
            ),
            "2015-01-01", "2027-05-31", "2021-06-01", id="renewed late",
        ),
    ],
)  # fmt: skip
def test_the_effect_begins_and_ends(body, begins, ends, again):
    told = build_life(body)

    assert told.took_effect.edtf == begins
    assert told.ending.last_day.edtf == ends
    assert told.took_effect_again.edtf == again


@pytest.mark.parametrize("case", RELATED_CASES, ids=lambda case: case.name)
def test_of_what_may_still_be_in_effect_no_end_is_known(case):
    told = build_life(case.body, case.related)

    if last_in_effect(told.periods) and told.periods[-1].state == "unknown":
        assert told.is_end_in_doubt
        assert [due for due in deadlines_on(told.periods, MAX_DATE) if due.kind == "end"] == []
