"""Labels of states in the active language, by the kind of commitment and by the reasons of a period."""

from collections.abc import Iterable

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from lifecycle.act_sentences import quoted
from lifecycle.acts import DECLARING_VOID
from lifecycle.choices import APPLIED_STATES, Certainty, State
from lifecycle.conclusion import FORMS_OF_INTERNATIONAL_LAW, STATEMENTS
from lifecycle.labels import (
    BINDING_STATE_LABELS,
    GIVEN_UP_LABEL,
    INSTRUMENT_STATE_LABELS,
    PROGRAMME_STATE_LABELS,
    STATEMENT_STATE_LABELS,
    VOID_LABEL,
)
from lifecycle.reasons import ReasonCode
from lifecycle.status import Status, suspended_parts

# Their labels say themselves what is not known: how well that is known says nothing more.
SAYING_WHAT_IS_NOT_KNOWN = (State.CONCLUDED, State.UNKNOWN)


def is_said_to_be_in_force(bindingness: str, form: str) -> bool:
    """True of what binds in law: its effect is called force. A treaty does unless it is recorded otherwise."""
    is_of_international_law = form in FORMS_OF_INTERNATIONAL_LAW and bindingness != "non_binding"
    return bindingness == "binding" or is_of_international_law


def effect_question(nature: str, bindingness: str, form: str) -> tuple[str, str]:
    """The question that a status answers, and the heading over the reasons, in the word of its label."""
    if nature != "instrument":
        return _("Is it running?"), _("Is it running, and why")
    if is_said_to_be_in_force(bindingness, form):
        return _("Is it in force?"), _("Is it in force, and why")
    return _("Is it in effect?"), _("Is it in effect, and why")


def state_label(
    state: str, nature: str = "instrument", bindingness: str = "", form: str = "", language: str | None = None
) -> str:
    """The label of a state for this kind of commitment: in force, in effect, running."""
    if nature != "instrument":
        labels = PROGRAMME_STATE_LABELS
    elif is_said_to_be_in_force(bindingness, form):
        labels = BINDING_STATE_LABELS
    else:
        labels = STATEMENT_STATE_LABELS if form in STATEMENTS else INSTRUMENT_STATE_LABELS
    with override(language or get_language()):
        return str(labels[State(state)])


def label_with_certainty(
    status: Status, nature: str = "instrument", bindingness: str = "", form: str = ""
) -> str:
    """The label of the state, with “presumed” where that says something."""
    label = label_of_status(status, nature, bindingness, form)
    if status.certainty != Certainty.PRESUMED or status.state in SAYING_WHAT_IS_NOT_KNOWN:
        return label
    return _("%(state)s, presumed") % {"state": label}


def label_of_status(status: Status, nature: str = "instrument", bindingness: str = "", form: str = "") -> str:
    """The label of the state of a status."""
    return label_of_period(status.state, status.reasons, nature, bindingness, form)


def label_of_period(
    state: str, reasons: Iterable[dict], nature: str = "instrument", bindingness: str = "", form: str = ""
) -> str:
    """The label of a state for these reasons, where they tell apart what has one code."""
    reasons = list(reasons)
    codes = {reason["code"] for reason in reasons}
    acts = {reason["params"].get("kind") for reason in reasons if reason["code"] == ReasonCode.ACT}
    if state == State.ADOPTED:
        form = STATEMENTS[0] if ReasonCode.NO_END_STATED in codes else ""
    if state == State.CANCELLED and ReasonCode.GIVEN_UP in codes:
        return str(GIVEN_UP_LABEL)
    is_framework_void = any(reason["params"].get("void") for reason in reasons)
    if state == State.CANCELLED and (DECLARING_VOID in acts or is_framework_void):
        return str(VOID_LABEL)
    label = state_label(state, nature, bindingness, form)
    if state in APPLIED_STATES and (parts := suspended_parts(reasons)):
        words = {"state": label, "parts": ", ".join(dict.fromkeys(map(quoted, parts)))}
        return _("%(state)s; in part suspended: %(parts)s") % words
    return label
