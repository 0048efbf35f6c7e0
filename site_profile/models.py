"""The profile of the site: one row, which staff edit and every page shows."""

import io
import logging

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.deconstruct import deconstructible
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.localized import LocalizedText, LocalizedTextField, in_language
from core.stored_files import StoredFileField
from core.web_addresses import WebAddressField
from site_profile.colours import NO_COLOUR, nearest_light_shade
from site_profile.logos import shown_size

logger = logging.getLogger(__name__)

ONLY_KEY = 1  # of the one row
DEFAULT_NAME = "Entente"  # of a register that has no name yet: what it runs on


@deconstructible
class AtMost:
    """Validator of text by language: no text is longer than so many letters."""

    def __init__(self, letters: int):
        self.letters = letters

    def __call__(self, texts: dict[str, str]) -> None:
        for code, text in texts.items():
            if len(text) > self.letters:
                raise ValidationError(
                    _("At most %(most)d letters in each language; this has %(count)d (%(language)s)."),
                    params={"most": self.letters, "count": len(text), "language": code},
                )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AtMost) and other.letters == self.letters

    def __hash__(self) -> int:
        return hash(self.letters)


_LINE, _SENTENCES, _PROSE = AtMost(100), AtMost(400), AtMost(20_000)


class SiteProfile(models.Model):
    """Whose register it is, and what they say of it. Public as soon as it is saved."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY_KEY, editable=False)

    # Name
    name = LocalizedTextField(
        _("name of the register"), validators=[_LINE],
        help_text=_("Stands in the head of every page, in titles, letters and feeds. Empty: Entente."),
    )  # fmt: skip
    institution = LocalizedTextField(
        _("institution"), validators=[_LINE],
        help_text=_("The official name of the institution whose register this is."),
    )  # fmt: skip
    words = LocalizedTextField(
        _("in your own words"), validators=[_SENTENCES],
        help_text=_("What this register is, in a sentence or two: at the foot of pages, and where others show links."),
    )  # fmt: skip

    # Look
    logo = StoredFileField(
        _("logo"), blank=True,
        name_field="logo_name", size_field="logo_size", media_type_field="logo_media_type", sha256_field="logo_sha256",
        help_text=_("A PNG or JPEG picture, beside the name, 40 pixels high; on dark pages on a white ground."),
    )  # fmt: skip
    logo_name = models.CharField(max_length=150, blank=True, editable=False)
    logo_media_type = models.CharField(max_length=100, blank=True, editable=False)
    logo_size = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    logo_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    accent = models.CharField(
        _("colour"), max_length=7, blank=True,
        help_text=_(
            "The colour of lines and buttons, such as #0b4a6f. It has to be dark enough to be read on white; "
            "dark pages take the nearest shade of it that can be read on them. Empty: the blue of Entente."
        ),
    )  # fmt: skip

    # Contact
    contact_email = models.EmailField(
        _("e-mail of contact"), blank=True,
        help_text=_("A mailbox of the office, not of a person: it is public."),
    )  # fmt: skip
    contact = LocalizedTextField(
        _("contact"), validators=[_PROSE],
        help_text=_("Office, postal address, telephone, hours: as lines. An empty line begins a new paragraph."),
    )  # fmt: skip
    security_contact = models.CharField(
        _("contact for security"), max_length=200, blank=True,
        help_text=_(
            "An e-mail address or an https:// page for those who find a weakness of the site; in security.txt. "
            "Empty: the e-mail of contact."
        ),
    )  # fmt: skip

    # The record
    scope = LocalizedTextField(
        _("what is recorded, and what is not"), validators=[_PROSE],
        help_text=_("Which agreements are here, since when; which are left out, and why."),
    )  # fmt: skip
    license_name = models.CharField(
        _("licence"), max_length=100, blank=True,
        help_text=_("Under which licence the data may be used, such as CC BY 4.0."),
    )  # fmt: skip
    license_url = WebAddressField(
        _("address of the licence"), blank=True, help_text=_("Where it can be read.")
    )

    # Statements
    imprint = LocalizedTextField(
        _("imprint"), validators=[_PROSE], help_text=_("Who answers for this site by law. Has a page of its own."),
    )  # fmt: skip
    privacy = LocalizedTextField(
        _("privacy statement"), validators=[_PROSE],
        help_text=_(
            "What you do with data of readers beyond what the software does, which its page says already: logs of your "
            "servers, how long, on which legal basis."
        ),
    )  # fmt: skip
    data_protection = LocalizedTextField(
        _("data protection contact"), validators=[_PROSE],
        help_text=_("The office or officer for data protection, and how to reach them. On the page about privacy."),
    )  # fmt: skip
    accessibility = LocalizedTextField(
        _("accessibility statement"), validators=[_PROSE],
        help_text=_("What is not accessible yet, how to report a barrier, and who decides. Has a page of its own."),
    )  # fmt: skip

    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        verbose_name = _("site profile")
        verbose_name_plural = _("site profile")
        default_permissions = ("change", "view")
        constraints = [
            models.CheckConstraint(
                name="there_is_one_site_profile",
                condition=models.Q(id=ONLY_KEY),
                violation_error_message=_("There is one profile only."),
            ),
            models.CheckConstraint(
                name="accent_is_a_colour",
                condition=models.Q(accent__regex="^(#[0-9a-f]{6})?$"),
                violation_error_message=NO_COLOUR,
            ),
            models.CheckConstraint(
                name="license_address_has_a_name",
                condition=models.Q(license_url="") | ~models.Q(license_name=""),
                violation_error_message=_("Name the licence that this address leads to."),
            ),
        ]

    def __str__(self) -> str:
        return self.site_name

    @property
    def site_name(self) -> str:
        """The name of the register in the active language, or in another; never empty."""
        return in_language(self.name or {})[0] or DEFAULT_NAME

    @cached_property
    def logo_content(self) -> bytes:
        """The logo, a small PNG; empty without one. Opened once for each saved profile."""
        if not self.logo:
            return b""
        try:
            with self.logo.storage.open(str(self.logo.name)) as file:
                content = bytes(file.read())
            shown_size(io.BytesIO(content))
            return content
        except OSError:  # gone from the storage, or damaged there
            logger.exception("The logo cannot be read: %s", self.logo.name)
            return b""

    @cached_property
    def logo_size_shown(self) -> tuple[int, int] | None:
        """Width and height of the logo on pages; None without one."""
        return shown_size(io.BytesIO(self.logo_content)) if self.logo_content else None

    @property
    def dark_accent(self) -> str:
        """The accent on dark pages."""
        return nearest_light_shade(self.accent)

    @property
    def security_address(self) -> str:
        """Address for reports of weaknesses; empty where no contact is given."""
        contact = self.security_contact or self.contact_email
        return f"mailto:{contact}" if "@" in contact and "://" not in contact else contact

    def texts(self) -> dict[str, LocalizedText]:
        """Its texts by language, by the name of the field."""
        fields = (field for field in self._meta.fields if isinstance(field, LocalizedTextField))
        return {field.name: getattr(self, field.name) for field in fields}
