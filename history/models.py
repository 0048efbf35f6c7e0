"""Models of the history: acts, and the changes of rows that they made. Only triggers write to these tables."""

import json

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from history.choices import ActKind, ChangeKind


class ExactNumbers(json.JSONDecoder):
    """Decoder that leaves fractions as they are written: as a binary number, one may be another."""

    def __init__(self, **options):
        super().__init__(parse_float=str, **options)


class Act(models.Model):
    """An action of somebody in one transaction: who, when and why.

    ``role`` is the role that the program, or somebody else, was logged in as at the database, ``program`` what it calls
    itself there. Both are always known, ``by``, ``kind`` and ``reason`` only where `history.acts.act` gave them.
    """

    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    kind = models.CharField(_("act"), max_length=16, choices=ActKind, blank=True)
    reason = models.CharField(_("reason"), max_length=400, blank=True)
    request_id = models.CharField(_("request"), max_length=64, blank=True)
    role = models.CharField(_("database role"), max_length=64)
    program = models.CharField(_("software"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return (
            f"{self.get_kind_display() or self.program} {timezone.localtime(self.at):%Y-%m-%d %H:%M}".strip()
        )


class Change(models.Model):
    """The change of one row in an act. ``before`` has what is gone: former values of the columns that changed.

    Of a deleted row it has every column, of an added one it is null; of a redaction, in how many places of the record
    words stood, wherever that was: in versions, in the history, on the desk. The row is that of ``model`` with the key
    ``row_id``; ``record_model`` and ``record_id`` are the record that it belongs to, or the row itself.
    """

    act = models.ForeignKey(
        Act, on_delete=models.PROTECT, related_name="changes", verbose_name=_("act"), db_constraint=False
    )
    model = models.CharField(_("model"), max_length=64)
    row_id = models.BigIntegerField(_("row"))
    record_model = models.CharField(_("model of the record"), max_length=64)
    record_id = models.BigIntegerField(_("record"), null=True)
    kind = models.CharField(_("change"), max_length=8, choices=ChangeKind)
    before = models.JSONField(_("before"), null=True, decoder=ExactNumbers)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(name="change_by_record", fields=["record_id", "record_model"])]

    def __str__(self) -> str:
        return f"{self.model}#{self.row_id} {self.get_kind_display()}"
