"""Sentences for the reasons of a status, with the last evidence of life and its age."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lifecycle.reasons import ReasonCode
from lifecycle.sentences import act_and_when, no_end_words, reason_sentence
from lifecycle.status import Status

# Reasons that add to the one before them, and remarks on other records, which stand beside it.
_ADDING = (ReasonCode.TERM_OF_INSTRUMENT, ReasonCode.TERM_IN_STEPS)
_REMARKS = (
    ReasonCode.FOLLOWED_BY,
    ReasonCode.CALL_CLOSED,
    ReasonCode.AWARDS_RUN_ON,
    ReasonCode.INSTRUMENT_IN_DOUBT,
    ReasonCode.HELD_WHILE_SUSPENDED,
)


def status_reason_sentences(
    status: Status, names: Mapping[str, dict[str, str]] | None = None, *, with_age: bool = True
) -> list[str]:
    """The reasons of a status in sentences, each once, with the last evidence of life and its age.

    ``with_age=False`` leaves out the age, where it stands beside them.
    """
    reasons = [*status.reasons, *status.later_reasons]
    evidence = [_evidence_sentence(status.last_evidence, with_age=with_age)] if status.last_evidence else []
    sentences = [
        " ".join([no_end_words(reason["params"]), *evidence])
        if evidence and reason["code"] == ReasonCode.NO_END_RECORDED
        else reason_sentence(reason, names)
        for reason in reasons
    ]
    if not any(reason["code"] == ReasonCode.NO_END_RECORDED for reason in reasons):
        sentences[-1:-1] = evidence  # the last reason is the main one
    return list(dict.fromkeys(filter(None, sentences)))


def main_reason_sentence(
    status: Status, names: Mapping[str, dict[str, str]] | None = None, *, with_age: bool = True
) -> str:
    """The reason of a status that says it all in one line, with the last remark on newer agreements or awards.

    What only adds to another reason is none; where all do, the last.
    """
    reasons = [*status.reasons, *status.later_reasons]
    main = [reason for reason in reasons if reason["code"] not in (*_ADDING, *_REMARKS)]
    after_main = reasons[reasons.index(main[-1]) :] if main else []
    remarks = [reason for reason in after_main if reason["code"] in _REMARKS][-1:]
    shown = [*(main or reasons)[-1:], *remarks]
    of_main = replace(status, reasons=tuple(shown), later_reasons=())
    is_evidence_told = any(reason["code"] == ReasonCode.NO_END_RECORDED for reason in shown)
    if not is_evidence_told:
        of_main = replace(of_main, period=None)
    return " ".join(status_reason_sentences(of_main, names, with_age=with_age))


def _evidence_sentence(evidence: dict, *, with_age: bool) -> str:
    words = act_and_when(evidence)
    if evidence["years"] < 1 or not with_age:
        return _("Latest evidence: %(act)s %(when)s.") % words
    return ngettext(
        "Latest evidence: %(act)s %(when)s (%(years)s year ago).",
        "Latest evidence: %(act)s %(when)s (%(years)s years ago).",
        evidence["years"],
    ) % {**words, "years": evidence["years"]}
