"""Form of the profile of the site: the logo drawn anew, the colour tried on the grounds that it stands on."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from core.stored_files import StoredFile
from site_profile.colours import ENOUGH, LIGHT_GROUNDS, least_contrast, nearest_dark_shade, parse_colour
from site_profile.logos import drawn_anew
from site_profile.models import SiteProfile

_TOO_LIGHT = _(
    "This colour cannot be read well on white: its contrast is %(ratio)s to 1, and %(enough)s to 1 is needed. "
    "The nearest shade that passes is %(shade)s."
)
_NO_CONTACT = _("Give an e-mail address, or a page that begins with https://.")


class SiteProfileForm(forms.ModelForm):
    """Form of the profile."""

    class Meta:
        model = SiteProfile
        fields = (
            "name", "institution", "words", "logo", "accent", "contact_email", "contact", "security_contact", "scope",
            "license_name", "license_url", "imprint", "privacy", "data_protection", "accessibility",
        )  # fmt: skip

    def clean_name(self) -> dict[str, str]:
        return _on_one_line(self.cleaned_data["name"])

    def clean_institution(self) -> dict[str, str]:
        return _on_one_line(self.cleaned_data["institution"])

    def clean_logo(self) -> Any:
        """The picture that was chosen, drawn anew; what is stored, and a tick that takes it away, as they are."""
        logo = self.cleaned_data["logo"]
        is_new = logo and not isinstance(logo, StoredFile)
        return drawn_anew(logo) if is_new else logo

    def clean_accent(self) -> str:
        text = self.cleaned_data["accent"]
        colour = parse_colour(text) if text else ""
        if colour and (ratio := least_contrast(colour, LIGHT_GROUNDS)) < ENOUGH:
            params = {
                # cut, not rounded: 4.49 is not enough, and must not be called 4.5
                "ratio": number_format(int(ratio * 100) / 100, 2),
                "enough": number_format(ENOUGH, 1),
                "shade": nearest_dark_shade(colour),
            }
            raise ValidationError(_TOO_LIGHT, code="contrast", params=params)
        return colour

    def clean_security_contact(self) -> str:
        contact: str = self.cleaned_data["security_contact"]
        if contact and not contact.startswith("https://"):
            try:
                validate_email(contact)
            except ValidationError as error:
                raise ValidationError(_NO_CONTACT, code="contact") from error
        return contact


def _on_one_line(texts: dict[str, str]) -> dict[str, str]:
    """Names without line breaks, which subjects of e-mails cannot have."""
    return {code: " ".join(text.split()) for code, text in texts.items()}
