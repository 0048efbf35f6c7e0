"""Work that is going on in the staff area: who has a form open, and files that wait with a form that is not saved."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string

# A form without a sign of life is taken for closed; its script gives one every minute.
OPEN_FORM_EXPIRY = timedelta(minutes=5)
KEPT_UPLOAD_EXPIRY = timedelta(days=1)


class OpenForm(models.Model):
    """The form of a record in front of somebody, with its last sign of life."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    model = models.CharField(max_length=100)
    record_pk = models.CharField(max_length=64)
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(name="open_form_is_noted_once", fields=["model", "record_pk", "user"])
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.record_pk}"


def _new_token() -> str:
    return get_random_string(32)


class KeptUpload(models.Model):
    """A file that came with a form that could not be saved yet. Only its form, sent by the same user, takes it up."""

    token = models.CharField(max_length=32, default=_new_token, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=255, blank=True)
    content = models.BinaryField()
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
