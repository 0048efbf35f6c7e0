"""Choices of reminders: how often digests come, and the kinds of event."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lifecycle.deadlines import END, NOTICE, REVIEW


class Frequency(models.TextChoices):
    """Frequency of digests. One comes only if there is something new in it."""

    DAILY = "daily", _("every day")
    WEEKLY = "weekly", _("on Mondays, and at once if something falls due before the next")
    NONE = "none", _("never")


class EventKind(models.TextChoices):
    """Events that staff are reminded of."""

    END = END, _("last day")
    NOTICE = NOTICE, _("last day for notice")
    REVIEW = REVIEW, _("review due")
    FOR_REVIEW = "for_review", _("waiting for review")
    SENT_BACK = "sent_back", _("sent back")
    NOT_PUBLISHED = "not_published", _("not published at the set time")


# Events of which there is nothing to say before their day: they wait for staff from it on.
WAITING_KINDS = (EventKind.FOR_REVIEW, EventKind.SENT_BACK, EventKind.NOT_PUBLISHED)
