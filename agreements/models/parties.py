"""Parties, other participants and signatories."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from agreements.choices import InvolvementRole, SignatureAct
from agreements.models.agreement import Agreement, AgreementPart, validate_same_agreement
from core.circles import refuse_circle
from core.localized import LocalizedTextField
from organizations.models import Organization
from people.models import Person


class Involvement(AgreementPart):
    """Role in an agreement, such as party, funder or host: of an organization, rarely of a person.

    Participants that the source does not name are one row in words, with their number where it is counted.
    """

    written_names = {"name_as_written": "participant"}

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="involvements")
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="involvements",
        verbose_name=_("organization"),
        help_text=_("Start typing any of its names."),
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="involvements",
        verbose_name=_("person"),
        help_text=_("Only where somebody takes part in their own name."),
    )
    name_as_written = models.CharField(
        _("name as written"),
        max_length=400,
        blank=True,
        help_text=_(
            "Exactly as in the document. Filled in with today's name: correct it if it differs. "
            "Without an organization or a person: who takes part, in words, such as “six universities”."
        ),
    )
    count = models.PositiveSmallIntegerField(
        _("how many"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1, _("Count at least one, or leave it empty."))],
        help_text=_(
            "Where participants are only counted: 6 for “six universities”. None: one, or not known."
        ),
    )
    country = CountryField(
        _("country"),
        blank=True,
        help_text=_("Of a person, or of participants without a name. An organization has its own."),
    )
    role = models.CharField(
        _("role"),
        max_length=24,
        choices=InvolvementRole,
        default=InvolvementRole.PARTY,
        help_text=_("A party agrees; others take part in another way."),
    )
    role_as_written = models.CharField(
        _("role as written"),
        max_length=200,
        blank=True,
        help_text=_("The source's own word for it, such as “lead partner” or “주관기관”."),
    )
    side = models.CharField(
        _("side"),
        max_length=60,
        blank=True,
        help_text=_("A country code or a short word, where the parties stand on sides."),
    )
    unit = models.CharField(
        _("unit"), max_length=300, blank=True, help_text=_("As printed, for example a faculty.")
    )
    acting_for = models.ForeignKey(
        "self",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="acted_for_by",
        verbose_name=_("acting for"),
        help_text=_("Where it takes part on behalf of another one listed here."),
    )
    jurisdiction = models.CharField(
        _("jurisdiction"),
        max_length=200,
        blank=True,
        help_text=_("The territory it takes part for, where that is not all of it."),
    )

    class Meta(AgreementPart.Meta):
        verbose_name = _("party or participant")
        verbose_name_plural = _("parties and participants")
        constraints = [
            *AgreementPart.Meta.constraints,
            models.CheckConstraint(
                name="involvement_is_of_an_organization_or_a_person",
                condition=Q(organization=None) | Q(person=None),
                violation_error_message=_("Choose an organization or a person: one of the two."),
            ),
            models.CheckConstraint(
                name="involvement_says_who",
                condition=Q(organization__isnull=False) | Q(person__isnull=False) | ~Q(name_as_written=""),
                violation_error_message=_(
                    "Choose an organization or a person, or say in words who takes part."
                ),
            ),
            models.CheckConstraint(
                name="involvement_counts_those_without_a_name",
                condition=Q(count=None) | Q(count__gt=0, organization=None, person=None),
                violation_error_message=_("Only participants that are not named are counted."),
            ),
            models.CheckConstraint(
                name="involvement_country_is_not_that_of_an_organization",
                condition=Q(country="") | Q(organization=None),
                violation_error_message=_("The country of an organization stands in its own record."),
            ),
            models.UniqueConstraint(
                name="involvement_is_recorded_once",
                fields=["agreement", "organization", "person", "unit", "side", "role"],
                condition=Q(organization__isnull=False) | Q(person__isnull=False),
                nulls_distinct=False,
                violation_error_message=_("This organization already has this role here."),
            ),
            models.UniqueConstraint(
                name="involvement_without_a_name_is_recorded_once",
                fields=["agreement", "name_as_written", "unit", "side", "role"],
                condition=Q(organization=None, person=None),
                violation_error_message=_("These words stand here already, in the same role."),
            ),
            models.CheckConstraint(
                name="involvement_does_not_act_for_itself",
                condition=Q(acting_for=None) | ~Q(acting_for=F("id")),
                violation_error_message=_("Nobody acts for themselves here: leave it empty."),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.unit, self.name_as_written or str(self.participant)]))

    @property
    def participant(self) -> Organization | Person | None:
        """Record of the participant; None where there are only words."""
        return self.organization or self.person

    @classmethod
    def acyclic_edges(cls):
        return cls.objects.exclude(acting_for=None).values_list("pk", "acting_for")

    def clean(self):
        validate_same_agreement(self, "acting_for")

        def represented(pks):
            return Involvement.objects.filter(pk__in=pks).values_list("pk", "acting_for")

        refuse_circle("acting_for", Involvement, self.pk, self.acting_for_id, represented)


class Signatory(AgreementPart):
    """A signatory. Never required; several for a side; one side only."""

    written_names = {"name_as_written": "person", "affiliation_as_written": "affiliation"}

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="signatories")
    involvement = models.ForeignKey(
        Involvement,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="signatories",
        verbose_name=_("for"),
        help_text=_("The party they signed for."),
    )
    milestone = models.ForeignKey(
        "Milestone",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="signatories",
        verbose_name=_("signing"),
        help_text=_("Which signing, where there are several."),
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signatures",
        verbose_name=_("person"),
        help_text=_("Only where they have a record; a printed name is enough."),
    )
    name_as_written = models.CharField(
        _("name as printed"), max_length=200, blank=True, help_text=_("None where only the office is known.")
    )
    post_as_written = models.CharField(
        _("post as printed"), max_length=300, blank=True, help_text=_("Exactly as the source prints it.")
    )
    post_by_language = LocalizedTextField(
        _("post by language"), help_text=_("Where sources give the post in more than one language.")
    )
    affiliation = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="affiliated_signatories",
        verbose_name=_("affiliation"),
        help_text=_("Where they hold the post, if that is no party: as of a minister who witnessed it."),
    )
    affiliation_as_written = models.CharField(
        _("affiliation as written"),
        max_length=400,
        blank=True,
        help_text=_("Filled in with its name. Words alone will do where it has no record."),
    )
    on_behalf_of = models.CharField(
        _("on behalf of"),
        max_length=300,
        blank=True,
        help_text=_("In words, where they signed for somebody else."),
    )
    authority = models.CharField(
        _("authority"),
        max_length=300,
        blank=True,
        help_text=_("Full powers, delegation, and its legal basis."),
    )
    act = models.CharField(
        _("act"),
        max_length=16,
        choices=SignatureAct,
        default=SignatureAct.SIGNED,
        help_text=_("What they did at the table."),
    )

    class Meta(AgreementPart.Meta):
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        constraints = [
            *AgreementPart.Meta.constraints,
            models.CheckConstraint(
                name="signatory_has_a_name_or_a_post",
                condition=Q(person__isnull=False) | ~Q(name_as_written="") | ~Q(post_as_written=""),
                violation_error_message=_("Give a person, a name or at least the post."),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.name_as_written, self.post_as_written])) or str(self.person)

    def clean(self):
        validate_same_agreement(self, "involvement", "milestone")
