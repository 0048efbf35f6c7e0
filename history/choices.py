"""Choices of the history: kinds of acts, and of changes of one row."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActKind(TextChoices):
    """Kinds of acts, each of which has all changes of one transaction for its effect."""

    EDIT = "edit", _("edited in the staff area")
    REVIEW = "review", _("sent to review, or back")
    PUBLISH = "publish", pgettext_lazy("act", "published")
    WITHDRAW = "withdraw", pgettext_lazy("act", "withdrawn")
    HIDE = "hide", pgettext_lazy("act", "hidden")
    REDACT = "redact", pgettext_lazy("act", "redacted")
    MERGE = "merge", pgettext_lazy("act", "merged")
    UNDO_MERGE = "undo_merge", _("a merger was undone")
    RESTORE = "restore", pgettext_lazy("act", "restored from the history")
    IMPORT = "import", _("recorded from a file")
    UNDO_IMPORT = "undo_import", _("an import was undone")


class ChangeKind(TextChoices):
    """Kinds of changes of one row."""

    ADDED = "added", pgettext_lazy("change", "added")
    CHANGED = "changed", pgettext_lazy("change", "changed")
    DELETED = "deleted", pgettext_lazy("change", "removed")
    # of no column: words of the record were redacted, in whatever table they stood
    REDACTED = "redacted", pgettext_lazy("change", "redacted")
