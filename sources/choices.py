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


class LinkResult(models.TextChoices):
    """Outcome of a check of the address of a source."""

    ANSWERS = "answers", _("answers")
    GONE = "gone", _("is not there any more")
    FRONT_PAGE = "front_page", _("leads to the front page of a site only")
    NO_ANSWER = "no_answer", _("does not answer")
    REFUSED = "refused", _("answers, but does not show it to software")
    NOT_TRUSTED = "not_trusted", _("has a certificate that cannot be trusted")
    DISALLOWED = "disallowed", _("its host asks software to stay away")
    NOT_PUBLIC = "not_public", _("is not an address in public")


# A reader who follows the link does not find the source. One failure may pass, so the second counts.
FAILED_RESULTS = (LinkResult.GONE, LinkResult.FRONT_PAGE, LinkResult.NO_ANSWER)


class TextState(models.TextChoices):
    """Text at the address of a source today, beside the text that is kept of it."""

    SAME = "same", _("the same")
    CHANGED = "changed", _("changed")
    OTHER = "other", _("another text")
    UNREAD = "unread", _("no text can be read there")


class TextOrigin(models.TextChoices):
    """Where the text of a source came from."""

    PASTED = "pasted", _("pasted")
    FILE = "file", _("read out of a file")
