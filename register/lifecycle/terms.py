"""How far the terms of an agreement reach: a last day, a cycle that renews itself, or no end at all."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from register.choices import Certainty, State
from register.lifecycle.reasons import Code, because
from register.lifecycle.spans import (
    LAST,
    UNKNOWN,
    Span,
    day_after,
    day_before,
    first_day_after,
    parts,
    read,
    written,
)

AUTOMATIC, EVERGREEN, INDEFINITE = "automatic", "evergreen", "indefinite"

Anchor = tuple[Span, str]  # the day a term counts from, and the same in EDTF


@dataclass(frozen=True)
class Turn:
    """A change of state that no act records: it follows from a term, a notice, a last day."""

    span: Span
    state: State
    certainty: Certainty
    reasons: tuple[dict, ...]


@dataclass(frozen=True)
class Course:
    """How an agreement runs on: to an end, or onward in the way that its terms say."""

    end: Turn | None = None
    onward: str = ""
    reasons: tuple[dict, ...] = ()

    @property
    def goes_on_by_itself(self) -> bool:
        return self.onward in (AUTOMATIC, EVERGREEN)

    def reaches_beyond(self, other: "Course") -> bool:
        """Whether this one ends later; one with an end goes before one without."""
        if self.end and other.end:
            return self.end.span[::-1] > other.end.span[::-1]
        return bool(self.end) or (bool(self.onward) and not other.end)


def until_course(until: str, key: str) -> Course:
    """The course set by an act that names the last day."""
    if read(until, "end") == UNKNOWN:
        return Course()
    return _to_an_end({"key": key, "until": until, "renewal": "fixed"}, None)


def lay_course(
    terms: list[dict], anchor: Callable[[dict], Anchor | None], review_interval: str = ""
) -> Course:
    """The course of terms that run side by side: the one that ends last rules, the others are its steps."""
    laid = [(term, _course(term, anchor(term), review_interval)) for term in in_fixed_order(terms)]
    laid = [(term, course) for term, course in laid if course.end or course.onward or course.reasons]
    if not laid:
        return Course()
    ruling_term, ruling = max(laid, key=lambda pair: _reach(*pair))
    steps = [
        because(Code.TERM_IN_STEPS, term=term.get("key"), length=_length(term), renewal=term.get("renewal"))
        for term, _course_of_term in laid
        if term is not ruling_term and _length(term)
    ]
    return Course(ruling.end, ruling.onward, (*ruling.reasons, *steps))


def in_fixed_order(terms: list[dict]) -> list[dict]:
    """The same terms whatever order they were entered in."""
    return sorted(terms, key=lambda term: json.dumps(term, sort_keys=True, default=str))


def _reach(term: dict, course: Course) -> tuple:
    """A fixed end before anything that goes on by itself; then how far it goes."""
    is_fixed = bool(course.end) and course.onward == ""
    end = course.end.span[::-1] if course.end else (LAST, LAST)
    return is_fixed, course.onward == INDEFINITE, bool(course.end), course.onward == AUTOMATIC, end


def _length(term: dict, name: str = "length") -> str:
    """The duration, or nothing where it cannot be read."""
    duration = term.get(name) or ""
    return duration if parts(duration) else ""


def _course(term: dict, anchor: Anchor | None, review_interval: str) -> Course:
    key, renewal = term.get("key"), term.get("renewal") or "not_stated"
    if renewal == INDEFINITE:
        return Course(onward=INDEFINITE, reasons=(because(Code.NO_END_BY_ITS_TERMS, term=key),))
    if renewal in (AUTOMATIC, EVERGREEN):
        return _onward(term, anchor, review_interval)
    if read(term.get("until") or "", "end") != UNKNOWN or (_length(term) and anchor):
        return _to_an_end(term, anchor)
    if _length(term):
        return Course(reasons=(because(Code.TERM_WITHOUT_START, term=key, length=_length(term)),))
    return Course()


def _to_an_end(term: dict, anchor: Anchor | None) -> Course:
    """An end from the last day named, else from the length; a length alone only lets us presume it."""
    key, renewal = term.get("key"), term.get("renewal") or "not_stated"
    span = read(term.get("until") or "", "end").moved(day_after)
    if span != UNKNOWN:
        facts, certainty = {"term": key, "until": term["until"]}, Certainty.DERIVED
    else:
        start, start_text = anchor  # type: ignore[misc]  # a length is read only where it has one
        span = start.moved(lambda day: first_day_after(day, term["length"]))
        facts = {"term": key, "start": start_text, "length": term["length"]}
        certainty = Certainty.PRESUMED if renewal == "not_stated" else Certainty.DERIVED
    ended = because(Code.TERM_ENDED, **facts, last_day=written(span.moved(day_before)), renewal=renewal)
    return Course(Turn(span, State.EXPIRED, certainty, (ended,)), "", (because(Code.TERM_RUNS, **facts),))


def _onward(term: dict, anchor: Anchor | None, review_interval: str) -> Course:
    """It goes on by itself, if need be up to a greatest length."""
    facts = {"term": term.get("key"), "start": anchor[1] if anchor else "", "length": _length(term)}
    longest = _length(term, "maximum_length")
    if term["renewal"] == AUTOMATIC:
        runs = because(
            Code.RENEWS_AUTOMATICALLY,
            **facts,
            renewal_length=_length(term, "renewal_length") or facts["length"],
            maximum_length=longest,
            non_renewal_notice=_length(term, "non_renewal_notice"),
        )
    else:
        interval = review_interval if parts(review_interval) else ""
        runs = because(
            Code.GOES_ON_WITH_REVIEW,
            **facts,
            review_interval=_length(term, "renewal_length") or interval or facts["length"],
        )
    if not (longest and anchor):
        return Course(None, term["renewal"], (runs,))
    span = anchor[0].moved(lambda day: first_day_after(day, longest))
    last_day = written(span.moved(day_before))
    reached = because(Code.MAXIMUM_REACHED, **{**facts, "length": longest}, last_day=last_day)
    return Course(Turn(span, State.EXPIRED, Certainty.DERIVED, (reached,)), term["renewal"], (runs,))
