"""The status of an agreement, and the reasons for it, in sentences in the active language."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from core import edtf
from register.choices import Certainty, State
from register.lifecycle import Status
from register.lifecycle.reasons import Code
from register.lifecycle.spans import FIRST, LAST, Span, day_before, parts, read, written
from register.lifecycle.words import (
    ACTS,
    ACTS_AHEAD,
    NAMES_OF_ACTS,
    OF_BINDING_INSTRUMENTS,
    OF_INSTRUMENTS,
    OF_PROGRAMMES_AND_DIALOGUES,
)

# Acts that are something else first: that they also move the end is said beside it, by the reason with the last day.
SETTING_AN_END_BESIDES = ("amended", "reviewed", "resumed", "party_joined", "party_left")
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def state_words(
    state: str, nature: str = "instrument", bindingness: str = "", language: str | None = None
) -> str:
    """What a state is called for this kind of commitment: in force, in effect, running."""
    if nature != "instrument":
        words = OF_PROGRAMMES_AND_DIALOGUES
    else:
        words = OF_BINDING_INSTRUMENTS if bindingness == "binding" else OF_INSTRUMENTS
    with override(language or get_language()):
        return str(words[State(state)])


def reason_words(reason: dict) -> str:
    """A reason in one sentence; a code of a later release has none, and gives an empty text."""
    say = SENTENCES.get(reason.get("code") or "")
    return say(reason.get("params") or {}) if say else ""


def status_sentence(status: Status, nature: str = "instrument", bindingness: str = "") -> str:
    """What is known of a day in one sentence, without the reasons: “In effect until 12 May 2023, presumed.”"""
    states = [state_words(state, nature, bindingness) for state in status.possible]
    if len(states) > 1:
        joined = capfirst(_(" or ").join(states))
        return _("%(states)s: when this changes is not known to the day.") % {"states": joined}
    state = capfirst(states[0])
    if last_day := _last_day(status):
        state = _("%(state)s until %(day)s") % {"state": state, "day": day_words(last_day)}
    if not status.has_begun:
        return _("%(state)s, if it had begun by then.") % {"state": state}
    if status.certainty == Certainty.PRESUMED:
        return _("%(state)s, presumed.") % {"state": state}
    if status.certainty == Certainty.DERIVED:
        return _("%(state)s, as follows from what is recorded.") % {"state": state}
    return _("%(state)s, as recorded.") % {"state": state}


def duration_words(duration: str) -> str:
    """An ISO 8601 duration in words: three years, 3년. What is no duration is shown as it is."""
    counts = parts(duration)
    if not counts:
        return duration
    years, months, weeks, days = counts
    units = [
        years and ngettext("%(number)s year", "%(number)s years", years) % {"number": _number(years)},
        months and ngettext("%(number)s month", "%(number)s months", months) % {"number": _number(months)},
        weeks and ngettext("%(number)s week", "%(number)s weeks", weeks) % {"number": _number(weeks)},
        days and ngettext("%(number)s day", "%(number)s days", days) % {"number": _number(days)},
    ]
    first, *others = [unit for unit in units if unit] or [_("no time")]
    for other in others:
        first = _("%(longer)s and %(shorter)s") % {"longer": first, "shorter": other}
    return first


def when_words(text: str) -> str:
    """A date as it stands in a sentence: on 12 May 2023, in August 2023, on or before 3 December 2024."""
    day = _date(text)
    if day is None:
        return _("on a day that is not recorded")
    if day.shape != "date":
        return day.words()
    if day.start.day in ("", "XX"):  # type: ignore[union-attr]  # a date starts with a point
        return _("in %(date)s") % {"date": day.words()}
    return _("on %(date)s") % {"date": day.words()}


def day_words(text: str) -> str:
    """A date that stands after “from” or “until”."""
    day = _date(text)
    if day is None:
        return _("a day that is not recorded")
    if day.shape == "date":
        return day.words()
    if day.shape == "one of" and day.earliest and day.latest:
        first, last = (edtf.parse(end.text).words() for end in (day.start, day.end))  # type: ignore[union-attr]  # it has both
        return _("a day between %(first)s and %(last)s") % {"first": first, "last": last}
    return _("a day %(span)s") % {"span": day.words()}


def _date(text: str) -> edtf.EDTF | None:
    try:
        return edtf.parse(text)
    except edtf.EDTFError:
        return None


def _number(number: int) -> str:
    is_english = (get_language() or "en").startswith("en")
    return NUMBERS[number] if is_english and number < len(NUMBERS) else str(number)


def _last_day(status: Status) -> str:
    """The last day of the state in EDTF, where it is one that will end."""
    end = Span(status.end[0] or FIRST, status.end[1] or LAST)
    return written(end.moved(day_before)) if status.state in (State.IN_FORCE, State.SUSPENDED) else ""


def _length_from(facts: dict) -> dict:
    return {"length": duration_words(facts["length"]), "start": day_words(facts.get("start", ""))}


def _act_and_when(facts: dict) -> dict:
    when = when_words(facts.get("effective_on") or facts.get("on", ""))
    return {"act": str(NAMES_OF_ACTS[facts["kind"]]), "when": when}


def _act(facts: dict) -> str:
    on, effective_on = facts.get("on", ""), facts.get("effective_on", "")
    when = when_words(on or effective_on)
    if on and effective_on:
        is_retroactive = read(effective_on).is_before(read(on))
        counts = {"done": when, "counts": day_words(effective_on)}
        if is_retroactive:
            when = _("%(done)s, with retroactive effect from %(counts)s") % counts
        else:
            when = _("%(done)s, with effect from %(counts)s") % counts
    if facts.get("until") and facts["kind"] in SETTING_AN_END_BESIDES:
        when = _("%(when)s, with a new last day") % {"when": when}
    elif facts.get("until"):
        when = _("%(when)s, until %(day)s") % {"when": when, "day": day_words(facts["until"])}
    if facts.get("instrument"):
        when = _("%(when)s, by agreement %(ref)s") % {"when": when, "ref": facts["instrument"]}
    if facts.get("by_another_body"):
        when = _("%(when)s, by a body that is not a party") % {"when": when}
    if facts.get("by_one_party"):
        when = _("%(when)s, by one of the parties") % {"when": when}
    words = ACTS_AHEAD if facts["kind"] in ACTS_AHEAD and _lies_ahead(effective_on or on) else ACTS
    return words[facts["kind"]] % {"when": when}


def _term_runs(facts: dict) -> str:
    if facts.get("until"):
        return _("Its last day is %(day)s.") % {"day": day_words(facts["until"])}
    return _("It lasts %(length)s from %(start)s.") % _length_from(facts)


def _term_in_steps(facts: dict) -> str:
    length = {"length": duration_words(facts["length"])}
    if facts.get("renewal") == "automatic":
        return _("Within that time it renews itself in steps of %(length)s.") % length
    if facts.get("renewal") == "evergreen":
        return _("Within that time it is reviewed in steps of %(length)s.") % length
    return _("A term of %(length)s runs beside it.") % length


def _term_ended(facts: dict) -> str:
    when = {"when": when_words(facts.get("last_day", ""))}
    if facts.get("renewed_later"):
        if facts.get("until"):
            return _("Expired %(when)s, the last day of its term; it was renewed only later.") % when
        sentence = _("Expired %(when)s: %(length)s from %(start)s; it was renewed only later.")
        return sentence % (when | _length_from(facts))
    if facts.get("until"):
        if _is_to_come(facts):
            return _("Expires %(when)s, the last day of its term; no renewal recorded.") % when
        return _("Expired %(when)s, the last day of its term; no renewal recorded.") % when
    if _is_to_come(facts):
        sentence = _("Expires %(when)s: %(length)s from %(start)s, no renewal recorded.")
    else:
        sentence = _("Expired %(when)s: %(length)s from %(start)s, no renewal recorded.")
    return sentence % (when | _length_from(facts))


def _maximum_reached(facts: dict) -> str:
    if _is_to_come(facts):
        sentence = _("Expires %(when)s: it can last %(length)s from %(start)s at most.")
    else:
        sentence = _("Expired %(when)s: it could last %(length)s from %(start)s at most.")
    return sentence % ({"when": when_words(facts.get("last_day", ""))} | _length_from(facts))


def _is_to_come(facts: dict) -> bool:
    """Whether the last day is not over on the day on which this is read."""
    last_day = _date(facts.get("last_day", ""))
    return bool(last_day and last_day.earliest and last_day.earliest >= timezone.localdate())


def _lies_ahead(text: str) -> bool:
    """Whether a day has certainly not come on the day on which this is read."""
    day = _date(text)
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
        return _("The notice ended it; its last day was %(day)s.") % {"day": day_words(facts["until"])}
    return _("The notice ended it: %(length)s from %(start)s.") % _length_from(facts)


SENTENCES: dict[str, Callable[[dict], str]] = {
    Code.ACT: _act,
    Code.EFFECT_NOT_STATED: lambda facts: _(
        "Nothing is recorded about when it takes effect; not being known to bind in law, it is taken to apply "
        "from its signature."
    ),
    Code.EFFECT_NOT_RECORDED: lambda facts: _("It binds in law, and that it took effect is not recorded."),
    Code.CONDITION_NOT_KNOWN_MET: lambda facts: _(
        "It takes effect when a condition is met; that this has happened is not recorded."
    ),
    Code.ONLY_MADE_KNOWN: lambda facts: (
        _("All that is recorded is the %(act)s %(when)s.") % _act_and_when(facts)
    ),
    Code.SHOWN_BY_ACT: lambda facts: (
        _("Since when is not recorded; the %(act)s %(when)s shows that it was there already.")
        % _act_and_when(facts)
    ),
    Code.START_NOT_RECORDED: lambda facts: _("Since when is not recorded."),
    Code.TERM_RUNS: _term_runs,
    Code.TERM_IN_STEPS: _term_in_steps,
    Code.TERM_WITHOUT_START: lambda facts: (
        _("It lasts %(length)s; from which day is not recorded.") % _length_from(facts)
    ),
    Code.TERM_ENDED: _term_ended,
    Code.MAXIMUM_REACHED: _maximum_reached,
    Code.RENEWS_AUTOMATICALLY: _renews_automatically,
    Code.GOES_ON_WITH_REVIEW: _goes_on_with_review,
    Code.NO_END_BY_ITS_TERMS: lambda facts: _("By its own terms it has no end."),
    Code.NO_END_RECORDED: _no_end_recorded,
    Code.RENEWED_WITHOUT_END: lambda facts: _("Until when the renewal lasts is not recorded."),
    Code.RENEWAL_MAY_BE_LATE: lambda facts: _("That it was renewed before its end is taken to be so."),
    Code.GOES_ON_FOR_OTHERS: lambda facts: _("Among the other parties it goes on."),
    Code.ONE_PARTY_LEFT: lambda facts: _(
        "With that only one party is left, so there is no agreement any more."
    ),
    Code.SUSPENDED_ON_CONDITION: lambda facts: _("It stays suspended until a condition is met."),
    Code.SUSPENSION_RAN_OUT: lambda facts: (
        _("The last day of its suspension was %(day)s.") % {"day": day_words(facts.get("until", ""))}
    ),
    Code.PROVISIONAL_APPLICATION_RAN_OUT: lambda facts: (
        _("The last day of its provisional application was %(day)s.")
        % {"day": day_words(facts.get("until", ""))}
    ),
    Code.NOTICE_RAN_OUT: _notice_ran_out,
}
