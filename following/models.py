"""Followers by e-mail: their addresses, encrypted; the questions that they follow; findings and letters.

Nothing here is published. A follower without a confirmed follow or an open request is deleted, with the address.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.language import SiteLanguageField
from following.choices import Frequency


class Subject(models.Model):
    """A followed question: a record with all that names it, a list of a kind, or a search over all kinds.

    It is answered once a day for all its followers; ``cursor`` is the last change that was looked at.
    """

    scope = models.CharField(_("followed"), max_length=16, editable=False)  # "record", "search", or a kind
    query = models.TextField(
        _("question"), blank=True, editable=False, help_text=_("A reference, or the parameters of the list.")
    )
    cursor = models.BigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("followed question")
        verbose_name_plural = _("followed questions")
        ordering = ["scope", "query"]
        default_permissions = ("view",)
        constraints = [
            # of a hash: a search may be longer than what an index takes
            models.UniqueConstraint("scope", MD5("query"), name="subject_is_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.query}".strip()


class Follower(models.Model):
    """An e-mail address that follows something, or was asked whether it wants to."""

    digest = models.CharField(max_length=64, unique=True, editable=False)  # a hash under SECRET_KEY
    address = models.TextField(editable=False)  # encrypted
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}"


class FollowOptions(models.Model):
    """The options with which somebody follows a question."""

    follower = models.ForeignKey(
        Follower, on_delete=models.CASCADE, related_name="%(class)ss", editable=False
    )
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="%(class)ss", editable=False)
    frequency = models.CharField(max_length=8, choices=Frequency, default=Frequency.WEEKLY, editable=False)
    with_deadlines = models.BooleanField(default=False, editable=False)
    language = SiteLanguageField(editable=False)

    class Meta:
        abstract = True


class Request(FollowOptions):
    """A follow that the owner of the address has not confirmed yet. It is forgotten after days."""

    requested_at = models.DateTimeField(default=timezone.now, editable=False)
    letters = models.PositiveSmallIntegerField(
        default=1, editable=False
    )  # of a day, the waiting one included
    mailed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("request to follow")
        verbose_name_plural = _("requests to follow")
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="request_is_kept_once", fields=["follower", "subject"])]

    def __str__(self) -> str:
        return f"{self.pk}"


class Follow(FollowOptions):
    """A confirmed follow. Letters hold findings after ``after``, of changes after ``since``."""

    confirmed_at = models.DateTimeField(default=timezone.now, editable=False)
    since = models.BigIntegerField(editable=False)  # the last change of the register when it was confirmed
    after = models.BigIntegerField(default=0, editable=False)  # the last finding that was sent

    class Meta:
        verbose_name = _("confirmed follow")
        verbose_name_plural = _("confirmed follows")
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="follow_is_kept_once", fields=["follower", "subject"])]

    def __str__(self) -> str:
        return f"{self.pk}"


class Finding(models.Model):
    """An answer to a followed question: a change of the register, or a last day that comes near. Without words."""

    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="findings", editable=False)
    version = models.BigIntegerField(null=True, editable=False)  # the id of the change; none of a last day
    ref = models.CharField(max_length=16, editable=False)
    due = models.CharField(max_length=64, blank=True, editable=False)  # the last day, in EDTF
    due_until = models.DateField(null=True, editable=False)
    noted_on = models.DateField(editable=False)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        default_permissions = ()
        indexes = [models.Index(name="finding_by_subject", fields=["subject", "id"])]
        constraints = [
            models.UniqueConstraint(name="change_is_noted_once", fields=["subject", "version"]),
            models.UniqueConstraint(
                name="last_day_is_noted_once", fields=["subject", "ref", "due"], condition=Q(version=None)
            ),
            models.CheckConstraint(
                name="finding_is_a_change_or_a_last_day",
                condition=Q(version__isnull=False, due="") | (Q(version=None) & ~Q(due="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.version or self.due}"


class LetterQuerySet(models.QuerySet):
    """Queries for letters."""

    def unsent(self):
        """Letters that wait for the mail server, or of which nobody knows whether it took them."""
        return self.filter(sent_at=None)


class Letter(models.Model):
    """A letter to a follower, without its text: that is made when it is sent, of what is public then.

    It holds the findings up to ``until`` that were not sent before, of weekly follows only where ``is_weekly``.
    """

    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="letters", editable=False)
    until = models.BigIntegerField(editable=False)
    is_weekly = models.BooleanField(editable=False)
    queued_at = models.DateTimeField(default=timezone.now, editable=False)
    attempted_at = models.DateTimeField(null=True, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="follower_has_one_letter_that_waits", fields=["follower"], condition=Q(sent_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class LetterRun(models.Model):
    """A day on which letters were made: in one transaction with them, so it is there when they are."""

    day = models.DateField(_("day"), primary_key=True, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    questions = models.PositiveIntegerField(_("questions"), editable=False)
    findings = models.PositiveIntegerField(_("findings"), editable=False)
    letters = models.PositiveIntegerField(_("letters"), editable=False)

    class Meta:
        verbose_name = _("run of letters")
        verbose_name_plural = _("runs of letters")
        ordering = ["-day"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.day}"
