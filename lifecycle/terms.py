"""Terms of an agreement: a last day, a cycle of renewal, or no end at all."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from lifecycle.choices import Certainty, State
from lifecycle.durations import add_duration, duration_parts
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.spans import (
    MAX_DATE,
    UNKNOWN_SPAN,
    Span,
    day_after,
    day_before,
    parse_last_day,
    stands_for_no_end,
)

AUTOMATIC, EVERGREEN, INDEFINITE = "automatic", "evergreen", "indefinite"
NO_END_STATED = "no_end_stated"  # no renewal: a year such as 9999 stands where the last day would be

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
    """The future that terms set for an agreement: an end, and the way in which it is renewed until then."""

    end: Transition | None = None
    renewal: str = ""
    reasons: tuple[dict, ...] = ()

    @property
    def renews_by_itself(self) -> bool:
        return self.renewal in (AUTOMATIC, EVERGREEN)

    @property
    def is_a_term(self) -> bool:
        """Something is set for its future, be it only a length."""
        return self not in (NO_CONTINUATION, WITHOUT_STATED_END)

    def with_renewal_in_doubt(self) -> "Continuation":
        """The same end; whether it renews itself after it is not known."""
        if self.end is None:
            return self
        doubt = make_reason(ReasonCode.RENEWAL_AFTER_END_NOT_KNOWN)
        end = replace(self.end, certainty=Certainty.PRESUMED, reasons=(*self.end.reasons, doubt))
        return replace(self, end=end, reasons=(*self.reasons, doubt))

    def ends_later_than(self, other: "Continuation") -> bool:
        """This continuation ends later; a continuation with an end goes before one without."""
        if self.end and other.end:
            return _latest_first(self.end.span) > _latest_first(other.end.span)
        return bool(self.end) or (bool(self.renewal) and not other.end)


NO_CONTINUATION = Continuation()
WITHOUT_STATED_END = Continuation(renewal=NO_END_STATED)


def continuation_until(until: str, key: str) -> Continuation:
    """The continuation set by an act that names the last day; empty where that cannot be parsed."""
    if stands_for_no_end(until):
        return WITHOUT_STATED_END
    if parse_last_day(until) == UNKNOWN_SPAN:
        return NO_CONTINUATION
    return _fixed_term({"key": key, "until": until, "renewal": "fixed"}, None)


def combine_terms(
    terms: list[dict], anchor: Callable[[dict], Anchor | None], review_interval: str = ""
) -> Continuation:
    """The continuation by terms that run side by side: the term that ends last rules, the others are its steps."""
    pairs = [(term, _continuation_of_term(term, anchor(term), review_interval)) for term in sort_terms(terms)]
    pairs = [(term, continuation) for term, continuation in pairs if continuation != NO_CONTINUATION]
    if not pairs:
        return NO_CONTINUATION
    ruling_term, ruling = max(pairs, key=lambda pair: _ruling_order(pair[1]))
    others = [pair for pair in pairs if pair[0] is not ruling_term and _length(pair[0])]
    counted = {EVERGREEN} if review_interval or ruling.renewal == EVERGREEN else set()
    return Continuation(ruling.end, ruling.renewal, (*ruling.reasons, *_steps(others, ruling, counted)))


def _steps(pairs: list[tuple[dict, Continuation]], ruling: Continuation, counted: set[str]) -> list[dict]:
    """The steps of the term that rules: the first with a review has its days, and where it ends, one with a notice.

    ``counted``: renewals of which another cycle has the days.
    """
    reasons, has_end = [], bool(ruling.end and not ruling.renewal)
    for term, continuation in pairs:
        renewal, facts = continuation.renewal, {"term": term.get("key"), "length": _length(term)}
        if renewal not in counted and (renewal == EVERGREEN or (renewal == AUTOMATIC and has_end)):
            counted = {*counted, renewal}
            last_day = ruling.end.span.moved(day_before).edtf if ruling.end else ""
            facts = {**continuation.reasons[0]["params"], "last_day": last_day}
        reasons.append(make_reason(ReasonCode.TERM_IN_STEPS, **facts, renewal=renewal))
    return reasons


def sort_terms(terms: list[dict]) -> list[dict]:
    """The same terms whatever order they were entered in."""
    return sorted(terms, key=lambda term: json.dumps(term, sort_keys=True, default=str))


def _ruling_order(continuation: Continuation) -> tuple:
    """Sort key: a fixed end goes before anything that renews itself, then a later end before an earlier."""
    end, renewal = continuation.end, continuation.renewal
    latest_first = _latest_first(end.span) if end else (MAX_DATE, MAX_DATE)
    return bool(end) and renewal == "", renewal == INDEFINITE, bool(end), renewal == AUTOMATIC, latest_first


def _latest_first(span: Span) -> tuple[date, date]:
    """Sort key of spans: by the latest day, then by the earliest."""
    return span.latest, span.earliest


def _length(term: dict, name: str = "length") -> str:
    """The duration under this name; empty where it cannot be parsed."""
    duration = term.get(name) or ""
    return duration if duration_parts(duration) else ""


def _continuation_of_term(term: dict, anchor: Anchor | None, review_interval: str) -> Continuation:
    key, renewal = term.get("key"), term.get("renewal") or "not_stated"
    if renewal == INDEFINITE:
        return Continuation(
            renewal=INDEFINITE, reasons=(make_reason(ReasonCode.NO_END_BY_ITS_TERMS, term=key),)
        )
    if renewal in (AUTOMATIC, EVERGREEN):
        return _renewing_term(term, anchor, review_interval)
    if parse_last_day(term.get("until") or "") != UNKNOWN_SPAN or (_length(term) and anchor):
        return _fixed_term(term, anchor)
    if _length(term):
        return Continuation(
            reasons=(make_reason(ReasonCode.TERM_WITHOUT_START, term=key, length=_length(term)),)
        )
    return WITHOUT_STATED_END if stands_for_no_end(term.get("until") or "") else NO_CONTINUATION


def _fixed_term(term: dict, anchor: Anchor | None) -> Continuation:
    """The end by the last day that is named, else by the length; presumed if the renewal is not stated."""
    key, renewal = term.get("key"), term.get("renewal") or "not_stated"
    span = parse_last_day(term.get("until") or "").moved(day_after)
    if span != UNKNOWN_SPAN:
        facts, certainty = {"term": key, "until": term["until"]}, Certainty.DERIVED
    else:
        start, start_text = anchor  # type: ignore[misc]  # a length counts only from an anchor
        span = start.moved(lambda day: add_duration(day, term["length"]))
        facts = {"term": key, "start": start_text, "length": term["length"]}
        certainty = Certainty.PRESUMED if renewal == "not_stated" else Certainty.DERIVED
    ended = make_reason(ReasonCode.TERM_ENDED, **facts, last_day=span.moved(day_before).edtf, renewal=renewal)
    return Continuation(
        Transition(span, State.EXPIRED, certainty, (ended,)),
        "",
        (make_reason(ReasonCode.TERM_RUNS, **facts),),
    )


def _renewing_term(term: dict, anchor: Anchor | None, review_interval: str) -> Continuation:
    """Renewal without an act, up to a maximum length where the term names one."""
    facts = {"term": term.get("key"), "start": anchor[1] if anchor else "", "length": _length(term)}
    maximum = _length(term, "maximum_length")
    if not (maximum and anchor):
        return Continuation(None, term["renewal"], (_renewal_reason(term, facts, review_interval),))
    span = anchor[0].moved(lambda day: add_duration(day, maximum))
    last_day = span.moved(day_before).edtf
    reason = _renewal_reason(term, facts, review_interval, last_day)
    reached = make_reason(ReasonCode.MAXIMUM_REACHED, **{**facts, "length": maximum}, last_day=last_day)
    end = Transition(span, State.EXPIRED, Certainty.DERIVED, (reached,))
    return Continuation(end, term["renewal"], (reason,))


def _renewal_reason(term: dict, facts: dict, review_interval: str, last_day: str = "") -> dict:
    renewal_length, until = _length(term, "renewal_length"), term.get("until") or ""
    until = until if parse_last_day(until) != UNKNOWN_SPAN else ""
    if term["renewal"] == AUTOMATIC:
        return make_reason(
            ReasonCode.RENEWS_AUTOMATICALLY,
            **facts,
            until=until,
            renewal_length=renewal_length,
            presumed_renewal_length="" if renewal_length else facts["length"],
            maximum_length=_length(term, "maximum_length"),
            non_renewal_notice=_length(term, "non_renewal_notice"),
            last_day=last_day,
        )
    return make_reason(
        ReasonCode.GOES_ON_WITH_REVIEW,
        **facts,
        until="" if review_interval else until,
        review_interval="" if review_interval else renewal_length or facts["length"],
    )
