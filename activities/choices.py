"""The glossary of activities."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    """What sort of event it is."""

    DIALOGUE_SESSION = "dialogue_session", _("dialogue session")
    CEREMONY = "ceremony", _("ceremony")
    ANNOUNCEMENT = "announcement", _("announcement")
    LAUNCH = "launch", _("launch")
    WORKSHOP = "workshop", _("workshop")
    FORUM = "forum", _("forum")
    VISIT = "visit", _("visit")
    MEETING = "meeting", _("meeting")
    CALL = "call", _("call for proposals")
    AWARD_ROUND = "award_round", _("award round")
    PROJECT = "project", _("project")
    OTHER = "other", _("other")


class ActivityState(models.TextChoices):
    """Whether it took place."""

    PLANNED = "planned", _("planned")
    HELD = "held", _("held")
    CANCELLED = "cancelled", _("cancelled")


class ActivityAgreementRole(models.TextChoices):
    """What an activity is to an agreement."""

    HELD_UNDER = "held_under", _("held under")
    LAUNCHED_AT = "launched_at", _("launched at")
    SIGNED_AT = "signed_at", _("signed at")
    ANNOUNCED_AT = "announced_at", _("announced at")
    REVIEWED = "reviewed", _("reviewed")
    DISCUSSED = "discussed", _("discussed")
    LED_TO = "led_to", _("led to")
    IN_SUPPORT_OF = "in_support_of", _("in support of")


class AttendanceRole(models.TextChoices):
    """What somebody did there."""

    LED = "led", _("led the delegation")
    DELEGATE = "delegate", _("delegate")
    HOST = "host", _("host")
    ORGANIZER = "organizer", _("organizer")
    PRESENT = "present", _("present")
    SPOKE_FOR = "spoke_for", _("spoke for")
    COORDINATOR = "coordinator", _("coordinator")
