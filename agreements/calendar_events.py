"""."""

from django.utils.translation import gettext as _

from lifecycle import deadlines

EVENT_SUMMARIES = {
    deadlines.END: lambda: _("Last day: %(title)s"),
    deadlines.NOTICE: lambda: _("Last day to give notice: %(title)s"),
    deadlines.REVIEW: lambda: _("Review due: %(title)s"),
}


def event_category(one: deadlines.Deadline) -> str:
    return {
        deadlines.END: _("last days"),
        deadlines.NOTICE: _("notices"),
        deadlines.REVIEW: _("reviews"),
        "": _("activities"),
    }[one.name]
