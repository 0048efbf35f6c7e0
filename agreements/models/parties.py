"""Parties, other participants and signatories."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agreements.choices import InvolvementRole, SignatureAct
from agreements.models.agreement import Agreement, AgreementPart, validate_same_agreement
from core.graphs import reachable
from organizations.models import Organization
from people.models import Person


class Involvement(AgreementPart):
    """Role of an organization, rarely a person, in an agreement: a party, a funder, a host."""

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
        help_text=_("Exactly as in the document. Filled in with today's name: correct it if it differs."),
    )
    role = models.CharField(
        _("role"),
        max_length=24,
        choices=InvolvementRole,
        default=InvolvementRole.PARTY,
        help_text=_("A party agrees; others take part in another way."),
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
                condition=Q(organization__isnull=False, person=None)
                | Q(organization=None, person__isnull=False),
                violation_error_message=_("Choose an organization or a person: one of the two."),
            ),
            models.UniqueConstraint(
                name="involvement_is_recorded_once",
                fields=["agreement", "organization", "person", "unit", "side", "role"],
                nulls_distinct=False,
                violation_error_message=_("This organization already has this role here."),
            ),
            models.CheckConstraint(
                name="involvement_does_not_act_for_itself",
                condition=Q(acting_for=None) | ~Q(acting_for=F("id")),
                violation_error_message=_("Nobody acts for themselves here: leave it empty."),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(
            filter(None, [self.unit, self.name_as_written or str(self.organization or self.person)])
        )

    @classmethod
    def acyclic_edges(cls):
        return cls.objects.exclude(acting_for=None).values_list("pk", "acting_for")

    def clean(self):
        validate_same_agreement(self, "acting_for")

        def represented(pks):
            return Involvement.objects.filter(pk__in=pks).values_list("acting_for", flat=True)

        if (
            self.pk
            and self.pk != self.acting_for_id
            and self.pk in reachable(self.acting_for_id, represented)
        ):
            raise ValidationError({"acting_for": _("This would go round in a circle.")})

    def fill_blanks(self):
        self.name_as_written = self.name_as_written or (self.organization or self.person).name


class Signatory(AgreementPart):
    """A signatory. Never required; several for a side; one side only."""

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

    def fill_blanks(self):
        if self.person and not self.name_as_written:
            self.name_as_written = self.person.name
