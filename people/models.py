"""People in office: names, identifiers, positions. No birth date, no contact, no portrait; only acts in a post."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core import identifiers
from core.fields import EDTFField, ends_after_start
from core.localized import LocalizedTextField
from core.validators import validate_language
from organizations.models import Organization
from people.choices import PersonNameKind, PersonScheme
from register.records import SET_BY_PUBLISHING, Part, Record, unique_part_key
from sources.models import Citation


class Person(Record):
    """Somebody who signs, leads or speaks for an organization. Those who only attended get no record."""

    set_by_actions = (*SET_BY_PUBLISHING, "is_hidden")

    name = models.CharField(
        _("name"),
        max_length=200,
        help_text=_("As usually written in this register's first language. Other scripts go below."),
    )
    is_hidden = models.BooleanField(
        _("hidden"),
        default=False,
        editable=False,
        help_text=_("The name is taken from everything public; the post stays."),
    )

    class Meta(Record.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = [("hide_person", "Can hide people")]
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def goes_unnamed(self) -> bool:
        return self.is_hidden


class PersonPart(Part):
    """A part of a person's record."""

    record_field = "person"

    class Meta(Part.Meta):
        abstract = True
        constraints = [unique_part_key("person")]


class PersonName(PersonPart):
    """A name in a language and script."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=200, help_text=_("As the person or the source writes it."))
    language = models.CharField(
        _("language"),
        max_length=16,
        blank=True,
        validators=[validate_language],
        help_text=_("BCP 47: ko, ko-Latn, en."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=PersonNameKind,
        default=PersonNameKind.MAIN,
        help_text=_("Main, another spelling, a former name or a romanization."),
    )

    class Meta(PersonPart.Meta):
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            *PersonPart.Meta.constraints,
            models.UniqueConstraint(
                name="person_name_is_recorded_once",
                fields=["person", "text", "language"],
                violation_error_message=_("This name is recorded already."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class PersonIdentifier(PersonPart):
    """An identifier of a person in another register."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(
        _("scheme"), max_length=16, choices=PersonScheme, help_text=_("Which register it is.")
    )
    value = models.CharField(_("value"), max_length=100, help_text=_("With or without the address round it."))

    class Meta(PersonPart.Meta):
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        constraints = [
            *PersonPart.Meta.constraints,
            models.UniqueConstraint(
                name="person_identifier_names_one_person",
                fields=["scheme", "value"],
                violation_error_message=_("Another person has this identifier."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    def clean(self):
        identifiers.clean_identifier(self)


class Position(PersonPart):
    """A post at an organization, recorded only where a source dates it."""

    written_names = {"organization_as_written": "organization"}

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="positions")
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="positions",
        verbose_name=_("organization"),
        help_text=_("Where the post is."),
    )
    organization_as_written = models.CharField(
        _("name as written"),
        max_length=400,
        blank=True,
        help_text=_("Filled in with the organization's name of today: correct it if the source differs."),
    )
    post = models.CharField(_("post"), max_length=300, help_text=_("As printed."))
    post_by_language = LocalizedTextField(
        _("post by language"), help_text=_("Where sources give the post in more than one language.")
    )
    held_from = EDTFField(_("from"), help_text=_("As exactly as a source says."))
    held_until = EDTFField(_("until"), help_text=_("None while it is held."))

    class Meta(PersonPart.Meta):
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = [
            *PersonPart.Meta.constraints,
            ends_after_start("position_ends_after_it_starts", "held_from", "held_until"),
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.organization}"


class PersonCitation(Citation, PersonPart):
    """A source for facts about a person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta, PersonPart.Meta):
        abstract = False
