"""Mergers of two records of the desk into one, with what is needed to undo them for a while."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

UNDO_DAYS = 30


class MergerQuerySet(models.QuerySet):
    """Mergers."""

    def undoable(self):
        """Mergers that were not undone and are not too old for it."""
        since = timezone.now() - timedelta(days=UNDO_DAYS)
        return self.filter(undone_at=None, at__gte=since).exclude(rows=[])

    def into(self, record: models.Model):
        """Mergers of others into a record."""
        return self.filter(model=record._meta.label_lower, into_pk=record.pk)

    def forget_rows(self) -> int:
        """Empties what only an undo needs of mergers that are too old for it. Returns their number."""
        old = self.filter(at__lt=timezone.now() - timedelta(days=UNDO_DAYS)).exclude(rows=[])
        return old.update(rows=[])


class Merger(models.Model):
    """One record that became part of another of its kind: who did it, when, why, and which rows it changed.

    ``rows`` hold the former and the new values of every row that changed. The record that was merged has no row any
    more: its former key, reference and identifier lead to the other one.
    """

    model = models.CharField(_("kind"), max_length=100, editable=False)  # label of the model, in lower case
    pk_before = models.BigIntegerField(editable=False)
    ref = models.CharField(_("reference"), max_length=16, blank=True, editable=False)
    external_id = models.CharField(_("external identifier"), max_length=200, blank=True, editable=False)
    name = models.TextField(_("name"), editable=False)
    into_pk = models.BigIntegerField(editable=False)
    reason = models.CharField(_("reason"), max_length=400, editable=False)
    rows = models.JSONField(_("changed rows"), default=list, editable=False)
    at = models.DateTimeField(_("merged"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    undone_at = models.DateTimeField(_("undone"), null=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("undone by"),
    )

    objects = MergerQuerySet.as_manager()

    class Meta:
        verbose_name = _("merger")
        verbose_name_plural = _("mergers")
        ordering = ["-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(name="merger_by_what_was_merged", fields=["model", "pk_before"]),
            models.Index(name="merger_by_survivor", fields=["model", "into_pk"]),
            models.Index(name="merger_by_external_identifier", fields=["model", "external_id"]),
        ]

    def __str__(self) -> str:
        return self.name
