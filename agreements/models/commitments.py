"""Commitments, contributions and results."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.choices import CommitmentKind, ContributionKind, ContributionSpan, Progress
from agreements.models.agreement import Agreement, AgreementPart, validate_same_agreement
from agreements.models.parties import Involvement
from core.choices import Comparison, Per, Strength
from core.fields import EDTFField, ends_after_start
from core.localized import LocalizedTextField
from core.validators import validate_currency, validate_yearly_day


class ComparedNumber(models.Model):
    """Meaning of a number: at most or at least, and over which period."""

    comparison = models.CharField(
        _("comparison"),
        max_length=16,
        choices=Comparison,
        blank=True,
        help_text=_("Such as “up to” or “more than”. None: the number as it stands."),
    )
    per = models.CharField(
        _("per"),
        max_length=8,
        choices=Per,
        blank=True,
        help_text=_("Where it counts for each month or year, or for the term as a whole."),
    )

    class Meta:
        abstract = True


class Quantity(ComparedNumber):
    """A counted thing: 15 scholarships a year, at most."""

    quantity = models.DecimalField(
        _("quantity"),
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("A number, where one is named."),
    )
    unit = models.CharField(
        _("unit"), max_length=100, blank=True, help_text=_("What is counted: scholarships, beds, students.")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_quantity_is_not_negative",
                condition=Q(quantity=None) | Q(quantity__gte=0),
                violation_error_message=_("A quantity cannot be negative."),
            )
        ]


class Deadline(models.Model):
    """A deadline: a date, a day of every year, or an event in words."""

    due = EDTFField(_("due"), help_text=_("By when, as exactly as the text says."))
    due_each_year = models.CharField(
        _("due each year"),
        max_length=7,
        blank=True,
        validators=[validate_yearly_day],
        help_text=_("A day or month of every year: --12-31 is by 31 December, --03 in March."),
    )
    due_event = LocalizedTextField(
        _("due after an event"),
        help_text=_("Where an event sets the deadline, such as “within 30 days of signature”."),
    )

    class Meta:
        abstract = True


class Commitment(AgreementPart, Quantity, Deadline):
    """A commitment that the agreement states: an aim, a promise or a target."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="commitments")
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=CommitmentKind,
        default=CommitmentKind.AIM,
        help_text=_("An aim is worked towards, a promise is kept, a target is met."),
    )
    text = LocalizedTextField(_("what"), blank=False, help_text=_("In our own words."))
    by = models.ManyToManyField(
        Involvement,
        related_name="commitments",
        blank=True,
        verbose_name=_("made by"),
        help_text=_("None: by all parties."),
    )
    strength = models.CharField(
        _("strength"), max_length=16, choices=Strength, blank=True, help_text=_("How firmly it is said.")
    )
    progress = models.CharField(
        _("progress"),
        max_length=16,
        choices=Progress,
        blank=True,
        help_text=_("How far it has come, as far as known."),
    )

    class Meta(AgreementPart.Meta):
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [*AgreementPart.Meta.constraints, *Quantity.Meta.constraints]

    def __str__(self) -> str:
        return str(self.text)


class Result(AgreementPart, Quantity):
    """A result of the agreement, as of a day or over a period."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="results")
    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="results",
        verbose_name=_("commitment"),
        help_text=_("The promise that it keeps, where it keeps one."),
    )
    text = LocalizedTextField(_("what"), blank=False, help_text=_("In our own words."))
    as_of = EDTFField(_("true on"), help_text=_("The day the source says it of."))
    period = EDTFField(
        _("over the period"), help_text=_("The time in which it was counted: 2019/2023 is from 2019 to 2023.")
    )

    class Meta(AgreementPart.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")
        constraints = [*AgreementPart.Meta.constraints, *Quantity.Meta.constraints]

    def __str__(self) -> str:
        return str(self.text)

    def clean(self):
        validate_same_agreement(self, "commitment")


class Contribution(AgreementPart, ComparedNumber, Deadline):
    """Money or work given for it."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="contributions")
    involvement = models.ForeignKey(
        Involvement,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="contributions",
        verbose_name=_("made by"),
        help_text=_("Which party or funder gives it; none where the source does not say."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=ContributionKind,
        default=ContributionKind.MONEY,
        help_text=_("Money, or work and things."),
    )
    amount = models.DecimalField(
        _("amount"),
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("None where only words are given."),
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        validators=[validate_currency],
        help_text=_("ISO 4217: KRW, GBP, USD."),
    )
    span = models.CharField(
        _("share or total"),
        max_length=8,
        choices=ContributionSpan,
        blank=True,
        help_text=_("One giver's share, or what all give together. None: the source does not say."),
    )
    starts_on = EDTFField(_("from"), help_text=_("Since when it is given."))
    until = EDTFField(_("until"), help_text=_("Until when."))
    purpose = LocalizedTextField(_("for what"), help_text=_("What it is given for, in our words."))
    wording = models.CharField(
        _("words of the document"), max_length=400, blank=True, help_text=_("Where the exact words matter.")
    )

    class Meta(AgreementPart.Meta):
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = [
            *AgreementPart.Meta.constraints,
            models.CheckConstraint(
                name="contribution_amount_has_a_currency",
                condition=Q(amount=None, currency="") | (Q(amount__isnull=False) & ~Q(currency="")),
                violation_error_message=_("Give amount and currency together."),
            ),
            models.CheckConstraint(
                name="contribution_is_not_negative",
                condition=Q(amount=None) | Q(amount__gte=0),
                violation_error_message=_("An amount cannot be negative."),
            ),
            ends_after_start("contribution_ends_after_it_starts", "starts_on", "until"),
        ]

    def __str__(self) -> str:
        return (
            f"{self.amount} {self.currency}" if self.amount is not None else self.wording or str(self.purpose)
        )

    def clean(self):
        validate_same_agreement(self, "involvement")
