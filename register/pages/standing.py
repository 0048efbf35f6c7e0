"""Whether an agreement holds and why, as a page says it: the status of a day, and its life as rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from register.choices import Certainty, State
from register.lifecycle import Status, status_at
from register.lifecycle import sentences as wording
from register.pages.reading import LinkedRecord, last_days, lives

# The second signal beside the word: which colour the tag has.
TONES = {
    State.UNDER_NEGOTIATION: "coming",
    State.PLANNED: "coming",
    State.SIGNED: "coming",
    State.IN_FORCE: "holds",
    State.SUSPENDED: "paused",
    State.UNKNOWN: "unknown",
}


@dataclass(frozen=True)
class Standing:
    """A status in words: the tag, the sentence, the reasons, and of these the one that says most."""

    tag: str
    tone: str
    sentence: str = ""
    reasons: tuple[str, ...] = ()
    why: str = ""


def standing(status: Status | None, nature: str, bindingness: str = "") -> Standing:
    """What a page says of a day. Where nothing is known, it says so."""
    if status is None:
        nothing = _("Nothing is recorded that says whether it holds.")
        return Standing(_("not known"), "unknown", nothing, why=nothing)
    words = [wording.state_words(state, nature, bindingness) for state in status.possible]
    tag = _(" or ").join(words)
    if status.certainty == Certainty.PRESUMED and len(words) == 1:
        tag = _("%(state)s, presumed") % {"state": tag}
    sentence = wording.status_sentence(status, nature, bindingness)
    reasons = reasons_of([*status.reasons, *status.onward])
    return Standing(
        tag=tag,
        tone=tone(status.state, status.certainty) if len(words) == 1 else "unknown",
        sentence=sentence,
        reasons=reasons,
        why=sentence if len(words) > 1 or not reasons else reasons[-1],
    )


def is_before(periods: list, day: date) -> bool:
    """Whether all that is recorded of an agreement certainly came after that day."""
    return bool(periods) and bool(periods[0].start_earliest) and periods[0].start_earliest > day


def not_yet(periods: list) -> Standing:
    """What a page says of a day before the first that is recorded of an agreement."""
    first = wording.when_words(periods[0].start_earliest.isoformat())
    sentence = _("It was not there yet: its life as recorded begins %(when)s.") % {"when": first}
    return Standing(_("not there yet"), "unknown", sentence, why=sentence)


def standing_on(periods: list, day: date, nature: str, bindingness: str = "") -> Standing:
    """What a page says of an agreement with these periods on a day, one before its life began among them."""
    if is_before(periods, day):
        return not_yet(periods)
    return standing(status_at(periods, day), nature, bindingness)


def standing_of_each(linked: Iterable[LinkedRecord], day: date) -> dict[str, Standing]:
    """What a page says of the agreements among the records that point at it, by reference."""
    agreements = [one for one in linked if one.kind == "agreement"]
    found = lives(one.ref for one in agreements)
    return {
        one.ref: standing_on(found.get(one.ref, []), day, one.nature, one.key("bindingness"))
        for one in agreements
    }


def tone(state: str, certainty: str) -> str:
    shade = TONES.get(State(state), "ended")
    return "presumed" if shade == "holds" and certainty == Certainty.PRESUMED else shade


def reasons_of(reasons: Iterable[dict]) -> tuple[str, ...]:
    """Reasons in sentences, each once; a reason of a later release has none."""
    return tuple(dict.fromkeys(filter(None, map(wording.reason_words, reasons))))


@dataclass(frozen=True)
class Stretch:
    """A row of the life: a state from when to when, how it is known and why."""

    state: str
    tone: str
    certainty: str
    start: tuple[date | None, date | None]
    last_day: tuple[date | None, date | None]
    is_last: bool
    is_now: bool
    reasons: tuple[str, ...]


def life(periods: list, day: date, nature: str, bindingness: str = "") -> list[Stretch]:
    """The periods of an agreement as rows, the first first. The end of one is the day before the next begins."""
    status = status_at(periods, day)
    now = status.period if status else None
    return [
        Stretch(
            state=wording.state_words(period.state, nature, bindingness),
            tone=tone(period.state, period.certainty),
            certainty=str(Certainty(period.certainty).label),
            start=(period.start_earliest, period.start_latest),
            last_day=last_days(period),
            is_last=period is periods[-1],
            is_now=now is period,
            reasons=reasons_of(period.reasons),
        )
        for period in periods
    ]
