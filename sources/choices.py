"""Words about sources."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SourceKind(models.TextChoices):
    """What sort of thing a source is."""

    PRESS_RELEASE = "press_release", _("press release")
    NEWS = "news", _("news report")
    WEB_PAGE = "web_page", _("web page")
    OFFICIAL_TEXT = "official_text", _("text of the agreement")
    GAZETTE = "gazette", _("official gazette or treaty series")
    REGISTER = "register", _("another register")
    REPORT = "report", _("report")
    CORRESPONDENCE = "correspondence", _("letter or note")
    OTHER = "other", _("other")


class Basis(models.TextChoices):
    """How a source supports a fact."""

    STATED = "stated", _("stated")
    INFERRED = "inferred", _("inferred")


class TextOrigin(models.TextChoices):
    """Where the text of a source came from."""

    PASTED = "pasted", _("pasted")
    FILE = "file", _("read out of a file")
