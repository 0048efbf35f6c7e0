"""Sentences for the reasons of a status, with the last evidence of life and its age."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lifecycle.reasons import ReasonCode
from lifecycle.sentences import act_and_when, no_end_words, reason_sentence
from lifecycle.status import Status


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


def _evidence_sentence(evidence: dict, *, with_age: bool) -> str:
    words = act_and_when(evidence)
    if evidence["years"] < 1 or not with_age:
        return _("Latest evidence: %(act)s %(when)s.") % words
    return ngettext(
        "Latest evidence: %(act)s %(when)s (%(years)s year ago).",
        "Latest evidence: %(act)s %(when)s (%(years)s years ago).",
        evidence["years"],
    ) % {**words, "years": evidence["years"]}
