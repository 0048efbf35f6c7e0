"""States of an import and of its rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ImportState(models.TextChoices):
    """State of an import, from upload to undo."""

    UPLOADED = "uploaded", _("uploaded")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("checked")
    APPLYING = "applying", _("being applied")
    APPLIED = "applied", _("applied")
    PREPARING = "preparing", _("its publication being prepared")
    PUBLISHING = "publishing", _("being published")
    WITHDRAWING = "withdrawing", _("being withdrawn")
    TAKING_BACK = "taking_back", _("being undone")
    TAKEN_BACK = "taken_back", _("undone")
    FAILED = "failed", _("failed")
    # Words of its file were redacted: it is never applied
    CLOSED = "closed", pgettext_lazy("an import", "closed")


# Steps of the register, after which the import is applied as before.
REGISTER_STATES = (ImportState.PREPARING, ImportState.PUBLISHING, ImportState.WITHDRAWING)
# While it is in one of these, a background step is at work on it or about to be.
BACKGROUND_STATES = (ImportState.CHECKING, ImportState.APPLYING, ImportState.TAKING_BACK, *REGISTER_STATES)
# What it has done to the records stands there now.
APPLIED_STATES = (ImportState.APPLIED, ImportState.TAKING_BACK, *REGISTER_STATES)


class RowState(models.TextChoices):
    """Effect of one row of a spreadsheet on the records."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    ERROR = "error", _("error")
    LEFT_OUT = "left_out", _("left out")


CHECKABLE_STATES = (ImportState.UPLOADED, ImportState.CHECKED, ImportState.FAILED, ImportState.TAKEN_BACK)
# Its rows are not stored yet, or are those of another reading.
UNREAD_STATES = (ImportState.UPLOADED, ImportState.CHECKING, ImportState.FAILED)
