"""Roles of an activity for an agreement in words: on the page of the agreement, and on that of the activity."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.edtf.bounds import is_certainly_before

# On the page of the agreement, beside the activity: “led to it”.
_FOR_AGREEMENT = {
    "held_under": gettext_lazy("held under"),
    "launched_at": gettext_lazy("launched at this event"),
    "signed_at": gettext_lazy("signed at this event"),
    "announced_at": gettext_lazy("announced at this event"),
    "reviewed": gettext_lazy("reviewed at this event"),
    "discussed": gettext_lazy("concerns it"),
    "led_to": gettext_lazy("led to it"),
    "in_support_of": gettext_lazy("in support of it"),
    "series": gettext_lazy("a session of this dialogue"),
}
# On the page of the activity, before the agreement: “led to”. What is not here reads the same on both.
_FOR_ACTIVITY = {
    "discussed": pgettext_lazy("before an agreement", "concerns"),
    "led_to": pgettext_lazy("before an agreement", "led to"),
    "in_support_of": pgettext_lazy("before an agreement", "in support of"),
}
# The same of an activity that is still planned, and of one that was cancelled or of which only the plan is known.
_PLANNED = {
    "launched_at": gettext_lazy("to be launched at this event"),
    "signed_at": gettext_lazy("to be signed at this event"),
    "announced_at": gettext_lazy("to be announced at this event"),
    "reviewed": gettext_lazy("to be reviewed at this event"),
    "led_to": gettext_lazy("is to lead to it"),
}
_CANCELLED = {
    "launched_at": gettext_lazy("was to be launched at this event"),
    "signed_at": gettext_lazy("was to be signed at this event"),
    "announced_at": gettext_lazy("was to be announced at this event"),
    "reviewed": gettext_lazy("was to be reviewed at this event"),
    "led_to": gettext_lazy("was to lead to it"),
}
_PLANNED_FOR_ACTIVITY = _PLANNED | {"led_to": pgettext_lazy("before an agreement", "is to lead to")}
_CANCELLED_FOR_ACTIVITY = _CANCELLED | {"led_to": pgettext_lazy("before an agreement", "was to lead to")}
# Of a kind that is no event, “discussed” says only that it is about the agreement.
_NO_EVENT = "other"


def words_for_agreement(role: str, activity: dict) -> str:
    """Role of an activity in words, on the page of the agreement; empty for links that are no roles."""
    if role == "discussed" and activity["kind"] != _NO_EVENT:
        return _discussed(activity)
    words = {"planned": _PLANNED, "cancelled": _CANCELLED}.get(_tense(activity), {})
    return str(words.get(role) or _FOR_AGREEMENT.get(role, ""))


def words_for_activity(role: str, activity: dict) -> str:
    """Role of an activity in words, on its own page, before the name of the agreement."""
    if role == "discussed" and activity["kind"] != _NO_EVENT:
        return _discussed(activity)
    words = {"planned": _PLANNED_FOR_ACTIVITY, "cancelled": _CANCELLED_FOR_ACTIVITY}.get(_tense(activity), {})
    return str(words.get(role) or _FOR_ACTIVITY.get(role) or _FOR_AGREEMENT.get(role, role))


def _discussed(activity: dict) -> str:
    if _tense(activity) == "planned":
        return _("to be discussed at this event")
    if _tense(activity) == "cancelled":
        return _("was to be discussed at this event")
    return _("discussed at this event")


def _tense(activity: dict) -> str:
    """Its state; a plan whose days are over reads as a cancelled one does: it was to be."""
    is_over = is_certainly_before(activity["until"] or activity["on"], timezone.localdate())
    return "cancelled" if activity["state"] == "planned" and is_over else activity["state"]
