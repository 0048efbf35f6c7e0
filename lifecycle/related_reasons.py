"""Reasons that name other records and change no state: newer agreements, awards that still run."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from lifecycle.choices import State
from lifecycle.reasons import ReasonCode, make_reason
from lifecycle.related import Follower, Related, Session
from lifecycle.related_acts import instrument_refs, pending_instruments
from lifecycle.spans import UNKNOWN_SPAN, parse_last_day, parse_span
from lifecycle.timeline import Stage

_CALL = "call"  # kind of activity
_AFTER_ITS_TERM = (State.EXPIRED, State.COMPLETED, State.TERMINATED)
# How an agreement stands to the older one that an act by it changes.
_RELATION_BY_ACT = {
    "extended": "extends",
    "renewed": "renews",
    "superseded": "supersedes",
    "terminated": "terminates",
}


def with_followers(stages: list[Stage], body: dict, related: Related) -> list[Stage]:
    """The stages; the last names the newer agreements that no act of this one names, if it is not in their place."""
    followers = _unnamed_followers(body, related)
    if not followers:
        return stages
    reasons = tuple(
        make_reason(
            ReasonCode.FOLLOWED_BY,
            ref=follower.ref,
            relation=follower.relation,
            pending=follower.is_pending,
            cancelled=follower.is_cancelled,
        )
        for follower in followers
    )
    return _with_last_reasons(stages, lambda stage: (*map(_as_followed, stage.reasons), *reasons))


def with_calls_and_awards(stages: list[Stage], related: Related) -> list[Stage]:
    """The stages; the last says when the latest call closed, and until when what was awarded under it runs."""

    def reasons_of(stage: Stage) -> tuple[dict, ...]:
        is_over = stage.state in _AFTER_ITS_TERM
        further = (
            *_closed_call(related.sessions),
            *_running_awards(related.sessions, stage if is_over else None),
        )
        # of what goes on, the last reason is the main one
        return (*stage.reasons, *further) if is_over else (*stage.reasons[:-1], *further, *stage.reasons[-1:])

    return _with_last_reasons(stages, reasons_of)


def _closed_call(sessions: tuple[Session, ...]) -> Iterator[dict]:
    """The last day for applications; none where a later call has no such day."""
    calls = [session for session in sessions if session.activity == _CALL]
    closing = [(parse_last_day(call.closes), call) for call in calls]
    closing = [(day, call) for day, call in closing if day != UNKNOWN_SPAN]
    if not closing:
        return
    day, latest = max(closing, key=lambda pair: (pair[0].latest_known_day, pair[1].ref))
    if not any(not call.closes and day.is_before(parse_span(call.on)) for call in calls):
        yield make_reason(ReasonCode.CALL_CLOSED, ref=latest.ref, until=latest.closes)


def _running_awards(sessions: tuple[Session, ...], over: Stage | None) -> Iterator[dict]:
    """The last day of what runs longest; of a programme that is over, where that is not before its end."""
    running = [
        (last_day, session)
        for session in sessions
        if (last_day := parse_last_day(session.until)) != UNKNOWN_SPAN
        and not (over and last_day.is_before(over.span))
    ]
    if running:
        _day, longest = max(running, key=lambda pair: (pair[0].latest, pair[1].ref))
        yield make_reason(ReasonCode.AWARDS_RUN_ON, ref=longest.ref, until=longest.until)


def _unnamed_followers(body: dict, related: Related) -> list[Follower]:
    pending = pending_instruments(body, related.instruments)
    named = instrument_refs(body.get("milestones") or []) - set(pending)
    followers = {follower.ref: follower for follower in related.followers if follower.ref not in named}
    for ref, act in pending.items():
        relation = followers[ref].relation if ref in followers else _RELATION_BY_ACT[act]
        is_cancelled = related.instruments[ref].is_cancelled
        followers[ref] = Follower(ref, relation, is_pending=True, is_cancelled=is_cancelled)
    return sorted(followers.values(), key=lambda follower: (int(follower.ref[1:] or 0), follower.ref))


def _as_followed(reason: dict) -> dict:
    """The end of a term, without the words that no renewal is recorded."""
    if reason["code"] != ReasonCode.TERM_ENDED:
        return reason
    return {**reason, "params": reason["params"] | {"followed": True}}


def _with_last_reasons(stages: list[Stage], reasons_of: Callable[[Stage], tuple[dict, ...]]) -> list[Stage]:
    position = max((place for place, stage in enumerate(stages) if stage.state), default=None)
    if position is None:
        return stages
    last = stages[position]
    return [*stages[:position], replace(last, reasons=reasons_of(last)), *stages[position + 1 :]]
