"""Its life: dated acts, and how long it lasts."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agreements.choices import MilestoneKind, NoticeObject, Renewal, TermStart
from agreements.models.agreement import Agreement, AgreementPart, validate_same_agreement
from agreements.models.parties import Involvement
from core.fields import EDTFField, ends_after_start
from core.localized import LocalizedTextField
from core.places import PlacesField
from core.validators import validate_duration
from organizations.models import Organization


class Milestone(AgreementPart):
    """A dated act, recorded once. The state of an agreement is derived from its milestones."""

    written_names = {"by_body_as_written": "by_body"}

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="milestones")
    kind = models.CharField(
        _("what happened"),
        max_length=24,
        choices=MilestoneKind,
        help_text=_("One act a line; the state of the agreement follows from these."),
    )
    on = EDTFField(
        _("on"),
        help_text=_("When it was done, as exactly as known."),
    )
    effective_on = EDTFField(
        _("effective on"),
        help_text=_("When it counts from, where that differs; of a notice, the day it was received."),
    )
    until = EDTFField(_("until"), help_text=_("The last day it holds for, where the act says so."))
    is_planned = models.BooleanField(
        _("planned"),
        default=False,
        help_text=_("The source says that it is to happen; that it did is not known."),
    )
    places = PlacesField(
        _("places"), help_text=_("One a line: Seoul (KR), or: London (GB), Grand Hall, or: online.")
    )
    involvement = models.ForeignKey(
        Involvement,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name=_("of which party"),
        help_text=_("Where it is the act of one party: who ratified, joined, left or gave notice."),
    )
    by_body = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name=_("by which body"),
        help_text=_("Who decided it, where that is not a party."),
    )
    by_body_as_written = models.CharField(
        _("body as written"), max_length=400, blank=True, help_text=_("Filled in with its name.")
    )
    instrument = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="milestones_it_made",
        verbose_name=_("by which agreement"),
        help_text=_("The newer agreement that did it."),
    )
    condition = LocalizedTextField(
        _("condition"), help_text=_("What it waits for, such as “until both sides have notified”.")
    )
    scope = LocalizedTextField(
        _("part concerned"), help_text=_("Which part, where a suspension or an end is not of the whole.")
    )
    notice_of = models.CharField(
        _("notice of"),
        max_length=16,
        choices=NoticeObject,
        blank=True,
        help_text=_("Of what notice was given, where the source says so."),
    )
    reason = LocalizedTextField(_("reason"), help_text=_("Why, as the source says, in our words."))
    legal_basis = models.CharField(
        _("legal basis"), max_length=300, blank=True, help_text=_("The law and the article it rests on.")
    )
    wording = models.CharField(
        _("words of the source"), max_length=400, blank=True, help_text=_("Where the exact words matter.")
    )

    class Meta(AgreementPart.Meta):
        verbose_name = _("key date")
        verbose_name_plural = _("key dates")
        constraints = [
            *AgreementPart.Meta.constraints,
            models.CheckConstraint(
                name="milestone_ends_after_it_starts",
                condition=Q(until_latest=None)
                | Q(effective_on_earliest=None, on_earliest=None)
                | Q(effective_on_earliest__isnull=False, until_latest__gte=F("effective_on_earliest"))
                | Q(effective_on_earliest=None, until_latest__gte=F("on_earliest")),
                violation_error_message=_("It cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="milestone_of_joining_or_leaving_names_the_party",
                condition=~Q(kind__in=[MilestoneKind.PARTY_JOINED, MilestoneKind.PARTY_LEFT])
                | Q(involvement__isnull=False),
                violation_error_message=_("Say which party joined or left."),
            ),
            models.CheckConstraint(
                name="milestone_with_object_of_notice_is_a_notice",
                condition=Q(notice_of="")
                | Q(kind__in=[MilestoneKind.NOTICE_GIVEN, MilestoneKind.NOTICE_WITHDRAWN]),
                violation_error_message=_("Only a notice has this."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on_words or self.effective_on_words}".strip()

    def clean(self):
        validate_same_agreement(self, "involvement")
        if self.instrument_id and self.instrument_id == self.agreement_id:
            raise ValidationError({"instrument": _("An agreement cannot have done this to itself.")})


class Term(AgreementPart):
    """A term: length, renewal and notice. Terms are rows: 25 years in steps of five is two."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="terms")
    starts_on = EDTFField(_("from"), help_text=_("The day it counts from, where one is named."))
    starts_with = models.CharField(
        _("counts from"),
        max_length=16,
        choices=TermStart,
        blank=True,
        help_text=_("The act it counts from, where no day is named."),
    )
    length = models.CharField(
        _("length"),
        max_length=16,
        blank=True,
        validators=[validate_duration],
        help_text=_("P5Y is five years."),
    )
    until = EDTFField(
        _("until"),
        help_text=_(
            "The last day, where the text names one. It goes before a length that comes to another day."
        ),
    )
    renewal = models.CharField(
        _("at its end"),
        max_length=16,
        choices=Renewal,
        default=Renewal.NOT_STATED,
        help_text=_("What the text says happens when the term runs out."),
    )
    renewal_length = models.CharField(
        _("renews by"),
        max_length=16,
        blank=True,
        validators=[validate_duration],
        help_text=_("Where it renews by another length: P1Y is a year."),
    )
    maximum_length = models.CharField(
        _("at most"),
        max_length=16,
        blank=True,
        validators=[validate_duration],
        help_text=_("All renewals together."),
    )
    non_renewal_notice = models.CharField(
        _("notice of non-renewal"),
        max_length=16,
        blank=True,
        validators=[validate_duration],
        help_text=_("How long before the end: P3M is three months."),
    )
    wording = models.CharField(
        _("words of the document"), max_length=400, blank=True, help_text=_("Where the exact words matter.")
    )
    milestone = models.ForeignKey(
        Milestone,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="terms",
        verbose_name=_("set by"),
        help_text=_("The key date that set it, where it was not set at the start."),
    )

    class Meta(AgreementPart.Meta):
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            *AgreementPart.Meta.constraints,
            models.CheckConstraint(
                name="term_without_end_has_no_length",
                condition=~Q(renewal=Renewal.INDEFINITE) | Q(length="", until=""),
                violation_error_message=_("A term without end has neither length nor last day."),
            ),
            ends_after_start("term_ends_after_it_starts", "starts_on", "until"),
        ]

    def __str__(self) -> str:
        return " ".join(filter(None, [self.length or self.until, self.get_renewal_display()]))

    def clean(self):
        validate_same_agreement(self, "milestone")
