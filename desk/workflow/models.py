"""Reviews of records, comments of staff on them, publications at a set time, and preview links."""

from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.localized import LocalizedTextField
from register.records import Record


def moment_in_words(moment: datetime) -> str:
    """A moment by the clock of the site, with the name of its time zone: 29 November 2026, 20:04 (UTC)."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'DATETIME_FORMAT')} ({local:%Z})"


class ReviewState(models.TextChoices):
    """State of a review: one is open until somebody ends it."""

    OPEN = "open", _("waiting for review")
    SENT_BACK = "sent_back", _("sent back")
    WITHDRAWN = "withdrawn", _("withdrawn from review")
    PUBLISHED = "published", _("published")


class ScheduleState(models.TextChoices):
    """State of a publication at a set time. One that was refused stays on the list until somebody has seen it."""

    WAITING = "waiting", _("waiting for its time")
    PUBLISHED = "published", _("published")
    REFUSED = "refused", _("not published")
    CANCELLED = "cancelled", _("cancelled")
    REPLACED = "replaced", _("replaced by another time")
    OVERTAKEN = "overtaken", _("overtaken by another publication")


class AboutRecordQuerySet(models.QuerySet):
    """Rows about records of any kind."""

    def about(self, record: Record):
        return self.about_model(type(record)).filter(object_id=record.pk)

    def about_model(self, model: type[Record]):
        return self.filter(content_type=ContentType.objects.get_for_model(model))


class AboutRecord(models.Model):
    """A row about one record of any kind."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    record = GenericForeignKey()

    objects = AboutRecordQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()


def _colleague(**options) -> models.ForeignKey:
    """Foreign key to the account of a colleague, which may be deleted later."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        **options,
    )


class Review(AboutRecord):
    """A request to look at a record before it is published: by one reviewer, or by anybody who may publish."""

    sent_by = _colleague()
    reviewer = _colleague(blank=True)
    state = models.CharField(max_length=16, choices=ReviewState, default=ReviewState.OPEN)
    sent_at = models.DateTimeField(default=timezone.now)
    ended_by = _colleague(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta(AboutRecord.Meta):
        indexes = [
            models.Index(fields=["content_type", "object_id", "sent_at"], name="workflow_review_of_record")
        ]
        constraints = [
            models.UniqueConstraint(
                name="record_is_in_one_review",
                fields=["content_type", "object_id"],
                condition=Q(state=ReviewState.OPEN),
                violation_error_message=_("It is in review already."),
            ),
            models.CheckConstraint(
                name="review_sent_back_has_a_reason",
                condition=~Q(state=ReviewState.SENT_BACK) | ~Q(reason=""),
                violation_error_message=_("Say why it is sent back."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.record}"


class Comment(AboutRecord):
    """A comment of staff on a record, or on one field or list of its form. Never public."""

    field = models.CharField(max_length=100, blank=True)
    text = models.TextField(_("comment"))
    written_by = _colleague()
    written_at = models.DateTimeField(default=timezone.now)
    resolved_by = _colleague(blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta(AboutRecord.Meta):
        verbose_name = _("comment")
        indexes = [
            models.Index(
                fields=["content_type", "object_id", "written_at"], name="workflow_comment_of_record"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class ScheduledPublicationQuerySet(AboutRecordQuerySet):
    """Publications at a set time."""

    def open(self):
        """Publications that wait, and those that were refused and nobody has noted yet."""
        return self.filter(state__in=[ScheduleState.WAITING, ScheduleState.REFUSED])

    def due(self, by: datetime | None = None):
        """Publications whose time has come, the earliest first."""
        rows = self.filter(state=ScheduleState.WAITING, publish_at__lte=by or timezone.now())
        return rows.order_by("publish_at", "pk")


class ScheduledPublication(AboutRecord):
    """A publication that was confirmed for a set time: what the confirmation showed, and how it ended."""

    publish_at = models.DateTimeField()
    note = models.CharField(max_length=400, blank=True)
    closing = models.JSONField(default=list)
    shown = models.TextField()
    scheduled_by = _colleague()
    scheduled_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=16, choices=ScheduleState, default=ScheduleState.WAITING)
    reason = LocalizedTextField()
    ended_by = _colleague(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScheduledPublicationQuerySet.as_manager()  # type: ignore[misc]  # the parent's is its class's

    class Meta(AboutRecord.Meta):
        indexes = [
            models.Index(fields=["state", "publish_at"], name="workflow_publication_due"),
            models.Index(fields=["content_type", "object_id"], name="workflow_publication_of_record"),
        ]
        constraints = [
            models.UniqueConstraint(
                name="record_is_published_at_one_time",
                fields=["content_type", "object_id"],
                condition=Q(state=ScheduleState.WAITING),
                violation_error_message=_("A time is set for it already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.record}"


class PreviewLink(AboutRecord):
    """A link by which somebody outside sees the page of a record before it is public, until it ends."""

    purpose = models.CharField(_("for whom"), max_length=200)
    made_by = _colleague()
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    # hashes of what spoke against a publication then: what came after it, such as an embargo, ends the link
    known_objections = models.JSONField(default=list)
    revoked_by = _colleague(blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(AboutRecord.Meta):
        verbose_name = _("preview link")
        indexes = [models.Index(fields=["content_type", "object_id"], name="workflow_link_of_record")]

    def __str__(self) -> str:
        return self.purpose


class PreviewOpening(models.Model):
    """One opening of a preview link. Who opened it is not kept."""

    link = models.ForeignKey(PreviewLink, on_delete=models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField(default=timezone.now)
    language = models.CharField(max_length=16)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.link}: {self.opened_at}"
