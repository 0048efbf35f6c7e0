"""Rows for key facts without a date: not recorded, does not apply, or withheld."""

from django.utils.translation import gettext as _

from agreements.choices import Disclosure, MilestoneKind, Nature, Renewal
from agreements.milestones import SIGNING_KINDS
from lifecycle import acts

_CONCLUDING_KINDS = {*SIGNING_KINDS, MilestoneKind.ADOPTED}


def missing_key_facts(body: dict) -> list[dict]:
    """Rows for key facts that no key date at the top gives: label; words, a date or a length; reason in a few words."""
    dated = {
        milestone["kind"] for milestone in body["milestones"] if milestone["on"] or milestone["effective_on"]
    }
    has_effect = bool(dated.intersection(acts.TAKING_EFFECT)) or any(
        milestone["effective_on"]
        for milestone in body["milestones"]
        if milestone["kind"] in _CONCLUDING_KINDS
    )
    rows = []
    if body["nature"] == Nature.INSTRUMENT and not dated & _CONCLUDING_KINDS:
        rows.append(_key_fact_row(_("Signed"), body, _("Not recorded")))
    if body["nature"] != Nature.INSTRUMENT and not dated.intersection(
        [*_CONCLUDING_KINDS, *acts.TAKING_EFFECT]
    ):
        rows.append(_key_fact_row(_("Began"), body, _("Not recorded")))
    if not has_effect:
        rows.append(_effect_row(body))
    if not dated.intersection(acts.ENDING):
        rows.append(_end_row(body))
    return rows


def _key_fact_row(label: str, body: dict, words: str = "", why: str = "", **more) -> dict:
    if body["disclosure"] == Disclosure.EXISTENCE:
        return {"label": label, "words": _("Withheld"), "why": ""}
    return {"label": label, "words": words, "why": why, **more}


def _effect_row(body: dict) -> dict:
    label = _("Takes effect")
    if body["nature"] == Nature.DIALOGUE:
        return _key_fact_row(label, body, _("Does not apply"), _("a dialogue has no date of effect"))
    if body["nature"] == Nature.PROGRAMME:
        return _key_fact_row(label, body, _("Does not apply"), _("a programme has no date of effect"))
    return _key_fact_row(label, body, _("Not recorded"))


def _end_row(body: dict) -> dict:
    """Row of the last day, by the last term."""
    label = _("Ends")
    if not body["terms"]:
        if body["nature"] == Nature.DIALOGUE:
            return _key_fact_row(label, body, _("Does not apply"), _("a dialogue has no term"))
        return _key_fact_row(label, body, _("Not recorded"))
    last = body["terms"][-1]
    if last["renewal"] == Renewal.INDEFINITE:
        return _key_fact_row(label, body, _("Does not apply"), _("its terms set no end date"))
    if last["renewal"] == Renewal.EVERGREEN:
        return _key_fact_row(label, body, _("Does not apply"), _("it continues, with a review"))
    if last["renewal"] == Renewal.AUTOMATIC:
        return _key_fact_row(
            label, body, _("No end date"), _("it renews automatically unless notice is given")
        )
    if last["until"] or last["length"]:
        return _key_fact_row(label, body, until=last["until"], length=last["length"])
    return _key_fact_row(label, body, _("Not recorded"))
