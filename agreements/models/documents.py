"""."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.choices import Authenticity, Visibility
from agreements.models.agreement import Agreement, AgreementPart
from core.stored_files import StoredFileField
from core.validators import validate_language, validate_media_type, validate_sha256
from core.web_addresses import WebAddressField


class Document(AgreementPart):
    """A text or attachment of the agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=400, help_text=_("What a reader would look for."))
    language = models.CharField(
        _("language"),
        max_length=16,
        blank=True,
        validators=[validate_language],
        help_text=_("BCP 47: en, ko."),
    )
    authenticity = models.CharField(
        _("what it is"),
        max_length=24,
        choices=Authenticity,
        default=Authenticity.COPY,
        help_text=_("What the text is worth where texts differ."),
    )
    file = StoredFileField(
        _("file"),
        blank=True,
        name_field="file_name",
        size_field="size",
        media_type_field="media_type",
        sha256_field="sha256",
        help_text=_("PDF, DOCX, ODT, HWP, HWPX, PNG or JPEG."),
    )
    file_name = models.CharField(
        _("file name"),
        max_length=150,
        blank=True,
        help_text=_("Under which it is downloaded. Filled in when a file is attached."),
    )
    size = models.PositiveBigIntegerField(_("bytes"), null=True, blank=True, editable=False)
    address = WebAddressField(
        _("address"), max_length=1000, blank=True, help_text=_("Where it can be read elsewhere.")
    )
    media_type = models.CharField(
        _("media type"),
        max_length=100,
        blank=True,
        validators=[validate_media_type],
        help_text=_("Such as application/pdf. Of an attached file it is filled in."),
    )
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True, help_text=_("How many it has."))
    sha256 = models.CharField(
        _("SHA-256"),
        max_length=64,
        blank=True,
        validators=[validate_sha256],
        help_text=_("So that anybody can check a copy. Of an attached file it is filled in."),
    )
    visibility = models.CharField(
        _("who may see it"),
        max_length=8,
        choices=Visibility,
        default=Visibility.STAFF,
        help_text=_("A staff document is named nowhere in public."),
    )

    class Meta(AgreementPart.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            *AgreementPart.Meta.constraints,
            models.CheckConstraint(
                name="document_has_a_file_or_an_address",
                condition=~Q(file="") | ~Q(address=""),
                violation_error_message=_("Attach a file or give an address."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
