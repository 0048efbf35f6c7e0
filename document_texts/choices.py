"""States of the text of a document."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextState(models.TextChoices):
    """State of the text of a document, or the reason that there is none."""

    WAITING = "waiting", _("waits for the worker")
    EXTRACTED = "extracted", _("extracted")
    NONE = "none", _("holds no text")  # a scan, a picture
    FAILED = "failed", _("could not be extracted")  # damaged, too large, too slow, or not in the storage
    REDACTED = "redacted", _("redacted")  # its file is never opened for this again
