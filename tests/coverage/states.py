"""States of coded agreements: the coder's status beside the state that the register derives on the source's day.

A page is not older than what it tells: its day is the one the coder names in the status, else the later of its
publication and the last past day of the case. A page without a day was written between that and today: either counts.
A record may rest on a newer page as well, and then be sure a little later: the day of its newest source counts too.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.test import Client

from tests.coverage.cases import bodies_of_case
from tests.coverage.text_comparison import parse_date

AGREES, EXPLAINED, DIFFERS, NOT_CODED = "agrees", "explained", "differs", "not coded"
# Coders' words, and the states that they can mean: the first that fits decides.
STATES_OF_WORDS = (
    (r"under negotiation|negotiat\w+|draft", {"under_negotiation"}),
    (r"suspend\w+|paused", {"suspended"}),
    (r"not (yet )?in force|awaiting|pending", {"signed", "concluded", "planned"}),
    (r"provisional\w*", {"provisionally_applied"}),
    (r"cancel\w+|revoked|terminat\w+|denounced|withdrawn", {"cancelled", "terminated"}),
    (r"superseded or complemented", {"superseded", "in_force"}),  # the coder leaves it open
    (r"supersed\w+|succeed\w+|replaced", {"superseded"}),
    (r"expired|lapsed|ended|ran out", {"expired", "terminated", "completed"}),
    (r"complet\w+|carried out|finished|concluded", {"completed"}),
    (r"in force|in effect|active|running|ongoing|open|held|renewed|extended|amended|launched", {"in_force"}),
    (r"adopted|agreed", {"adopted", "in_force"}),
    (r"signed", {"signed", "concluded", "in_force"}),  # says nothing of effect
    (r"planned|proposed|announced|intended", {"planned"}),
    (r"unknown|unclear|not stated", {"unknown"}),
)
EXPLANATIONS = Path(__file__).resolve().parent / "explained_states.json"
_AHEAD = re.compile(
    r"\b(?:expires|ends|until|will|planned|due|deadline)\b"
)  # days that the page looks ahead to
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class StateRow:
    """An agreement of a case: coded status, derived state, and whether they agree."""

    case: str
    letter: str
    record: str
    on: str
    coded: str
    derived: str
    verdict: str
    why: str = ""


def states_of_cases(cases: Iterable[dict], today: date) -> Iterator[StateRow]:
    """Every coded agreement. Explained is a difference that the source's own words do not decide, quoted."""
    explanations = json.loads(EXPLANATIONS.read_text(encoding="utf-8"))
    for case in cases:
        answers = bodies_of_case(case).answers
        for coded in case["agreements"]:
            status = coded.get("status") or ""
            body = answers.get(coded["ref"], {})
            record = body.get("ref", "")
            days = _days_of_status(status, case, today, body)
            tried = [(day, *_derived(record, day)) for day in days]
            fitting = [answer for answer in tried if answer[1] in states_meant(status)]
            day, _state, derived = [*fitting, *tried][0]
            verdict = (AGREES if fitting else DIFFERS) if status else NOT_CODED
            given = explanations.get(f"{case['id']}{coded['ref']}") if verdict == DIFFERS else None
            why = f"“{given['quote']}”: {given['why']}" if given else ""
            yield StateRow(
                case["id"],
                coded["ref"],
                record,
                str(day),
                status,
                derived,
                EXPLAINED if why else verdict,
                why,
            )


def states_meant(status: str) -> set[str]:
    """The states that a coder's words can mean; none where they are not known."""
    words = status.casefold()
    return next(
        (states for pattern, states in STATES_OF_WORDS if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", words)),
        set(),
    )


def _days_of_status(status: str, case: dict, today: date, body: dict) -> list[date]:
    """The days on one of which the coder's status has to hold, the first one first."""
    if named := _latest_days(_DAY.findall(status)):
        return [max(named)]
    events = [
        event["value"] for agreement in case["agreements"] for event in agreement["dates"]
        if not _AHEAD.search(event["event"]) and not event.get("planned")
    ]  # fmt: skip
    published = _latest_days([case["source"].get("published") or ""])
    not_before = max([*published, *(day for day in _latest_days(events) if day <= today)], default=today)
    newest = _latest_days(source["published_on"] for source in body.get("sources", []))
    others = [max(newest)] if newest else []
    return [not_before, *(day for day in [*others, *([] if published else [today])] if day > not_before)]


def _latest_days(texts: Iterable[str]) -> list[date]:
    dates = [parse_date(text) for text in texts if text]
    return [day for when in dates if when and (day := when.latest or when.earliest)]


def _derived(record: str, day: date) -> tuple[str, str]:
    """``(state, in words)`` by the API, as any reader gets it."""
    if not record:
        return "", "no record"
    client = Client(
        SERVER_NAME=next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host != "*"), "localhost")
    )
    status = client.get(f"/api/v1/agreements/{record}", {"on": day.isoformat()}).json()["status"]
    if not status:
        return "unknown", "no status"
    possible = [state for state in status["possible"] if state != status["state"]]
    words = f"{status['state']}, {status['certainty']}"
    return status["state"], f"{words} (or {', '.join(possible)})" if possible else words
