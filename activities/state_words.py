"""State of an activity in words: a plan whose day has passed is not confirmed."""

from datetime import date

from django.utils.translation import gettext as _

from activities.choices import ActivityState
from core.edtf.bounds import is_certainly_before
from lifecycle.phrases import date_phrase


def is_overdue(state: str, on: str, until: str, day: date) -> bool:
    """It was planned for days that are over, and nothing says that it was held or cancelled."""
    return state == ActivityState.PLANNED and is_certainly_before(until or on, day)


def state_words(state: str, on: str, until: str, day: date) -> str:
    """The state in words, as it is known on a day: planned; was due on 5 May 2025, not confirmed."""
    if is_overdue(state, on, until, day):
        return _("was due %(when)s; not confirmed") % {"when": date_phrase(on or until)}
    return str(ActivityState(state).label) if state in ActivityState else state
