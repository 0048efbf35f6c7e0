"""Contacts: the offices that answer for an agreement."""

import re
import unicodedata
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.choices import Visibility
from agreements.models.agreement import Agreement, AgreementPart, validate_same_agreement
from agreements.models.parties import Involvement
from core.web_addresses import WebAddressField

_TELEPHONE_NUMBER = r"([0-9][ ()./+-]*){7,}"
# As people write them so that machines do not find them; a page may have long numbers in its address.
_PRIVATE_ADDRESS = re.compile(
    r"@|[(\[{]\s*at\s*[)\]}]|[(\[{]\s*dot\s*[)\]}]|\b(tel|phone|fax|mobile)\b[^a-z]{0,3}\+?\d", re.IGNORECASE
)
_NO_PRIVATE_ADDRESS = _(
    "Name an office or a function: no e-mail address and no telephone number is kept here."
)


def _plain_text(text: str) -> str:
    """The text without the disguises of width, script of digits and percent-encoding."""
    plain = unicodedata.normalize("NFKC", unquote(text))
    return "".join(str(unicodedata.digit(letter, letter)) for letter in plain)


class Contact(AgreementPart):
    """A contact of an agreement: an office or a function, never a person."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="contacts")
    involvement = models.ForeignKey(
        Involvement,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name=_("of which party"),
        help_text=_("Whose office it is."),
    )
    office = models.CharField(
        _("office or function"),
        max_length=300,
        help_text=_(
            "As printed, such as “International Office”. No name of a person, no e-mail address, no telephone number."
        ),
    )
    website = WebAddressField(
        _("page of the office"), max_length=1000, blank=True, help_text=_("Where the public can write to it.")
    )
    visibility = models.CharField(
        _("who may see it"),
        max_length=8,
        choices=Visibility,
        default=Visibility.STAFF,
        help_text=_("Public only where a source publishes it."),
    )

    class Meta(AgreementPart.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            *AgreementPart.Meta.constraints,
            models.CheckConstraint(
                name="contact_holds_no_personal_address",
                condition=~Q(office__contains="@")
                & ~Q(office__regex=_TELEPHONE_NUMBER)
                & ~Q(website__contains="@"),
                violation_error_message=_NO_PRIVATE_ADDRESS,
            ),
        ]

    def __str__(self) -> str:
        return self.office

    def clean(self):
        validate_same_agreement(self, "involvement")
        for name in ("office", "website"):
            text = _plain_text(getattr(self, name))
            is_number = name == "office" and re.search(_TELEPHONE_NUMBER, text)
            if is_number or _PRIVATE_ADDRESS.search(text):
                raise ValidationError({name: _NO_PRIVATE_ADDRESS})
