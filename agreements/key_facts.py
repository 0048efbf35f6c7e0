"""The key facts that a page tells also where it cannot: not recorded, does not apply and withheld are told apart."""

from django.utils.translation import gettext as _

from agreements.choices import Disclosure, MilestoneKind, Nature, Renewal

_CONCLUDING_KINDS = {MilestoneKind.SIGNED, MilestoneKind.EXCHANGED, MilestoneKind.ADOPTED}
_EFFECT_OR_LAUNCH_KINDS = {
    MilestoneKind.TAKES_EFFECT,
    MilestoneKind.PROVISIONALLY_APPLIED,
    MilestoneKind.LAUNCHED,
}
_ENDING_KINDS = {
    MilestoneKind.COMPLETED, MilestoneKind.EXPIRED, MilestoneKind.TERMINATED, MilestoneKind.SUPERSEDED,
    MilestoneKind.CANCELLED,
}  # fmt: skip


def missing_key_facts(body: dict) -> list[dict]:
    """Rows for what no key date at the top tells: the label, words or a date or a length, and why in a few words."""
    dated = {
        milestone["kind"] for milestone in body["milestones"] if milestone["on"] or milestone["effective_on"]
    }
    has_effect = bool(dated & _EFFECT_OR_LAUNCH_KINDS) or any(
        milestone["effective_on"]
        for milestone in body["milestones"]
        if milestone["kind"] in _CONCLUDING_KINDS
    )
    rows = []
    if body["nature"] == Nature.INSTRUMENT and not dated & _CONCLUDING_KINDS:
        rows.append(_key_fact_row(_("Signed"), body, _("Not recorded")))
    if body["nature"] != Nature.INSTRUMENT and not dated & (_CONCLUDING_KINDS | _EFFECT_OR_LAUNCH_KINDS):
        rows.append(_key_fact_row(_("Begun"), body, _("Not recorded")))
    if not has_effect:
        rows.append(_effect_row(body))
    if not dated & _ENDING_KINDS:
        rows.append(_end_row(body))
    return rows


def _key_fact_row(label: str, body: dict, words: str = "", why: str = "", **more) -> dict:
    if body["disclosure"] == Disclosure.EXISTENCE:
        return {"label": label, "words": _("Withheld"), "why": ""}
    return {"label": label, "words": words, "why": why, **more}


def _effect_row(body: dict) -> dict:
    label = _("Takes effect")
    if body["nature"] == Nature.DIALOGUE:
        return _key_fact_row(
            label, body, _("Does not apply"), _("a dialogue is held; it does not take effect")
        )
    if body["nature"] == Nature.PROGRAMME:
        return _key_fact_row(label, body, _("Does not apply"), _("a programme runs; it does not take effect"))
    return _key_fact_row(label, body, _("Not recorded"))


def _end_row(body: dict) -> dict:
    """What is recorded of its last day: the last term says most."""
    label = _("Ends")
    if not body["terms"]:
        if body["nature"] == Nature.DIALOGUE:
            return _key_fact_row(
                label, body, _("Does not apply"), _("a dialogue has no term, and none is recorded")
            )
        return _key_fact_row(label, body, _("Not recorded"))
    last = body["terms"][-1]
    if last["renewal"] == Renewal.INDEFINITE:
        return _key_fact_row(label, body, _("Does not apply"), _("by its own terms it has no end"))
    if last["renewal"] == Renewal.EVERGREEN:
        return _key_fact_row(label, body, _("Does not apply"), _("it goes on, with a review"))
    if last["renewal"] == Renewal.AUTOMATIC:
        return _key_fact_row(label, body, _("No last day"), _("it renews itself unless notice is given"))
    if last["until"] or last["length"]:
        return _key_fact_row(label, body, until=last["until"], length=last["length"])
    return _key_fact_row(label, body, _("Not recorded"))
