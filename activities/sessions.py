"""Activities as sessions and rounds by which agreements live."""

from activities.choices import ActivityKind, ActivityState
from lifecycle.related import Session
from lifecycle.spans import is_closed_interval, parse_span

_AWARDING = (ActivityKind.AWARD_ROUND, ActivityKind.PROJECT)


def held_session(body: dict) -> Session | None:
    """The session or round that a published body tells of; None if it was not held, or only something announced."""
    if body["state"] != ActivityState.HELD or body["kind"] == ActivityKind.ANNOUNCEMENT:
        return None
    on = body["on"] or ""
    runs_until = body["until"] or (on.partition("/")[2] if is_closed_interval(on) else "")
    return Session(
        ref=body["ref"],
        on=body["on"] or _known_by(body),
        activity=body["kind"],
        until=runs_until if body["kind"] in _AWARDING else "",
        closes=runs_until if body["kind"] == ActivityKind.CALL else "",
        is_first=body["ordinal"] == 1,
    )


def _known_by(body: dict) -> str:
    """On or before the day its earliest source was published, in EDTF; empty where no such day is known."""
    days = [
        parse_span(source["published_on"]).bounds[1] for source in body["sources"] if source["published_on"]
    ]
    known = [day for day in days if day]
    return f"[..{min(known).isoformat()}]" if known else ""
