"""Sentences in the active language for the status of an agreement and for its reasons."""

from collections.abc import Callable, Mapping

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from lifecycle.act_sentences import (
    act_sentence,
    condition_not_known_met,
    consent_not_recorded,
    effect_for_others_not_recorded,
    effect_not_stated,
    in_part_ended,
    in_part_suspended,
    one_party_left,
    only_a_part,
    planned_act,
    signature_not_recorded,
    with_part,
)
from lifecycle.choices import IN_EFFECT_STATES, Certainty
from lifecycle.ending_sentences import lasting_until, maximum_reached, notice_ran_out, term_ended
from lifecycle.phrases import (
    bare_date_phrase,
    date_phrase,
    duration_words,
    length_and_start,
)
from lifecycle.reasons import ReasonCode
from lifecycle.related_sentences import RELATED_SENTENCES, evidence_name, with_names
from lifecycle.state_labels import SAYING_WHAT_IS_NOT_KNOWN, label_of_status
from lifecycle.status import Status


def reason_sentence(reason: dict, names: Mapping[str, dict[str, str]] | None = None) -> str:
    """A reason in one sentence; a code of a later release has none, and gives an empty text.

    ``names`` says, by the key of an act, what those are called that it names: ``instrument_title``, ``body_name``,
    ``officer_name`` (a body that is a person in office), ``party_name``; and by a reference the ``title``.
    """
    make_sentence = REASON_SENTENCES.get(reason.get("code") or "")
    facts = reason.get("params") or {}
    return make_sentence(with_names(facts, names or {})) if make_sentence else ""


def status_sentence(status: Status, nature: str = "instrument", bindingness: str = "", form: str = "") -> str:
    """The status in one sentence, without the reasons: “In effect until 12 May 2023, presumed.”"""
    if status.may_have_begun:
        return _("Not known; it may have begun.")
    state = capfirst(label_of_status(status, nature, bindingness, form))
    if last_day := _last_day_of_state(status):
        state = _("%(state)s until %(day)s") % {"state": state, "day": bare_date_phrase(last_day)}
    if status.state in SAYING_WHAT_IS_NOT_KNOWN:
        return _("%(state)s.") % {"state": state}
    if status.certainty == Certainty.PRESUMED:
        return _("%(state)s, presumed.") % {"state": state}
    if status.certainty == Certainty.DERIVED:
        return _("%(state)s, as follows from what is recorded.") % {"state": state}
    return _("%(state)s, as recorded.") % {"state": state}


def _last_day_of_state(status: Status) -> str:
    """The last day of the state in EDTF, where it is one that will end."""
    return status.last_day.edtf if status.state in IN_EFFECT_STATES else ""


def act_and_when(facts: dict) -> dict:
    when = date_phrase(facts.get("effective_on") or facts.get("on", ""))
    return {"act": evidence_name(facts), "when": when}


def _term_runs(facts: dict) -> str:
    if facts.get("until"):
        return _("It ends %(when)s.") % {"when": date_phrase(facts["until"])}
    return _("It lasts %(length)s from %(start)s.") % length_and_start(facts)


def _term_in_steps(facts: dict) -> str:
    length = {"length": duration_words(facts.get("renewal_length") or facts["length"])}
    if facts.get("renewal") == "automatic":
        return _("Within that time it renews automatically, for %(length)s at a time.") % length
    if facts.get("review_interval"):
        length = {"length": duration_words(facts["review_interval"])}
        return _("Within that time it is reviewed at intervals of %(length)s.") % length
    return _("A separate term of %(length)s also applies.") % length


def _renews_automatically(facts: dict) -> str:
    cycle, notice = facts.get("renewal_length", ""), facts.get("non_renewal_notice", "")
    words = {"cycle": duration_words(cycle), "notice": duration_words(notice)}
    if cycle and notice:
        return (
            _("It renews automatically for %(cycle)s at a time, unless notice is given %(notice)s before.")
            % words
        )
    if cycle:
        return _("It renews automatically for %(cycle)s at a time, unless notice is given.") % words
    if notice:
        sentence = _("It renews automatically, unless notice is given %(notice)s before.") % words
    else:
        sentence = _("It renews automatically, unless notice is given.")
    if not facts.get("presumed_renewal_length"):
        return sentence
    return (
        f"{sentence} {_('How long each renewal lasts is not recorded: the same length again is presumed.')}"
    )


def _goes_on_with_review(facts: dict) -> str:
    interval, length = facts.get("review_interval", ""), facts.get("length")
    first = length if length and length != interval else ""
    words = {
        "first": bare_date_phrase(facts["until"]) if facts.get("until") else duration_words(first),
        "interval": duration_words(interval),
    }
    if interval and words["first"]:
        sentence = _(
            "It continues without an end date, with a review after %(first)s, then at intervals of %(interval)s."
        )
    elif interval:
        sentence = _("It continues without an end date, with a review at intervals of %(interval)s.")
    elif facts.get("until"):
        sentence = _("It continues without an end date, with a review after %(first)s.")
    else:
        return _("It continues without an end date, with a review.")
    return sentence % words


def _review_at_intervals(facts: dict) -> str:
    words = {"interval": duration_words(facts["review_interval"]), "when": date_phrase(facts.get("on", ""))}
    if facts.get("on"):
        return _("Review at intervals of %(interval)s; last recorded review %(when)s.") % words
    return _("Review at intervals of %(interval)s; no review is recorded.") % words


def _no_end_recorded(facts: dict) -> str:
    """That no end is known or stated, with the last act that shows it alive."""
    evidence = ""
    if facts.get("kind"):
        sentence = (
            _("Latest evidence: %(act)s %(when)s.") if facts.get("on") else _("Latest evidence: %(act)s.")
        )
        evidence = sentence % act_and_when(facts)
    return f"{no_end_words(facts)} {evidence}".strip()


def no_end_words(facts: dict) -> str:
    """That no end date was found; where a year such as 9999 stands for it, that none is stated."""
    return _("No end date is stated.") if facts.get("no_end_stated") else _("No end date found.")


def _renewed_without_end(facts: dict) -> str:
    if facts.get("kind") == "extended":
        return _("How long the extension lasts is not recorded.")
    return _("How long the renewal lasts is not recorded.")


def _renewal_may_be_late(facts: dict) -> str:
    if facts.get("kind") == "extended":
        return _("It is assumed to have been extended before its end.")
    if facts.get("kind") == "renewed":
        return _("It is assumed to have been renewed before its end.")
    return _("Its new end date is assumed to have been set before its end.")


REASON_SENTENCES: dict[str, Callable[[dict], str]] = {
    ReasonCode.ACT: act_sentence,
    ReasonCode.EFFECT_NOT_STATED: effect_not_stated,
    ReasonCode.EFFECT_NOT_RECORDED: lambda facts: _(
        "Its entry into force is not recorded; a signature alone does not bring such an instrument into force."
    ),
    ReasonCode.NOT_SIGNED: lambda facts: _("No signature is recorded."),
    ReasonCode.NO_END_STATED: lambda facts: _("It needs no signature, and it states no end."),
    ReasonCode.CONDITION_NOT_KNOWN_MET: with_part(condition_not_known_met),
    ReasonCode.SIGNATURE_NOT_RECORDED: signature_not_recorded,
    ReasonCode.CONSENT_NOT_RECORDED: consent_not_recorded,
    ReasonCode.EFFECT_FOR_OTHERS_NOT_RECORDED: effect_for_others_not_recorded,
    ReasonCode.SIGNED_AD_REFERENDUM: lambda facts: _(
        "Signed ad referendum; no record shows that the signature was confirmed."
    ),
    ReasonCode.GIVEN_UP: lambda facts: _("It was given up before it was concluded."),
    ReasonCode.PLANNED_ACT: with_part(planned_act),
    ReasonCode.ONLY_MADE_KNOWN: lambda facts: (
        _("Only this is recorded: %(act)s %(when)s.") % act_and_when(facts)
    ),
    ReasonCode.SHOWN_BY_ACT: lambda facts: (
        _("Its start is not recorded; it had begun by this time: %(act)s %(when)s.") % act_and_when(facts)
    ),
    ReasonCode.START_NOT_RECORDED: lambda facts: _("Its start is not recorded."),
    ReasonCode.TERM_RUNS: _term_runs,
    ReasonCode.TERM_IN_STEPS: _term_in_steps,
    ReasonCode.TERM_WITHOUT_START: lambda facts: (
        _("It lasts %(length)s; the day it starts from is not recorded.") % length_and_start(facts)
    ),
    ReasonCode.TERM_ENDED: term_ended,
    ReasonCode.MAXIMUM_REACHED: maximum_reached,
    ReasonCode.RENEWS_AUTOMATICALLY: _renews_automatically,
    ReasonCode.GOES_ON_WITH_REVIEW: _goes_on_with_review,
    ReasonCode.REVIEW_AT_INTERVALS: _review_at_intervals,
    ReasonCode.NO_END_BY_ITS_TERMS: lambda facts: _("Its terms set no end date."),
    ReasonCode.NO_END_RECORDED: _no_end_recorded,
    ReasonCode.RENEWED_WITHOUT_END: _renewed_without_end,
    ReasonCode.RENEWAL_MAY_BE_LATE: _renewal_may_be_late,
    ReasonCode.GOES_ON_FOR_OTHERS: lambda facts: _("It continues among the other parties."),
    ReasonCode.ONE_PARTY_LEFT: one_party_left,
    ReasonCode.RENEWAL_AFTER_END_NOT_KNOWN: lambda facts: _(
        "Whether it renews automatically after its last day is not known."
    ),
    ReasonCode.IN_PART_SUSPENDED: in_part_suspended,
    ReasonCode.IN_PART_ENDED: in_part_ended,
    ReasonCode.ONLY_A_PART: only_a_part,
    ReasonCode.SUSPENSION_RAN_OUT: lambda facts: lasting_until(
        facts, _("The suspension lasted until %(day)s."), _("The suspension lasts until %(day)s.")
    ),
    ReasonCode.PROVISIONAL_APPLICATION_RAN_OUT: lambda facts: lasting_until(
        facts,
        _("Provisional application lasted until %(day)s."),
        _("Provisional application lasts until %(day)s."),
    ),
    ReasonCode.NOTICE_RAN_OUT: notice_ran_out,
    **RELATED_SENTENCES,
}
