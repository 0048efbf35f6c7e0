"""A planned act is due while its day may still come, and unconfirmed from the day after the last that it may be."""

from datetime import date, timedelta

import pytest
import time_machine

from lifecycle.act_sentences import planned_act

MOMENTS = {"UTC": "T23:59:59Z", "Asia/Seoul": "T14:59:59Z"}  # the end of a day there


@pytest.mark.parametrize("zone", MOMENTS)
@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        ("2026-03-15", date(2026, 3, 15), date(2026, 3, 15)),
        ("2026-03", date(2026, 3, 1), date(2026, 3, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("202X", date(2020, 1, 1), date(2029, 12, 31)),
        ("2026-03-15?", date(2026, 3, 15), date(2026, 3, 15)),
        ("2026-03-10/2026-03-20", date(2026, 3, 10), date(2026, 3, 20)),
    ],
)
def test_a_planned_day_is_over_when_it_can_no_longer_come(settings, zone, on, first, last):
    settings.TIME_ZONE = zone
    sentences = {}
    for day in (first - timedelta(1), first, last, last + timedelta(1)):
        with time_machine.travel(f"{day}{MOMENTS[zone]}", tick=False):
            sentences[day] = planned_act({"kind": "signed", "on": on})

    assert [" planned for " in sentence for sentence in sentences.values()] == [True] * (
        len(sentences) - 1
    ) + [False]
    assert sentences[last + timedelta(1)].endswith("; not confirmed.")
