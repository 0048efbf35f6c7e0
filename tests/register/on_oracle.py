"""Legal reading of a published agreement on a day, from its recorded acts and terms alone.

The oracle of counts by ``on=``: plain code by the rules of the design ("Dates and life"), written without the
product's derivation and from nothing derived. A body becomes a few stages, each with the days on which it may have
begun; what holds on a day is the last stage that has begun for certain, and what may hold are those that may have.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from core import edtf

RECORDED, DERIVED, PRESUMED = "recorded", "derived", "presumed"
NO_ANSWER = "unknown"
INTERNATIONAL_FORMS = {"treaty", "convention", "protocol", "exchange_of_notes"}
ENDING_STATES = {
    "terminated": "terminated",
    "cancelled": "cancelled",
    "superseded": "superseded",
    "completed": "completed",
    "expired": "expired",
}
# Acts upon what is in force: they show that it was
EVIDENCE = ("amended", "extended", "renewed", "reviewed", "suspended", "resumed", "registered")
NO_END_STATED = {9999, 2999}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """The days on which something may have happened; None: no bound is known."""

    first: date | None = None
    last: date | None = None

    @property
    def certain(self) -> date | None:
        """The day from which it has happened for certain; on the known side where there is one only."""
        return self.last or self.first

    def moved(self, days: int) -> "Days":
        step = timedelta(days=days)
        return Days(self.first and self.first + step, self.last and self.last + step)


@dataclass(frozen=True)
class Act:
    """A recorded act: the day it was done, the day it counts from, and whose it is."""

    kind: str
    on: Days
    counts_from: Days
    until: Days | None
    party: str | None


@dataclass(frozen=True)
class Stage:
    """A state from some day on."""

    begins: Days
    state: str
    certainty: str = RECORDED


@dataclass(frozen=True)
class Answer:
    """A state on a day; ``possible`` names every state that may hold on it."""

    state: str | None
    certainty: str | None
    possible: frozenset[str]


# The acts of a body


def days_of(text: str) -> Days | None:
    if not text:
        return None
    when = edtf.parse(text)
    return Days(when.earliest, when.latest)


def recorded_acts(body: dict) -> list[Act]:
    """What has happened: nothing that waits for a condition, and nothing of a day that nobody gives but as past.

    What neither a source nor another act dates has come by the day on which the register published it,
    ``published_here``.
    """
    acts = []
    for row in body["milestones"]:
        on, effective = days_of(row["on"]), days_of(row["effective_on"])
        if row["condition"] and not on:
            continue
        on = on or effective or Days(None, _day_of_earliest_source(body))
        acts.append(Act(row["kind"], on, effective or on, days_of(row["until"]), row["involvement"]))
    return acts


def _day_of_earliest_source(body: dict) -> date | None:
    published = [days.last for source in body["sources"] if (days := days_of(source["published_on"]))]
    is_dated = any(row["on"] or row["effective_on"] for row in body["milestones"])
    return min(filter(None, published), default=None if is_dated else body.get("published_here"))


def _last(acts: list[Act]) -> Days | None:
    """The day of the last of several acts."""
    return max((act.counts_from for act in acts), key=_by_certainty, default=None)


def _by_certainty(days: Days) -> tuple[date, date]:
    return days.certain or date.max, days.first or date.min


def _is_before(one: Days, other: Days) -> bool:
    """True where it was before; what has no day at all may have been."""
    return (one.certain or date.min) < (other.certain or date.max)


# The stages of its life


def stages(body: dict) -> list[Stage]:
    """Beginning, going on and end, in the order of time."""
    acts = recorded_acts(body)
    conclusion, effect = _conclusion(body, acts), _effect(body, acts)
    begun = _beginning(body, acts, conclusion, effect)
    ends = _ends(body, acts, conclusion, effect)
    if not ends:
        return [_held_on(body, stage) for stage in begun]
    end = min(ends, key=lambda stage: _by_certainty(stage.begins))
    return [stage for stage in begun if _is_before(stage.begins, end.begins)] + [end]


def _conclusion(body: dict, acts: list[Act]) -> Days | None:
    """Its last signature; the adoption of a text that does not bind and that nobody was to sign."""
    signed = _last([act for act in acts if act.kind in ("signed", "exchanged")])
    if signed or body["bindingness"] != "non_binding":
        return signed
    return _last([act for act in acts if act.kind in ("adopted", "agreed")])


def _effect(body: dict, acts: list[Act]) -> Days | None:
    """Entry into force: of the whole, else by the later notification; a term may reach back."""
    rows = [act for act in acts if act.kind in ("takes_effect", "launched")]
    whole = [act for act in rows if not act.party]
    effect = min((act.counts_from for act in whole), key=_by_certainty, default=_last(rows))
    starts = [days for term in body["terms"] if (days := days_of(term["starts_on"]))]
    return effect or min(starts, key=_by_certainty, default=None)


def _beginning(body: dict, acts: list[Act], conclusion: Days | None, effect: Days | None) -> list[Stage]:
    found = []
    provisional = _last([act for act in acts if act.kind == "provisionally_applied"])
    evidence = [
        act.on for act in acts if act.kind in EVIDENCE and conclusion and _is_before(conclusion, act.on)
    ]
    adopted = _last([act for act in acts if act.kind in ("adopted", "agreed")])
    if adopted and adopted != conclusion and not (conclusion and not _is_before(adopted, conclusion)):
        found.append(Stage(adopted, "adopted"))
    if conclusion and (effect or provisional):
        found.append(Stage(conclusion, "signed"))
    elif conclusion and not _is_international(body, acts):
        found.append(Stage(conclusion, "in_force", PRESUMED))
    elif conclusion:
        found.append(Stage(conclusion, "concluded"))
        if evidence:
            found.append(Stage(min(evidence, key=_by_certainty), "in_force", PRESUMED))
    if provisional:
        found = [*_before(provisional, found), Stage(provisional, "provisionally_applied")]
    if effect:
        found = [*_before(effect, found), Stage(effect, "in_force")]
    return found


def _before(day: Days, found: list[Stage]) -> Iterator[Stage]:
    """The stages before a day: nobody signs, on a day that is not known, what is not adopted yet."""
    return takewhile(lambda stage: _is_before(stage.begins, day), found)


def _is_international(body: dict, acts: list[Act]) -> bool:
    """Of international law: nothing follows from its signature alone."""
    is_form = body["form"] in INTERNATIONAL_FORMS or any(act.kind == "ratified" for act in acts)
    return is_form and body["bindingness"] in ("binding", "")


def _held_on(body: dict, stage: Stage) -> Stage:
    """Without an end it is presumed to go on, unless its terms say that it has none or renews itself."""
    renewals = {term["renewal"] for term in body["terms"]}
    if stage.state != "in_force" or stage.certainty == PRESUMED:
        return stage
    if "indefinite" in renewals:
        return stage
    return Stage(stage.begins, stage.state, DERIVED if renewals & {"automatic", "evergreen"} else PRESUMED)


# The end


def _ends(body: dict, acts: list[Act], conclusion: Days | None, effect: Days | None) -> list[Stage]:
    found = [
        Stage(act.counts_from.moved(1) if act.kind == "expired" else act.counts_from, ENDING_STATES[act.kind])
        for act in acts
        if act.kind in ENDING_STATES and not act.party
    ]
    if left := _day_with_one_side_left(body, acts):
        found.append(Stage(left, "terminated", DERIVED))
    if not found and (by_term := _end_of_term(body, acts, effect or conclusion)):
        found.append(by_term)
    return found


def _day_with_one_side_left(body: dict, acts: list[Act]) -> Days | None:
    """Sides are counted, not rows: parties of one side, or acting for another, leave together."""
    side_of = {
        row["key"]: row["side"] or row["acting_for"] or row["key"]
        for row in body["involvements"]
        if row["role"] == "party"
    }
    remaining = set(side_of)
    leaving = sorted(
        (act for act in acts if act.kind == "party_left"), key=lambda act: _by_certainty(act.counts_from)
    )
    for act in leaving:
        had = len({side_of[key] for key in remaining})
        remaining.discard(act.party)
        if had > 1 and len({side_of[key] for key in remaining}) == 1:
            return act.counts_from
    return None


def _end_of_term(body: dict, acts: list[Act], begins: Days | None) -> Stage | None:
    """The day after the last day of its terms and of what prolonged them, if they say one."""
    last_days = [days for term in body["terms"] if (days := _last_day(term, body, acts, begins))]
    prolonged = [act.until for act in acts if act.kind in ("extended", "renewed") and act.until]
    if (
        any(term["renewal"] in ("automatic", "evergreen", "indefinite") for term in body["terms"])
        and not prolonged
    ):
        return None
    last = max(last_days + prolonged, key=_by_certainty, default=None)
    if not last or (last.last and last.last.year in NO_END_STATED):
        return None
    return Stage(last.moved(1), "expired", DERIVED)


def _last_day(term: dict, body: dict, acts: list[Act], begins: Days | None) -> Days | None:
    if term["until"]:
        return days_of(term["until"])
    if term["starts_with"] == "signature":
        begins = _conclusion(body, acts)
    start = days_of(term["starts_on"]) or begins
    if not term["length"] or not start:
        return None
    return Days(*(later(day, term["length"], -1) for day in (start.first, start.last)))


def later(day: date | None, length: str, more_days: int = 0) -> date | None:
    """A day later by an ISO 8601 length; the last of the month where the day does not exist."""
    if not day:
        return None
    years, months, weeks, days = (
        int(found[1]) if (found := re.search(rf"(\d+){unit}", length)) else 0 for unit in "YMWD"
    )
    month = day.year * 12 + day.month - 1 + years * 12 + months
    year, month = divmod(month, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=days + 7 * weeks + more_days)


# A day


def answer(life: list[Stage], day: date) -> Answer:
    """What holds, and what may; nothing at all before anything can have begun."""
    begun = [
        number for number, stage in enumerate(life) if stage.begins.certain and stage.begins.certain <= day
    ]
    current = begun[-1] if begun else -1
    open_stages = takewhile(
        lambda stage: (stage.begins.first or date.min) <= day, life[current + 1 :]
    )  # in order
    may = [stage.state for stage in open_stages]
    if begun:
        return Answer(life[current].state, life[current].certainty, frozenset([life[current].state, *may]))
    return Answer(NO_ANSWER, PRESUMED, frozenset(may)) if may else Answer(None, None, frozenset())
