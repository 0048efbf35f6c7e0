"""Derived states of coded agreements: each agrees with the coder's status, or the page's own words leave it open."""

import json
from copy import deepcopy

import pytest

from tests.coverage import report
from tests.coverage.cases import read_cases
from tests.coverage.states import AGREES, DIFFERS, EXPLANATIONS, states_meant
from tests.coverage.test_fact_coverage import CASE, publish, records
from tests.samples import SAMPLES, sample


@pytest.fixture
def published(db):
    return publish([records()])


@sample("cases/cases.json")
def test_a_state_is_explained_by_words_of_its_page():
    summaries = {case["id"]: case["summary"] for case in read_cases(SAMPLES / "cases/cases.json")}
    explained = json.loads(EXPLANATIONS.read_text(encoding="utf-8"))

    assert [key for key, given in explained.items() if given["quote"] not in summaries[key[:2]]] == []


@pytest.mark.parametrize(
    ("status", "state", "verdict"),
    [
        ("in force (implied)", "in_force", AGREES),
        ("in force", "concluded", DIFFERS),
        ("not yet in force", "in_force", DIFFERS),
        ("cancelled by a third party", "cancelled", AGREES),
        ("suspended", "in_force", DIFFERS),
        ("expired", "in_force", DIFFERS),
        ("signed", "concluded", AGREES),
        ("words of nobody", "in_force", DIFFERS),
    ],
)
def test_words_of_a_coder_mean_states(status, state, verdict):
    assert (state in states_meant(status)) is (verdict == AGREES)


def test_a_table_of_states_is_one_command(published, tmp_path, capsys):
    case = deepcopy(CASE)
    case["agreements"][0]["status"] = "in force on 2021-01-01"
    others = [case["agreements"][0] | {"ref": "b", "parties": [], "title": "Fish"}]
    file = tmp_path / "cases.json"
    file.write_text(
        json.dumps({"cases": [case | {"agreements": case["agreements"] + others}]}), encoding="utf-8"
    )

    report.main([str(file), "--states"])

    ref = published.records["agreements", "nursing"].ref
    lines = capsys.readouterr().out.splitlines()
    assert lines[2] == f"| 1a | {ref} | 2021-01-01 | in force on 2021-01-01 | in_force, presumed | agrees |"
    assert lines[3] == "| 1b |  | 2021-01-01 | in force on 2021-01-01 | no record | differs |"
    assert lines[-1] == "1 agrees, 1 differs"
