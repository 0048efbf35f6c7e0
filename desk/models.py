"""Work that is going on in the staff area: open forms, what is typed in them, files that wait, and saved filters."""

import re
from datetime import timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

# A form without a sign of life is taken for closed; its script gives one every minute.
OPEN_FORM_EXPIRY = timedelta(minutes=5)
KEPT_UPLOAD_EXPIRY = timedelta(days=1)
FORM_DRAFT_EXPIRY = timedelta(days=14)
# Inputs that say which form is which: titles and names of records, names in their rows, texts, days
_TELLING = [
    re.compile(pattern)
    for pattern in (
        r"(texts-\d+-|\d+-)?title|name",
        r"\w+-\d+-(organization|person|name_as_written|name|text)",
        r"(\d+-)?text",
        r"(milestones-\d+-)?on",
    )
]


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


class FormDraft(models.Model):
    """The fields of a form as they were typed and not saved yet, for whoever typed them, until they are saved.

    ``record_pk`` is empty for a new record. ``key`` names one opening of the form, so that two windows keep two drafts.
    ``query``: names and values of the query in the form's address, such as the texts that stood beside it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    model = models.CharField(max_length=100)
    record_pk = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=32)
    fields = models.JSONField(_("what was typed"))  # names and values of inputs, in their order
    query = models.JSONField(_("query of the address"), default=list, blank=True)
    opened = models.JSONField(
        _("what the form showed"), null=True
    )  # content of the signed snapshot, see conflicts/
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("unsaved form")
        verbose_name_plural = _("unsaved forms")
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="form_draft_has_its_key_once", fields=["user", "key"])]
        indexes = [models.Index(name="form_drafts_of_record", fields=["user", "model", "record_pk"])]

    def __str__(self) -> str:
        return f"{self.model} {self.record_pk}"

    @property
    def address(self) -> str:
        """The address of the form with its query, from the form without one; empty where no query was kept."""
        return f"?{urlencode([(name, value) for name, value in self.query])}" if self.query else ""

    @property
    def label(self) -> str:
        """Words that tell it from others: the title, names or text that was typed, and the first day."""
        typed = [(name, " ".join(value[:500].split())) for name, value in self.fields]
        titles, names, texts, days = (
            [*dict.fromkeys(value for name, value in typed if value and pattern.fullmatch(name))]
            for pattern in _TELLING
        )
        named = next(iter([*titles, *filter(None, [" – ".join(names)]), *texts]), "")
        return " · ".join(filter(None, [Truncator(named).chars(100), *days[:1]]))


class SavedFilterQuerySet(models.QuerySet):
    """Queries for saved filters."""

    def visible_to(self, user):
        """Their own, and those that colleagues share."""
        return self.filter(Q(owner=user) | Q(is_shared=True))


class SavedFilter(models.Model):
    """A filter, search and order of a staff list under a name; its address is the list's with this query."""

    name = models.CharField(_("name"), max_length=80, help_text=_("Such as “University, ending this year”."))
    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+", editable=False, verbose_name=_("list")
    )
    query = models.CharField(_("filter"), max_length=1000, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        editable=False,
        verbose_name=_("owner"),
    )
    is_shared = models.BooleanField(
        _("shared"), default=False, help_text=_("Colleagues who may open the list have it, too.")
    )

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name", "pk"]
        default_permissions = ()  # the pages of the filters decide, by the permissions on the list
        constraints = [
            models.UniqueConstraint(
                name="saved_filter_has_its_name_once",
                fields=["owner", "content_type", "name"],
                violation_error_message=_("You have a filter of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name
