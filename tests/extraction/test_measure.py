"""The goals for suggestions hold on texts that were coded by hand, where they are at hand."""

import pytest

from bench.extraction import Tally, coded_texts, measure
from tests.samples import sample

pytestmark = pytest.mark.django_db


@sample("cases/cases.json")
@sample("seeds/facts.json")
def test_suggestions_for_coded_texts_are_right_and_reach_the_facts():
    result = measure(coded_texts())

    total = Tally()
    for tally in result.tallies.values():
        for name, count in vars(tally).items():
            setattr(total, name, getattr(total, name) + count)
    shares = {
        "precision": total.right / total.offered,
        "recall": total.reached / total.facts,
        "precision of sure": total.sure_right / total.sure,
        "recall of sure": total.sure_reached / total.facts,
    }
    goals = {"precision": 0.85, "recall": 0.6, "precision of sure": 0.95, "recall of sure": 0.35}
    assert {name: share for name, share in shares.items() if share < goals[name]} == {}
