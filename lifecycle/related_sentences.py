"""Sentences for reasons that other records give. They name these by reference; pages show titles instead."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from lifecycle.phrases import bare_date_phrase, date_phrase
from lifecycle.reasons import ReasonCode


def _followed_by(facts: dict) -> str:
    ref = {"ref": facts["ref"]}
    if facts.get("pending"):
        return _("Agreement %(ref)s, by which this was to be changed, has not taken effect.") % ref
    sentences = {
        "amends": _("Agreement %(ref)s amends it."),
        "extends": _("Agreement %(ref)s extends it."),
        "renews": _("Followed by agreement %(ref)s, which renews it."),
        "supersedes": _("Followed by agreement %(ref)s, which replaces it."),
        "terminates": _("Agreement %(ref)s terminates it."),
        "confirms": _("Agreement %(ref)s confirms it."),
    }
    return sentences.get(facts.get("relation", ""), _("Followed by agreement %(ref)s.")) % ref


def _term_of_instrument(facts: dict) -> str:
    if facts.get("among_both"):
        return _("This is the term of agreement %(ref)s, among the parties of both.") % {"ref": facts["ref"]}
    return _("This is the term of agreement %(ref)s.") % {"ref": facts["ref"]}


def _session_held(facts: dict) -> str:
    return _("A session was held under it %(when)s.") % {"when": date_phrase(facts["on"])}


def _goes_on_by_session(facts: dict) -> str:
    days = {"last_day": bare_date_phrase(facts.get("last_day", "")), "when": date_phrase(facts["on"])}
    return _("Its term lasted until %(last_day)s; a session held %(when)s shows that it went on.") % days


def _awards_run_on(facts: dict) -> str:
    return _("What was awarded under it runs until %(day)s.") % {"day": bare_date_phrase(facts["until"])}


def _framework_ended(facts: dict) -> str:
    words = {"ref": facts["ref"], "day": bare_date_phrase(facts.get("last_day", ""))}
    if facts.get("relation") == "annexed_to":
        return _("The last day of agreement %(ref)s, to which it is annexed, is %(day)s.") % words
    return _("The last day of agreement %(ref)s, on which it rests, is %(day)s.") % words


def _party_dissolved(facts: dict) -> str:
    words = {"ref": facts["ref"], "when": date_phrase(facts["on"])}
    return _("A party (%(ref)s) was dissolved %(when)s; no successor is recorded.") % words


def _successor_continues(facts: dict) -> str:
    words = {
        "ref": facts["ref"],
        "when": date_phrase(facts["on"]),
        "successors": ", ".join(facts["successors"]),
    }
    return _("A party (%(ref)s) was dissolved %(when)s and is succeeded by %(successors)s.") % words


RELATED_SENTENCES: dict[str, Callable[[dict], str]] = {
    ReasonCode.FOLLOWED_BY: _followed_by,
    ReasonCode.TERM_OF_INSTRUMENT: _term_of_instrument,
    ReasonCode.SESSION_HELD: _session_held,
    ReasonCode.GOES_ON_BY_SESSION: _goes_on_by_session,
    ReasonCode.AWARDS_RUN_ON: _awards_run_on,
    ReasonCode.FRAMEWORK_ENDED: _framework_ended,
    ReasonCode.PARTY_DISSOLVED: _party_dissolved,
    ReasonCode.SUCCESSOR_CONTINUES: _successor_continues,
}
