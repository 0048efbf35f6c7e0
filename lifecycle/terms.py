"""How far the terms of an agreement reach: a last day, a cycle that renews itself, or no end at all."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from lifecycle.choices import Certainty, State
from lifecycle.durations import add_duration, duration_parts
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import MAX_DATE, UNKNOWN_SPAN, Span, day_after, day_before, parse_span, span_to_edtf

AUTOMATIC, EVERGREEN, INDEFINITE = "automatic", "evergreen", "indefinite"

Anchor = tuple[Span, str]  # the day a term counts from, and the same in EDTF


@dataclass(frozen=True)
class Transition:
    """A change of state that no act records: it follows from a term, a notice, a last day."""

    span: Span
    state: State
    certainty: Certainty
    reasons: tuple[dict, ...]


@dataclass(frozen=True)
class Continuation:
    """How an agreement runs on: to an end, or onward in the way that its terms say."""

    end: Transition | None = None
    onward: str = ""
    reasons: tuple[dict, ...] = ()

    @property
    def goes_on_by_itself(self) -> bool:
        return self.onward in (AUTOMATIC, EVERGREEN)

    def reaches_beyond(self, other: "Continuation") -> bool:
        """Whether this one ends later; one with an end goes before one without."""
        if self.end and other.end:
            return self.end.span[::-1] > other.end.span[::-1]
        return bool(self.end) or (bool(self.onward) and not other.end)


def continuation_until(until: str, key: str) -> Continuation:
    """The course set by an act that names the last day."""
    if parse_span(until, "end") == UNKNOWN_SPAN:
        return Continuation()
    return _fixed_term({"key": key, "until": until, "renewal": "fixed"}, None)


def combine_terms(
    terms: list[dict], anchor: Callable[[dict], Anchor | None], review_interval: str = ""
) -> Continuation:
    """The course of terms that run side by side: the one that ends last rules, the others are its steps."""
    laid = [(term, _continuation_of_term(term, anchor(term), review_interval)) for term in sort_terms(terms)]
    laid = [(term, course) for term, course in laid if course.end or course.onward or course.reasons]
    if not laid:
        return Continuation()
    ruling_term, ruling = max(laid, key=lambda pair: _ruling_order(*pair))
    steps = [
        make_reason(
            ReasonCode.TERM_IN_STEPS, term=term.get("key"), length=_length(term), renewal=term.get("renewal")
        )
        for term, _course_of_term in laid
        if term is not ruling_term and _length(term)
    ]
    return Continuation(ruling.end, ruling.onward, (*ruling.reasons, *steps))


def sort_terms(terms: list[dict]) -> list[dict]:
    """The same terms whatever order they were entered in."""
    return sorted(terms, key=lambda term: json.dumps(term, sort_keys=True, default=str))


def _ruling_order(term: dict, course: Continuation) -> tuple:
    """A fixed end before anything that goes on by itself; then how far it goes."""
    is_fixed = bool(course.end) and course.onward == ""
    end = course.end.span[::-1] if course.end else (MAX_DATE, MAX_DATE)
    return is_fixed, course.onward == INDEFINITE, bool(course.end), course.onward == AUTOMATIC, end


def _length(term: dict, name: str = "length") -> str:
    """The duration, or nothing where it cannot be read."""
    duration = term.get(name) or ""
    return duration if duration_parts(duration) else ""


def _continuation_of_term(term: dict, anchor: Anchor | None, review_interval: str) -> Continuation:
    key, renewal = term.get("key"), term.get("renewal") or "not_stated"
    if renewal == INDEFINITE:
        return Continuation(
            onward=INDEFINITE, reasons=(make_reason(ReasonCode.NO_END_BY_ITS_TERMS, term=key),)
        )
    if renewal in (AUTOMATIC, EVERGREEN):
        return _renewing_term(term, anchor, review_interval)
    if parse_span(term.get("until") or "", "end") != UNKNOWN_SPAN or (_length(term) and anchor):
        return _fixed_term(term, anchor)
    if _length(term):
        return Continuation(
            reasons=(make_reason(ReasonCode.TERM_WITHOUT_START, term=key, length=_length(term)),)
        )
    return Continuation()


def _fixed_term(term: dict, anchor: Anchor | None) -> Continuation:
    """An end from the last day named, else from the length; a length alone only lets us presume it."""
    key, renewal = term.get("key"), term.get("renewal") or "not_stated"
    span = parse_span(term.get("until") or "", "end").moved(day_after)
    if span != UNKNOWN_SPAN:
        facts, certainty = {"term": key, "until": term["until"]}, Certainty.DERIVED
    else:
        start, start_text = anchor  # type: ignore[misc]  # a length is read only where it has one
        span = start.moved(lambda day: add_duration(day, term["length"]))
        facts = {"term": key, "start": start_text, "length": term["length"]}
        certainty = Certainty.PRESUMED if renewal == "not_stated" else Certainty.DERIVED
    ended = make_reason(
        ReasonCode.TERM_ENDED, **facts, last_day=span_to_edtf(span.moved(day_before)), renewal=renewal
    )
    return Continuation(
        Transition(span, State.EXPIRED, certainty, (ended,)),
        "",
        (make_reason(ReasonCode.TERM_RUNS, **facts),),
    )


def _renewing_term(term: dict, anchor: Anchor | None, review_interval: str) -> Continuation:
    """It goes on by itself, if need be up to a greatest length."""
    facts = {"term": term.get("key"), "start": anchor[1] if anchor else "", "length": _length(term)}
    longest = _length(term, "maximum_length")
    if term["renewal"] == AUTOMATIC:
        runs = make_reason(
            ReasonCode.RENEWS_AUTOMATICALLY,
            **facts,
            renewal_length=_length(term, "renewal_length") or facts["length"],
            maximum_length=longest,
            non_renewal_notice=_length(term, "non_renewal_notice"),
        )
    else:
        interval = review_interval if duration_parts(review_interval) else ""
        runs = make_reason(
            ReasonCode.GOES_ON_WITH_REVIEW,
            **facts,
            review_interval=_length(term, "renewal_length") or interval or facts["length"],
        )
    if not (longest and anchor):
        return Continuation(None, term["renewal"], (runs,))
    span = anchor[0].moved(lambda day: add_duration(day, longest))
    last_day = span_to_edtf(span.moved(day_before))
    reached = make_reason(ReasonCode.MAXIMUM_REACHED, **{**facts, "length": longest}, last_day=last_day)
    return Continuation(
        Transition(span, State.EXPIRED, Certainty.DERIVED, (reached,)), term["renewal"], (runs,)
    )
