"""Reviews of records before publication, and comments of staff on records."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from register.records import Record


class ReviewState(models.TextChoices):
    """State of a review: one is open until somebody ends it."""

    OPEN = "open", _("waiting for review")
    SENT_BACK = "sent_back", _("sent back")
    WITHDRAWN = "withdrawn", _("withdrawn from review")
    PUBLISHED = "published", _("published")


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
