"""Sentences in the active language for the status of an agreement and for its reasons."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from lifecycle.choices import IN_EFFECT_STATES, Certainty, State
from lifecycle.labels import (
    ACT_NAMES,
    ACT_SENTENCES,
    BINDING_STATE_LABELS,
    FUTURE_ACT_SENTENCES,
    INSTRUMENT_STATE_LABELS,
    PROGRAMME_STATE_LABELS,
)
from lifecycle.phrases import bare_date_phrase, date_phrase, duration_words, parse_date_or_none
from lifecycle.reasons import ReasonCode
from lifecycle.related_sentences import RELATED_SENTENCES
from lifecycle.spans import day_before, parse_span
from lifecycle.status import Status

# Acts with another main effect; the new last day itself stands in the reason after them.
_ALSO_SETTING_AN_END = ("amended", "reviewed", "resumed", "party_joined", "party_left")


def state_label(
    state: str, nature: str = "instrument", bindingness: str = "", language: str | None = None
) -> str:
    """The label of a state for this kind of commitment: in force, in effect, running."""
    if nature != "instrument":
        labels = PROGRAMME_STATE_LABELS
    else:
        labels = BINDING_STATE_LABELS if bindingness == "binding" else INSTRUMENT_STATE_LABELS
    with override(language or get_language()):
        return str(labels[State(state)])


def reason_sentence(reason: dict) -> str:
    """A reason in one sentence; a code of a later release has none, and gives an empty text."""
    make_sentence = REASON_SENTENCES.get(reason.get("code") or "")
    return make_sentence(reason.get("params") or {}) if make_sentence else ""


def status_sentence(status: Status, nature: str = "instrument", bindingness: str = "") -> str:
    """The status in one sentence, without the reasons: “In effect until 12 May 2023, presumed.”"""
    states = [state_label(state, nature, bindingness) for state in status.possible]
    if len(states) > 1:
        joined = capfirst(_(" or ").join(states))
        return _("%(states)s: when this changes is not known to the day.") % {"states": joined}
    state = capfirst(states[0])
    if last_day := _last_day_of_state(status):
        state = _("%(state)s until %(day)s") % {"state": state, "day": bare_date_phrase(last_day)}
    if not status.has_begun:
        return _("%(state)s, if it had begun by then.") % {"state": state}
    if status.certainty == Certainty.PRESUMED:
        return _("%(state)s, presumed.") % {"state": state}
    if status.certainty == Certainty.DERIVED:
        return _("%(state)s, as follows from what is recorded.") % {"state": state}
    return _("%(state)s, as recorded.") % {"state": state}


def _last_day_of_state(status: Status) -> str:
    """The last day of the state in EDTF, where it is one that will end."""
    return status.end.moved(day_before).edtf if status.state in IN_EFFECT_STATES else ""


def _length_and_start(facts: dict) -> dict:
    return {"length": duration_words(facts["length"]), "start": bare_date_phrase(facts.get("start", ""))}


def _act_and_when(facts: dict) -> dict:
    when = date_phrase(facts.get("effective_on") or facts.get("on", ""))
    return {"act": str(ACT_NAMES[facts["kind"]]), "when": when}


def _act_sentence(facts: dict) -> str:
    kind = facts["kind"]
    is_ahead = _is_in_future(facts.get("effective_on") or facts.get("on", ""))
    sentences = FUTURE_ACT_SENTENCES if is_ahead and kind in FUTURE_ACT_SENTENCES else ACT_SENTENCES
    return sentences[kind] % {"when": _when_and_by_whom(facts)}


def _when_and_by_whom(facts: dict) -> str:
    """The days of an act, the instrument and the actor, as one phrase."""
    when = _done_and_effective_phrase(facts.get("on", ""), facts.get("effective_on", ""))
    if facts.get("until") and facts["kind"] in _ALSO_SETTING_AN_END:
        when = _("%(when)s, with a new last day") % {"when": when}
    elif facts.get("until"):
        when = _("%(when)s, until %(day)s") % {"when": when, "day": bare_date_phrase(facts["until"])}
    if facts.get("instrument"):
        when = _("%(when)s, by agreement %(ref)s") % {"when": when, "ref": facts["instrument"]}
    if facts.get("by_another_body"):
        when = _("%(when)s, by a body that is not a party") % {"when": when}
    if facts.get("by_one_party"):
        when = _("%(when)s, by one of the parties") % {"when": when}
    return when


def _done_and_effective_phrase(on: str, effective_on: str) -> str:
    when = date_phrase(on or effective_on)
    if not (on and effective_on):
        return when
    days = {"done": when, "counts": bare_date_phrase(effective_on)}
    if parse_span(effective_on).is_before(parse_span(on)):
        return _("%(done)s, with retroactive effect from %(counts)s") % days
    return _("%(done)s, with effect from %(counts)s") % days


def _term_runs(facts: dict) -> str:
    if facts.get("until"):
        return _("Its last day is %(day)s.") % {"day": bare_date_phrase(facts["until"])}
    return _("It lasts %(length)s from %(start)s.") % _length_and_start(facts)


def _term_in_steps(facts: dict) -> str:
    length = {"length": duration_words(facts["length"])}
    if facts.get("renewal") == "automatic":
        return _("Within that time it renews itself in steps of %(length)s.") % length
    if facts.get("renewal") == "evergreen":
        return _("Within that time it is reviewed in steps of %(length)s.") % length
    return _("A term of %(length)s runs beside it.") % length


def _term_ended(facts: dict) -> str:
    when = {"when": date_phrase(facts.get("last_day", ""))}
    if facts.get("renewed_later"):
        if facts.get("until"):
            return _("Expired %(when)s, the last day of its term; it was renewed only later.") % when
        sentence = _("Expired %(when)s: %(length)s from %(start)s; it was renewed only later.")
        return sentence % (when | _length_and_start(facts))
    if facts.get("followed"):
        return _followed_term_ended(facts, when)
    if facts.get("until"):
        if _ends_today_or_later(facts):
            return _("Expires %(when)s, the last day of its term; no renewal recorded.") % when
        return _("Expired %(when)s, the last day of its term; no renewal recorded.") % when
    if _ends_today_or_later(facts):
        sentence = _("Expires %(when)s: %(length)s from %(start)s, no renewal recorded.")
    else:
        sentence = _("Expired %(when)s: %(length)s from %(start)s, no renewal recorded.")
    return sentence % (when | _length_and_start(facts))


def _followed_term_ended(facts: dict, when: dict) -> str:
    """The end of a term after which another agreement came: nothing says that no renewal is recorded."""
    is_ahead = _ends_today_or_later(facts)
    if facts.get("until"):
        sentence = (
            _("Expires %(when)s, the last day of its term.")
            if is_ahead
            else _("Expired %(when)s, the last day of its term.")
        )
        return sentence % when
    sentence = (
        _("Expires %(when)s: %(length)s from %(start)s.")
        if is_ahead
        else _("Expired %(when)s: %(length)s from %(start)s.")
    )
    return sentence % (when | _length_and_start(facts))


def _maximum_reached(facts: dict) -> str:
    if _ends_today_or_later(facts):
        sentence = _("Expires %(when)s: it can last %(length)s from %(start)s at most.")
    else:
        sentence = _("Expired %(when)s: it could last %(length)s from %(start)s at most.")
    return sentence % ({"when": date_phrase(facts.get("last_day", ""))} | _length_and_start(facts))


def _ends_today_or_later(facts: dict) -> bool:
    """The last day is not over today."""
    last_day = parse_date_or_none(facts.get("last_day", ""))
    return bool(last_day and last_day.earliest and last_day.earliest >= timezone.localdate())


def _is_in_future(text: str) -> bool:
    """The day has certainly not come today."""
    day = parse_date_or_none(text)
    return bool(day and day.earliest and day.earliest > timezone.localdate())


def _renews_automatically(facts: dict) -> str:
    cycle, notice = facts.get("renewal_length", ""), facts.get("non_renewal_notice", "")
    words = {"cycle": duration_words(cycle), "notice": duration_words(notice)}
    if cycle and notice:
        return (
            _("It renews itself for %(cycle)s at a time, unless notice is given %(notice)s before.") % words
        )
    if cycle:
        return _("It renews itself for %(cycle)s at a time, unless notice is given.") % words
    if notice:
        return _("It renews itself, unless notice is given %(notice)s before.") % words
    return _("It renews itself, unless notice is given.")


def _goes_on_with_review(facts: dict) -> str:
    if facts.get("review_interval"):
        interval = duration_words(facts["review_interval"])
        return _("It goes on without a last day, with a review at intervals of %(interval)s.") % {
            "interval": interval
        }
    return _("It goes on without a last day, with a review.")


def _no_end_recorded(facts: dict) -> str:
    if not facts.get("kind"):
        return _("No end is recorded.")
    if not facts.get("on"):
        return _("No end is recorded; the last recorded act is the %(act)s.") % _act_and_when(facts)
    return _("No end is recorded; the last recorded act is the %(act)s %(when)s.") % _act_and_when(facts)


def _notice_ran_out(facts: dict) -> str:
    if facts.get("until"):
        return _("The notice ended it; its last day was %(day)s.") % {"day": bare_date_phrase(facts["until"])}
    return _("The notice ended it: %(length)s from %(start)s.") % _length_and_start(facts)


def _effect_not_stated(facts: dict) -> str:
    if facts.get("kind") == "adopted":
        return _(
            "Nothing is recorded about when it takes effect; not being known to bind in law, it is taken to apply "
            "from its adoption."
        )
    return _(
        "Nothing is recorded about when it takes effect; not being known to bind in law, it is taken to apply "
        "from its signature."
    )


REASON_SENTENCES: dict[str, Callable[[dict], str]] = {
    ReasonCode.ACT: _act_sentence,
    ReasonCode.EFFECT_NOT_STATED: _effect_not_stated,
    ReasonCode.EFFECT_NOT_RECORDED: lambda facts: _(
        "It binds in law, and that it took effect is not recorded."
    ),
    ReasonCode.CONDITION_NOT_KNOWN_MET: lambda facts: _(
        "It takes effect when a condition is met; that this has happened is not recorded."
    ),
    ReasonCode.ONLY_MADE_KNOWN: lambda facts: (
        _("All that is recorded is the %(act)s %(when)s.") % _act_and_when(facts)
    ),
    ReasonCode.SHOWN_BY_ACT: lambda facts: (
        _("Since when is not recorded; the %(act)s %(when)s shows that it was there already.")
        % _act_and_when(facts)
    ),
    ReasonCode.START_NOT_RECORDED: lambda facts: _("Since when is not recorded."),
    ReasonCode.TERM_RUNS: _term_runs,
    ReasonCode.TERM_IN_STEPS: _term_in_steps,
    ReasonCode.TERM_WITHOUT_START: lambda facts: (
        _("It lasts %(length)s; from which day is not recorded.") % _length_and_start(facts)
    ),
    ReasonCode.TERM_ENDED: _term_ended,
    ReasonCode.MAXIMUM_REACHED: _maximum_reached,
    ReasonCode.RENEWS_AUTOMATICALLY: _renews_automatically,
    ReasonCode.GOES_ON_WITH_REVIEW: _goes_on_with_review,
    ReasonCode.NO_END_BY_ITS_TERMS: lambda facts: _("By its own terms it has no end."),
    ReasonCode.NO_END_RECORDED: _no_end_recorded,
    ReasonCode.RENEWED_WITHOUT_END: lambda facts: _("Until when the renewal lasts is not recorded."),
    ReasonCode.RENEWAL_MAY_BE_LATE: lambda facts: _("That it was renewed before its end is taken to be so."),
    ReasonCode.GOES_ON_FOR_OTHERS: lambda facts: _("Among the other parties it goes on."),
    ReasonCode.ONE_PARTY_LEFT: lambda facts: _(
        "With that only one party is left, so there is no agreement any more."
    ),
    ReasonCode.SUSPENDED_ON_CONDITION: lambda facts: _("It stays suspended until a condition is met."),
    ReasonCode.SUSPENSION_RAN_OUT: lambda facts: (
        _("The last day of its suspension was %(day)s.") % {"day": bare_date_phrase(facts.get("until", ""))}
    ),
    ReasonCode.PROVISIONAL_APPLICATION_RAN_OUT: lambda facts: (
        _("The last day of its provisional application was %(day)s.")
        % {"day": bare_date_phrase(facts.get("until", ""))}
    ),
    ReasonCode.NOTICE_RAN_OUT: _notice_ran_out,
    **RELATED_SENTENCES,
}
