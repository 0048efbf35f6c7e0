"""Edits of days, terms, status and place."""

from agreements.choices import MilestoneKind, Renewal
from tests.spreadsheets.edits.cells import Desk, edit
from tests.spreadsheets.edits.register import done


def _day(desk: Desk, first: int, last: int) -> tuple[str, str]:
    """A day as it is written, and as it is recorded."""
    year, month, day = (
        desk.random.randint(first, last),
        desk.random.randint(1, 12),
        desk.random.randint(1, 28),
    )
    iso = f"{year}-{month:02}-{day:02}"
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    ways = [(iso, iso), (iso[:7], iso[:7]), (iso[:4], iso[:4]), (f"{iso}T00:00:00"[:10], iso)]
    if desk.language == "ko":
        ways += [(f"{year}년 {month}월 {day}일", iso), (f"{year}. {month}. {day}.", iso)]
    else:
        ways += [(f"{day} {months[month - 1]} {year}", iso), (f"{months[month - 1]} {year}", iso[:7])]
    return desk.random.choice(ways)


@edit("signed_on")
def day_of_signing_retyped(desk, row):
    row.cells["signed_on"], day = _day(desk, 1995, 2023)
    acts = done(row.record, MilestoneKind.SIGNED)
    if acts:
        acts[0]["on"] = day
    else:
        row.record.setdefault("milestones", []).append({"kind": "signed", "on": day})
    return "signed_on"


@edit("effective_on")
def day_of_effect_retyped(desk, row):
    acts = done(row.record, MilestoneKind.TAKES_EFFECT)
    if not acts:
        return None
    row.cells["effective_on"], day = _day(desk, 1995, 2023)
    acts[0]["effective_on" if acts[0].get("effective_on") else "on"] = day
    return "effective_on"


@edit("term")
def last_day_retyped(desk, row):
    terms = row.record.get("terms", [])
    if terms and terms[-1].get("renewal") == "indefinite":
        return None
    row.cells["end_on"], day = _day(desk, 2060, 2090)
    if not terms:
        terms = row.record["terms"] = [{}]
    terms[-1]["until"] = day
    return "end_on"


@edit("term")
def term_changed(desk, row):
    terms = row.record.get("terms", [])
    if terms and terms[-1].get("renewal") == "indefinite":
        return None
    years = desk.random.randint(3, 15)
    row.cells["term"] = f"{years}년" if desk.language == "ko" else f"{years} years"
    if not terms:
        terms = row.record["terms"] = [{}]
    for name in ("wording", "renewal_length"):
        terms[-1].pop(name, None)
    terms[-1]["length"] = f"P{years}Y"
    return "term"


@edit("renewal")
def renewal_changed(desk, row):
    terms = row.record.get("terms", [])
    if not terms or terms[-1].get("renewal") == "indefinite":
        return None
    terms[-1]["renewal"] = desk.random.choice(["fixed", "automatic"])
    row.cells["renewal"] = desk.label(Renewal, terms[-1]["renewal"])
    return "renewal"


@edit("termination_notice")
def notice_changed(desk, row):
    months = desk.random.randint(2, 11)
    row.record["termination_notice"] = f"P{months}M"
    row.cells["termination_notice"] = f"{months}개월" if desk.language == "ko" else f"{months} months"
    return "termination_notice"


@edit("status")
def day_of_the_end_corrected(desk, row):
    if not row.cells["status"] or not row.cells["status_on"]:
        return None
    row.cells["status_on"] = "2023-11-09"
    acts = [
        act
        for act in row.record["milestones"]
        if desk.label(MilestoneKind, act["kind"]) == row.cells["status"]
    ]
    acts[-1]["on"] = "2023-11-09"
    return "status_on"


@edit("place")
def place_corrected(desk, row):
    acts = done(row.record, MilestoneKind.SIGNED)
    if not acts:
        return None
    row.cells["place"] = "Bern (CH), Town Hall"
    acts[0]["places"] = [{"city": "Bern", "country": "CH", "is_online": False, "venue": "Town Hall"}]
    return "place"
