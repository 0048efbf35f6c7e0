"""Sentences for reasons that other records give. They name these by their titles where these are known."""

from collections.abc import Callable, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from core.edtf.bounds import is_certainly_before
from lifecycle.choices import State
from lifecycle.labels import EVIDENCE_NAMES, SESSION_NAMES
from lifecycle.phrases import bare_date_phrase, date_phrase, names_in_words, when_phrase
from lifecycle.reasons import ReasonCode


def with_names(facts: dict, names: Mapping[str, dict[str, str]]) -> dict:
    """The facts of a reason with the names of those that its act names, and the titles of other records."""
    named = {**facts, **names.get(facts.get("key", ""), {}), **names.get(facts.get("ref", ""), {})}
    if facts.get("successors"):
        named["successors"] = [names.get(ref, {}).get("title", ref) for ref in facts["successors"]]
    return named


def followed_term_ended(words: dict, *, is_by_length: bool, is_ahead: bool) -> str:
    """The end of a term after which another agreement came: nothing says that no renewal is recorded."""
    if is_by_length and is_ahead:
        return _("Expires %(when)s: %(length)s from %(start)s.") % words
    if is_by_length:
        return _("Expired %(when)s: %(length)s from %(start)s.") % words
    if is_ahead:
        return _("Expires %(when)s, the last day of its term.") % words
    return _("Expired %(when)s, the last day of its term.") % words


def agreement_words(facts: dict) -> dict[str, str]:
    """An agreement by its title, else by its reference."""
    if title := facts.get("title"):
        return {"agreement": _("“%(title)s”") % {"title": title}}
    return {"agreement": _("agreement %(ref)s") % {"ref": facts["ref"]}}


def _followed_by(facts: dict) -> str:
    agreement = agreement_words(facts)
    if facts.get("cancelled"):
        return _("Not changed by %(agreement)s, which never took effect.") % agreement
    if facts.get("pending"):
        return _("Not yet changed by %(agreement)s, which has not taken effect.") % agreement
    sentences = {
        "amends": _("It is amended by %(agreement)s."),
        "confirms": _("It is confirmed by %(agreement)s."),
        "extends": _("It is extended by %(agreement)s."),
        "renews": _("Followed by %(agreement)s, which renews it."),
        "supersedes": _("Followed by %(agreement)s, which replaces it."),
        "terminates": _("It is terminated by %(agreement)s."),
    }
    return sentences.get(facts.get("relation", ""), _("Followed by %(agreement)s.")) % agreement


def _term_of_instrument(facts: dict) -> str:
    if facts.get("among_both"):
        return _("This is the term of %(agreement)s, among the parties of both.") % agreement_words(facts)
    return _("This is the term of %(agreement)s.") % agreement_words(facts)


def _instrument_in_doubt(facts: dict) -> str:
    words = agreement_words(facts)
    if facts.get("cancelled"):
        return _("By its own record, %(agreement)s never took effect.") % words
    words["parties"] = names_in_words(facts.get("others") or [])
    return _("It may still apply for those who are no party of %(agreement)s: %(parties)s.") % words


def evidence_name(facts: dict) -> str:
    """An act as the last that is known, before a date: a session or round by what it is, one of a part as such."""
    name = str(SESSION_NAMES.get(facts.get("activity", ""), EVIDENCE_NAMES[facts["kind"]]))
    return _("%(act)s in part") % {"act": name} if facts.get("in_part") else name


def _first_session(facts: dict) -> str:
    return _("It began with its first session %(when)s.") % {"when": date_phrase(facts["on"])}


def _goes_on_by_session(facts: dict) -> str:
    words = {
        "last_day": bare_date_phrase(facts.get("last_day", "")),
        "activity": evidence_name(facts),
        "when": date_phrase(facts["on"]),
    }
    return _("Its term lasted until %(last_day)s, but it continued: %(activity)s %(when)s.") % words


def _held_while_suspended(facts: dict) -> str:
    words = {"activity": evidence_name(facts), "when": date_phrase(facts["on"])}
    return _("Recorded while it is suspended: %(activity)s %(when)s.") % words


def _call_closed(facts: dict) -> str:
    when = {"when": when_phrase(facts["until"])}
    is_over = is_certainly_before(facts["until"], timezone.localdate())
    return (_("Applications closed %(when)s.") if is_over else _("Applications close %(when)s.")) % when


def _awards_run_on(facts: dict) -> str:
    day = {"day": bare_date_phrase(facts["until"])}
    if is_certainly_before(facts["until"], timezone.localdate()):
        return _("What was awarded under it ran until %(day)s.") % day
    return _("What was awarded under it runs until %(day)s.") % day


def _framework_ended(facts: dict) -> str:
    words = agreement_words(facts) | {"day": bare_date_phrase(facts.get("last_day", ""))}
    is_annexed = facts.get("relation") == "annexed_to"
    if facts.get("void"):
        annexed = _("It is annexed to %(agreement)s, which was declared void.")
        return (annexed if is_annexed else _("It rests on %(agreement)s, which was declared void.")) % words
    if facts.get("state") == State.SUSPENDED:
        words["when"] = date_phrase(facts.get("on", ""))
        annexed = _("It is annexed to %(agreement)s, which was suspended %(when)s.")
        return (
            annexed if is_annexed else _("It rests on %(agreement)s, which was suspended %(when)s.")
        ) % words
    if is_annexed:
        return _("It is annexed to %(agreement)s, whose last day is %(day)s.") % words
    return _("It rests on %(agreement)s, whose last day is %(day)s.") % words


def _dissolution(facts: dict) -> dict[str, str]:
    return {"party": facts.get("title") or facts["ref"], "when": date_phrase(facts["on"])}


def _party_dissolved(facts: dict) -> str:
    return _("A party was dissolved %(when)s (%(party)s); no successor is recorded.") % _dissolution(facts)


def _successor_continues(facts: dict) -> str:
    words = _dissolution(facts) | {"successors": names_in_words(facts["successors"])}
    return _("A party was dissolved %(when)s (%(party)s) and is succeeded by %(successors)s.") % words


RELATED_SENTENCES: dict[str, Callable[[dict], str]] = {
    ReasonCode.FOLLOWED_BY: _followed_by,
    ReasonCode.TERM_OF_INSTRUMENT: _term_of_instrument,
    ReasonCode.INSTRUMENT_IN_DOUBT: _instrument_in_doubt,
    ReasonCode.HELD_WHILE_SUSPENDED: _held_while_suspended,
    ReasonCode.FIRST_SESSION: _first_session,
    ReasonCode.GOES_ON_BY_SESSION: _goes_on_by_session,
    ReasonCode.CALL_CLOSED: _call_closed,
    ReasonCode.AWARDS_RUN_ON: _awards_run_on,
    ReasonCode.FRAMEWORK_ENDED: _framework_ended,
    ReasonCode.PARTY_DISSOLVED: _party_dissolved,
    ReasonCode.SUCCESSOR_CONTINUES: _successor_continues,
}
