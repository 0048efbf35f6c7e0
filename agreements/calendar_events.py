"""Calendar events of agreements: last days, last days to give notice, reviews."""

from django.utils.translation import gettext as _

from exports.calendars import DatedEvents
from lifecycle import deadlines
from lifecycle.related import FRAMEWORK_RELATIONS
from lifecycle.related_acts import instrument_refs

_EVENT_SUMMARIES = {
    deadlines.END: lambda: _("Ends: %(title)s"),
    deadlines.NOTICE: lambda: _("Last day to give notice: %(title)s"),
    deadlines.REVIEW: lambda: _("Review due: %(title)s"),
}
_EVENT_CATEGORIES = {
    deadlines.END: lambda: _("end dates"),
    deadlines.NOTICE: lambda: _("notices"),
    deadlines.REVIEW: lambda: _("reviews"),
}


class AgreementEvents(DatedEvents):
    """Deadlines of an agreement, derived from its periods."""

    names = deadlines.DEADLINE_KINDS

    def deadlines(self, body, periods, day):
        return deadlines.deadlines_on(periods, day)

    def refs_read(self, body):
        relations = (relation for relation in body["relations"] if relation["kind"] in FRAMEWORK_RELATIONS)
        frameworks = {relation["agreement"]["ref"] for relation in relations if relation["agreement"]}
        return frameworks | instrument_refs(body["milestones"])

    def summary(self, name, title):
        return _EVENT_SUMMARIES[name]() % {"title": title}

    def category(self, name):
        return _EVENT_CATEGORIES[name]()
