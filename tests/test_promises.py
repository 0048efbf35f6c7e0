"""The API's description may grow; what would break a program that was written for it is found and named."""

import copy

import pytest
import yaml

from devtools import promises

LIST = "/api/v1/agreements/"


@pytest.fixture(scope="module")
def promised():
    return yaml.safe_load(promises.COMMITTED.read_text(encoding="utf-8"))


@pytest.fixture
def now(promised):
    return copy.deepcopy(promised)


def parameter(description, name):
    return next(one for one in description["paths"][LIST]["get"]["parameters"] if one["name"] == name)


def take_away_an_address(now):
    del now["paths"][LIST]


def take_away_a_parameter(now):
    now["paths"][LIST]["get"]["parameters"].remove(parameter(now, "country"))


def ask_for_a_parameter(now):
    parameter(now, "country")["required"] = True


def allow_fewer_values(now):
    parameter(now, "limit")["schema"]["maximum"] = 100


def take_away_a_value(now):
    parameter(now, "ordering")["schema"]["enum"].pop()


def read_a_parameter_otherwise(now):
    parameter(now, "limit")["schema"]["type"] = "string"


def take_away_a_member(now):
    del now["components"]["schemas"]["Change"]["properties"]["sha256"]


def leave_a_member_out(now):
    now["components"]["schemas"]["Change"]["required"].remove("sha256")


def make_a_member_null(now):
    now["components"]["schemas"]["Change"]["properties"]["sha256"]["type"] = ["string", "null"]


def answer_with_another_code(now):
    responses = now["paths"][LIST]["get"]["responses"]
    responses["206"] = responses.pop("200")


def answer_in_another_form(now):
    content = now["paths"][LIST]["get"]["responses"]["200"]["content"]
    content["text/csv"] = content.pop("application/json")


def drop_a_header(now):
    del now["paths"][LIST]["get"]["responses"]["200"]["headers"]["ETag"]


BREAKS = [
    take_away_an_address, take_away_a_parameter, ask_for_a_parameter, allow_fewer_values, take_away_a_value,
    read_a_parameter_otherwise, take_away_a_member, leave_a_member_out, make_a_member_null, answer_with_another_code,
    answer_in_another_form, drop_a_header,
]  # fmt: skip


@pytest.mark.parametrize("change", BREAKS)
def test_a_break_is_found_once(promised, now, change):
    change(now)

    assert len(list(promises.breaks(promised, now))) == 1


def test_what_is_added_breaks_nothing(promised, now):
    now["paths"]["/api/v1/more/"] = now["paths"][LIST]
    now["paths"][LIST]["get"]["parameters"].append(
        {"in": "query", "name": "more", "schema": {"type": "string"}}
    )
    now["components"]["schemas"]["Change"]["properties"]["more"] = {"type": "string"}
    parameter(now, "limit")["schema"]["maximum"] = 500
    parameter(now, "ordering")["schema"]["enum"].append("more")

    assert list(promises.breaks(promised, now)) == []


def test_another_major_version_promises_anew(promised, now):
    take_away_an_address(now)
    now["info"]["version"] = "2.0"

    assert list(promises.breaks(promised, now)) == []


def test_what_is_committed_keeps_what_was_promised(promised):
    released = yaml.safe_load(promises.PROMISED.read_text(encoding="utf-8"))

    assert list(promises.breaks(released, promised)) == []
