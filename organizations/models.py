"""Organizations: names, identifiers, relations, locations."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from core import identifiers
from core.circles import refuse_circle, refuse_parent_circle
from core.fields import EDTFField, ends_after_start
from core.localized import LocalizedTextField
from core.validators import validate_language
from organizations.choices import LocationRole, NameKind, OrganizationKind, OrganizationScheme, RelationKind
from register.records import Part, Record, unique_part_key
from sources.models import Citation

_ACYCLIC_KINDS = {RelationKind.SUCCEEDS, RelationKind.PART_OF}  # may not go round in a circle


class Organization(Record):
    """A body that agrees, signs, funds, hosts or meets; a state, a ministry, a university, a unit of one."""

    name = models.CharField(
        _("name"),
        max_length=400,
        help_text=_(
            "Today's name in its usual language for this register. Other names go below; names need not be unique."
        ),
    )
    qualifier = models.CharField(
        _("told apart by"),
        max_length=200,
        blank=True,
        help_text=_(
            "A few words that tell it from another of the same name, such as “until 2014”. Published."
        ),
    )
    kind = models.CharField(
        _("kind"),
        max_length=24,
        choices=OrganizationKind,
        default=OrganizationKind.OTHER,
        help_text=_("What sort of body it is; “other” where none of these fits."),
    )
    country = CountryField(
        _("country"), blank=True, help_text=_("Where it belongs; none for an intergovernmental body.")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("part of"),
        help_text=_("The body it is a unit of today. Dated or former membership goes under relations."),
    )
    website = models.CharField(
        _("website as printed"), max_length=300, blank=True, help_text=_("Exactly as the source prints it.")
    )
    is_planned = models.BooleanField(
        _("only planned"),
        default=False,
        help_text=_("Agreed or announced, not known to be founded; then that day is a planned one."),
    )
    founded_on = EDTFField(_("founded"), help_text=_("As exactly as known: 2014-04, 1964, or in words."))
    dissolved_on = EDTFField(
        _("dissolved"), help_text=_("Only when it ceased to exist, not when it was renamed.")
    )
    purpose = LocalizedTextField(_("purpose"), help_text=_("What it is for, in our words."))
    is_own = models.BooleanField(
        _("ours"),
        default=False,
        help_text=_("Part of the institution that keeps this register; all others are counterparts."),
    )

    class Meta(Record.Meta):
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name", "pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="organization_is_not_its_own_parent",
                condition=Q(parent=None) | ~Q(parent=F("id")),
                violation_error_message=_("An organization cannot be part of itself."),
            ),
            models.CheckConstraint(
                name="organization_that_is_planned_is_not_dissolved",
                condition=Q(is_planned=False) | Q(dissolved_on=""),
                violation_error_message=_("What was never founded cannot be dissolved."),
            ),
            models.CheckConstraint(
                name="organization_is_dissolved_after_it_is_founded",
                condition=Q(dissolved_on_latest=None)
                | Q(founded_on_earliest=None)
                | Q(dissolved_on_latest__gte=F("founded_on_earliest")),
                violation_error_message=_("It cannot be dissolved before it was founded."),
            ),
        ]

    def __str__(self) -> str:
        told_apart = ", ".join(filter(None, [self.qualifier, str(self.country)]))
        return f"{self.name} ({told_apart})" if told_apart else self.name

    def clean(self):
        refuse_parent_circle(self)


class OrganizationPart(Part):
    """A part of an organization's record."""

    record_field = "organization"

    class Meta(Part.Meta):
        abstract = True
        constraints = [unique_part_key("organization")]


class OrganizationName(OrganizationPart):
    """A name in a language, for a time; the shape follows ROR 2.1."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=400, help_text=_("Exactly as it writes itself."))
    language = models.CharField(
        _("language"),
        max_length=16,
        blank=True,
        validators=[validate_language],
        help_text=_("BCP 47; none for an acronym that is the same in all."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=NameKind,
        default=NameKind.OFFICIAL,
        help_text=_("Official, an acronym, a former name; former names are found too."),
    )
    valid_from = EDTFField(_("from"), help_text=_("When it took the name, as exactly as known."))
    valid_until = EDTFField(_("until"), help_text=_("When it gave the name up."))

    class Meta(OrganizationPart.Meta):
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            *OrganizationPart.Meta.constraints,
            models.UniqueConstraint(
                name="organization_name_is_recorded_once",
                fields=["organization", "text", "language", "kind", "valid_from"],
                violation_error_message=_("This name is recorded already."),
            ),
            ends_after_start("organization_name_ends_after_it_starts", "valid_from", "valid_until"),
        ]

    def __str__(self) -> str:
        return self.text


class OrganizationIdentifier(OrganizationPart):
    """An identifier of an organization in another register."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(
        _("scheme"), max_length=16, choices=OrganizationScheme, help_text=_("Which register it is.")
    )
    value = models.CharField(
        _("value"),
        max_length=100,
        help_text=_(
            "With or without the address round it. For a national register: list code and number, GB-COH-04336774."
        ),
    )

    class Meta(OrganizationPart.Meta):
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        constraints = [
            *OrganizationPart.Meta.constraints,
            models.UniqueConstraint(
                name="organization_identifier_names_one_organization",
                fields=["scheme", "value"],
                violation_error_message=_("Another organization has this identifier."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    def clean(self):
        identifiers.clean_identifier(self)


class OrganizationRelation(OrganizationPart):
    """A relation of an organization to another one, for a time and to a degree."""

    written_names = {"name_as_written": "other"}

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=RelationKind,
        help_text=_("How this organization stands to the other one."),
    )
    other = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="relations_to_it",
        verbose_name=_("other organization"),
        help_text=_("The predecessor, the whole, the founder, the funder."),
    )
    name_as_written = models.CharField(
        _("name as written"),
        max_length=400,
        blank=True,
        help_text=_(
            "Exactly as the source names the other one. Filled in with today's name: correct it if it differs."
        ),
    )
    degree = LocalizedTextField(_("degree"), help_text=_("How much, in words: mainly, solely, in part."))
    valid_from = EDTFField(_("from"), help_text=_("Since when, as exactly as known."))
    valid_until = EDTFField(_("until"), help_text=_("Until when; none while it lasts."))

    class Meta(OrganizationPart.Meta):
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = [
            *OrganizationPart.Meta.constraints,
            models.UniqueConstraint(
                name="organization_relation_is_recorded_once",
                fields=["organization", "kind", "other", "valid_from"],
                violation_error_message=_("This relation is recorded already."),
            ),
            ends_after_start("organization_relation_ends_after_it_starts", "valid_from", "valid_until"),
            models.CheckConstraint(
                name="organization_is_not_related_to_itself",
                condition=~Q(organization=F("other")),
                violation_error_message=_("An organization cannot be related to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other}"

    @classmethod
    def acyclic_edges(cls):
        links = cls.objects.filter(kind__in=_ACYCLIC_KINDS).values_list("kind", "organization", "other")
        return (((kind, organization), (kind, other)) for kind, organization, other in links)

    def clean(self):
        def others(pks):
            links = OrganizationRelation.objects.filter(organization__in=pks, kind=self.kind).exclude(
                pk=self.pk
            )
            return links.values_list("organization", "other")

        if self.kind in _ACYCLIC_KINDS:
            refuse_circle("other", Organization, self.organization_id, self.other_id, others)


class Location(OrganizationPart):
    """A place from which an organization works."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="locations")
    place = models.CharField(
        _("place"), max_length=200, help_text=_("City, with a state or province where that helps.")
    )
    country = CountryField(_("country"), blank=True, help_text=_("ISO 3166."))
    role = models.CharField(
        _("role"),
        max_length=24,
        choices=LocationRole,
        default=LocationRole.HEADQUARTERS,
        help_text=_("What it does there."),
    )
    role_as_written = models.CharField(
        _("role as written"), max_length=200, blank=True, help_text=_("Such as “global center”.")
    )

    class Meta(OrganizationPart.Meta):
        verbose_name = _("place of work")
        verbose_name_plural = _("places of work")

    def __str__(self) -> str:
        return f"{self.place} ({self.country})" if self.country else self.place


class OrganizationCitation(Citation, OrganizationPart):
    """A source for facts about an organization."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta, OrganizationPart.Meta):
        abstract = False
