"""Redactions that were made, and the rules that they left: what must not come back, by keyed hashes only."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.localized import LocalizedTextField


class Redaction(models.Model):
    """A redaction: when, by whom, why. The words are nowhere; its rules know them by keyed hashes."""

    at = models.DateTimeField(_("redacted"), default=timezone.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    reason = models.CharField(_("reason"), max_length=400)
    basis = models.CharField(_("legal basis"), max_length=300)
    places = models.PositiveIntegerField(_("places"), help_text=_("In how many texts the words stood."))
    withdrew = models.CharField(
        _("withdrew"), max_length=16, blank=True, help_text=_("The record that was withdrawn with it.")
    )
    hid = models.CharField(
        _("hid"),
        max_length=100,
        blank=True,
        help_text=_("The record that was hidden with it, public or not."),
    )
    public_reason = LocalizedTextField(
        _("reason for the public"), help_text=_("In place of the record that was withdrawn.")
    )
    # names the redaction in the exported log; the same in every copy of the database
    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("redaction")
        verbose_name_plural = _("redactions")
        ordering = ["-pk"]
        default_permissions = ("add", "view")

    def __str__(self) -> str:
        return f"{timezone.localdate(self.at)}, {self.basis}"


class RedactionRule(models.Model):
    """A rule of a redaction: in texts of a record, words with these keyed hashes must not stand again.

    ``subject`` is the reference of a record, or label and key of a row, ``sources.source#4``. ``facts`` are the parts
    in which every doubtful match counts; those of ``likely`` count everywhere. ``kept`` holds the matches that were
    left standing, as of somebody else.
    """

    redaction = models.ForeignKey(Redaction, on_delete=models.CASCADE, related_name="rules")
    subject = models.CharField(_("record"), max_length=100)
    # label and key of a record with a reference: it may be a draft again after a restore
    row = models.CharField(_("row"), max_length=100, blank=True)
    # keyed hashes of what names it outside this database, also once it is deleted: an external identifier, the address
    # of a source; and of the sources in its bodies in which the words stood
    identity_digests = ArrayField(
        models.CharField(max_length=64), default=list, verbose_name=_("hashes of identities")
    )
    key = models.CharField(_("key"), max_length=16, help_text=_("Which secret key made the hashes."))
    digests = ArrayField(models.CharField(max_length=64), verbose_name=_("hashes"))
    # of doubtful forms of a name of several words or three syllables: in a longer word, in another order
    likely = ArrayField(
        models.CharField(max_length=64), default=list, verbose_name=_("hashes of other forms")
    )
    longest = models.PositiveSmallIntegerField(_("words"), help_text=_("That a window has at most."))
    facts = ArrayField(models.CharField(max_length=200), default=list, verbose_name=_("facts"))
    # how many matches stay by fact, form and the words around them; by place, which; the last version looked at
    kept = models.JSONField(_("kept"), default=dict)

    class Meta:
        verbose_name = _("rule of a redaction")
        verbose_name_plural = _("rules of redactions")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="redaction_has_one_rule_a_record", fields=["redaction", "subject"])
        ]
        indexes = [
            models.Index(name="redaction_rule_by_subject", fields=["subject"]),
            models.Index(name="redaction_rule_by_row", fields=["row"]),
            GinIndex(name="redaction_rule_by_identity", fields=["identity_digests"]),
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {len(self.digests)}"

    @property
    def names(self) -> list[str]:
        """Names by which it knows its record as it is here."""
        return [name for name in (self.subject, self.row) if name]
