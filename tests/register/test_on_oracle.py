"""Counts of the list and of the API on a day, held to the oracle that reads recorded rows and never periods."""

import csv
import json
import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from register.models import Entry
from tests.register import on_oracle
from tests.samples import SAMPLES, sample

REAL = "data/uk-treaties"
DAY_COLUMNS = (
    "signed_date", "adopted_date", "in_force_date", "in_force_effective_date", "provisional_date",
    "terminated_date", "terminated_effective_date", "withdrawn_date",
)  # fmt: skip
END_COLUMNS = ("terminated_date", "terminated_effective_date", "withdrawn_date")
OTHER_COLUMNS = (
    "uuid", "record_id", "title", "type", "subject", "parties", "signed_place", "references", "source_url",
    "pdf_url",
)  # fmt: skip
STATES = ("signed", "concluded", "adopted", "provisionally_applied", "in_force", "terminated", "unknown")
# The United Kingdom left on the day of the signature, before it took effect: the design does not say which counts
CONTRADICTORY = {"74246"}
COUNT = re.compile(r'id="count"[^>]*>\s*([\d,]+)\s+agreement')


# The registers


@pytest.fixture
def invented(db, tmp_path):
    """Every set of recorded days, under titles of several forms: beginnings in any order, and ends after them."""
    chance = random.Random(1953)
    sets_of_days = [
        columns for columns in product((0, 1), repeat=len(DAY_COLUMNS))
        if columns[3] <= columns[2] and columns[6] <= columns[5]
        # whether a party that leaves shows that an unsigned text had taken effect, the design does not say
        and not (columns[7] and not columns[0] and not columns[2])
    ]  # fmt: skip
    titles = ("Convention on", "Exchange of Notes concerning", "Agreement on", "Declaration on", "Ferries of")
    parties = ("NORLAND ; UNITED KINGDOM", "NORLAND ; SUDLAND ; UNITED KINGDOM", "NORLAND ; SUDLAND")
    rows = []
    for number, columns in enumerate(sets_of_days * 2, start=1):
        days = [_a_day(chance, 1960 if column in END_COLUMNS else 1950) for column in DAY_COLUMNS]
        rows.append(
            _by_column(day if is_filled else "" for day, is_filled in zip(days, columns, strict=True)) | {
                "uuid": f"u{number}", "record_id": str(number), "title": f"{chance.choice(titles)} {number}",
                "parties": chance.choice(parties),
                "signed_place": "" if columns[1] or not any(columns) else chance.choice(["", "", "Norhaven"]),
                "source_url": f"https://example.org/{number}",
            }
        )  # fmt: skip
    with (tmp_path / "treaties.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, [*OTHER_COLUMNS, *DAY_COLUMNS], restval="")
        writer.writeheader()
        writer.writerows(rows)
    (tmp_path / "party-names.csv").write_text(
        "name,treaties,iso_alpha2_exact_match\nUNITED KINGDOM,3,GB\nNORLAND,3,NO\n"
    )
    return Register.of(tmp_path)


def _by_column(days: Iterable[str]) -> dict[str, str]:
    return dict(zip(DAY_COLUMNS, days, strict=True))


def _a_day(chance: random.Random, year: int) -> str:
    """A few days only, so that many fall on one."""
    return str(date(year, 1, 1) + timedelta(days=chance.randrange(0, 60, 5)))


@pytest.fixture
def treaties(db):
    return Register.of(SAMPLES / REAL)


@dataclass
class Register:
    """The published agreements of a recipe: what a question may name, and the legal reading of each."""

    lives: dict[str, list[on_oracle.Stage]]
    named: dict[str, dict[str, set[str]]]
    left_out: set[str]

    @classmethod
    def of(cls, folder: Path) -> "Register":
        call_command("import_records", "--recipe", "uk_treaties", str(folder), "--publish", verbosity=0)
        lives, left_out = {}, set()
        named: dict[str, dict[str, set[str]]] = {"country": {}, "party": {}, "form": {}}
        rows = Entry.objects.filter(kind="agreement").values_list("body", "published_at")
        for text, published_at in rows:
            body = json.loads(text) | {"published_here": timezone.localdate(published_at)}
            if CONTRADICTORY & {row["value"] for row in body["identifiers"]}:
                left_out.add(body["ref"])
                continue
            lives[body["ref"]] = on_oracle.stages(body)
            for parameter, value in _names(body):
                named[parameter].setdefault(value, set()).add(body["ref"])
        return cls(lives, named, left_out)

    def answers(self, question: dict) -> set[str]:
        """References that the oracle finds."""
        refs = set(self.lives)
        for parameter in self.named.keys() & question.keys():
            refs &= self.named[parameter][question[parameter]]
        day = date.fromisoformat(question["on"])
        return {ref for ref in refs if _is_answer(on_oracle.answer(self.lives[ref], day), question)}


def _names(body: dict):
    if body["form"]:
        yield "form", body["form"]
    for row in body["involvements"]:
        yield "party", row["organization"]["ref"]
        if row["organization"]["country"]:
            yield "country", row["organization"]["country"]


def _is_answer(given: on_oracle.Answer, question: dict) -> bool:
    if "possible" in question:
        return question["possible"] in given.possible - {given.state}
    return given.state == question["state"] and question.get("certainty", given.certainty) == given.certainty


# The questions


def questions(register: Register, number: int) -> list[dict]:
    """Seeded. Half of the days are those on which something changes, or the days beside them."""
    chance = random.Random(number)
    changes = sorted(
        {stage.begins.certain for life in register.lives.values() for stage in life if stage.begins.certain}
    )
    first, last = changes[0].toordinal() - 400, changes[-1].toordinal() + 400
    asked = []
    for _ in range(number):
        day = date.fromordinal(chance.randint(first, last))
        if chance.random() < 0.5:
            day = chance.choice(changes) + timedelta(days=chance.choice((-1, 0, 1)))
        asks = "possible" if chance.random() < 0.15 else "state"
        question = {"on": str(day), asks: chance.choice((*STATES, *["in_force"] * 6))}
        for parameter in chance.sample(sorted(register.named), chance.choice((0, 1, 1, 2))):
            question[parameter] = chance.choice(sorted(register.named[parameter]))
        if question.get("state") == "in_force" and chance.random() < 0.4:
            question["certainty"] = chance.choice(("recorded", "derived", "presumed"))
        asked.append(question)
    return asked


def count_of_page(client: Client, question: dict) -> int:
    response = client.get("/agreements/", question)
    assert response.status_code == 200, question
    return int(COUNT.search(response.content.decode())[1].replace(",", ""))


def refs_of_api(client: Client, question: dict) -> set[str]:
    refs: set[str] = set()
    address, data = "/api/v1/agreements/", {**question, "limit": 200, "fields": "ref"}
    while address:
        answer = client.get(address, data).json()
        refs |= {row["ref"] for row in answer["results"]}
        address, data = answer["next"], {}
    return refs


def differences(register: Register, asked: list[dict], walked_up_to: int = 600) -> list[tuple]:
    """Questions that the page counts otherwise, or the API answers with other records (long lists: one in ten)."""
    client, found = Client(), []
    for number, question in enumerate(asked):
        expected = register.answers(question)
        counted = count_of_page(client, question)
        if counted != len(expected) or len(expected) <= walked_up_to or number % 10 == 0:
            everything = refs_of_api(client, question)
            given = everything - register.left_out
            if (counted, given) != (len(everything), expected):
                found.append((question, counted, sorted(given - expected), sorted(expected - given)))
    return found


def test_the_list_and_the_api_answer_for_a_day_as_a_lawyer_would(invented):
    chosen = questions(invented, 20)

    assert differences(invented, chosen) == []
    assert len(Counter(len(invented.answers(question)) for question in chosen)) > 8


@pytest.mark.long
@sample(REAL)
def test_two_thousand_questions_of_the_real_treaties_have_no_other_answer(treaties):
    assert differences(treaties, questions(treaties, 2000)) == []
