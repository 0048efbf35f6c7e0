"""Activities under agreements (meetings, ceremonies, launches): attendance and outcomes."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.choices import ActivityAgreementRole, ActivityKind, ActivityState, AttendanceRole
from agreements.choices import Nature
from agreements.models import Agreement, Topic
from core.choices import Strength
from core.fields import EDTFField, ends_after_start
from core.localized import LocalizedTextField, in_language
from core.places import PlacesField
from core.validators import validate_language
from organizations.models import Organization
from people.models import Person
from register.records import Part, Record, unique_part_key
from sources.models import Citation


class Activity(Record):
    """Something that took place or will: a dialogue session, a ceremony, a launch, a call."""

    kind = models.CharField(
        _("kind"),
        max_length=24,
        choices=ActivityKind,
        default=ActivityKind.MEETING,
        help_text=_("What sort of event it is."),
    )
    state = models.CharField(
        _("state"),
        max_length=16,
        choices=ActivityState,
        default=ActivityState.HELD,
        help_text=_("A planned one becomes held or cancelled."),
    )
    series = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("series"),
        help_text=_("The dialogue it is a session of."),
    )
    ordinal = models.PositiveSmallIntegerField(
        _("number in the series"), null=True, blank=True, help_text=_("1 for the first.")
    )
    on = EDTFField(_("on"), help_text=_("When it took place, as exactly as known."))
    until = EDTFField(_("until"), help_text=_("The last day, if it lasted several days."))
    date_wording = models.CharField(
        _("words of the source"), max_length=200, blank=True, help_text=_("Such as “recently”.")
    )
    places = PlacesField(
        _("places"), help_text=_("One a line: Seoul (KR), or: London (GB), Grand Hall, or: online.")
    )
    topics = models.ManyToManyField(
        Topic,
        related_name="activities",
        blank=True,
        verbose_name=_("topics"),
        help_text=_("What it was about."),
    )

    class Meta(Record.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="activity_ordinal_belongs_to_a_series",
                condition=Q(ordinal=None) | Q(series__isnull=False),
                violation_error_message=_("A number needs the series it counts in."),
            ),
            models.UniqueConstraint(
                name="activity_ordinal_is_used_once",
                fields=["series", "ordinal"],
                violation_error_message=_("The series has a session of this number already."),
            ),
            ends_after_start("activity_ends_after_it_starts", "on", "until"),
        ]

    def __str__(self) -> str:
        titles = {text.language: text.title for text in self.texts.all()}
        return in_language(titles)[0] or f"{self.get_kind_display()} {self.on}".strip()

    def clean(self):
        if self.series and self.series.nature != Nature.DIALOGUE:
            raise ValidationError({"series": _("A series is a dialogue; link other agreements below.")})


class ActivityPart(Part):
    """A part of an activity's record."""

    record_field = "activity"

    class Meta(Part.Meta):
        abstract = True
        constraints = [unique_part_key("activity")]


class ActivityText(ActivityPart):
    """Title and summary of an activity in one language."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(
        _("language"), max_length=16, validators=[validate_language], help_text=_("BCP 47: en, ko.")
    )
    title = models.CharField(
        _("title"),
        max_length=400,
        help_text=_("As the source gives it; otherwise a plain one of ours, marked as such."),
    )
    is_working_title = models.BooleanField(
        _("our title"), default=False, help_text=_("No source gives it a title in this language.")
    )
    summary = models.TextField(_("summary"), blank=True, help_text=_("In our own words."))

    class Meta(ActivityPart.Meta):
        verbose_name = _("title and summary")
        verbose_name_plural = _("titles and summaries")
        constraints = [
            *ActivityPart.Meta.constraints,
            models.UniqueConstraint(
                name="activity_has_one_text_per_language",
                fields=["activity", "language"],
                violation_error_message=_("There is a text in this language already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ActivityAgreement(ActivityPart):
    """The role in which an activity stands to an agreement: held under it, launched there, discussed there."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="agreement_links")
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activity_links",
        verbose_name=_("agreement"),
        help_text=_("The one that was signed, launched, reviewed or discussed."),
    )
    stub = LocalizedTextField(
        _("agreement in words"),
        help_text=_("Where it has no record here, such as “the programme of 2016”. Published as words."),
    )
    role = models.CharField(
        _("role"),
        max_length=16,
        choices=ActivityAgreementRole,
        default=ActivityAgreementRole.HELD_UNDER,
        help_text=_("What the activity is to the agreement."),
    )

    class Meta(ActivityPart.Meta):
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        constraints = [
            *ActivityPart.Meta.constraints,
            models.CheckConstraint(
                name="activity_agreement_names_a_record_or_words",
                condition=(Q(agreement=None) & ~Q(stub={})) | (Q(agreement__isnull=False) & Q(stub={})),
                violation_error_message=_("Choose the agreement, or describe it in words: one of the two."),
            ),
            models.UniqueConstraint(
                name="activity_agreement_is_recorded_once",
                fields=["activity", "agreement", "role"],
                violation_error_message=_("This link is recorded already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.agreement or self.stub}"


class Attendance(ActivityPart):
    """Attendance of an organization or a person: side, role, post as printed."""

    written_names = {"name_as_written": "person", "organization_as_written": "organization"}

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="attendances")
    side = models.CharField(
        _("side"), max_length=60, blank=True, help_text=_("A country code or a short word.")
    )
    role = models.CharField(
        _("role"),
        max_length=16,
        choices=AttendanceRole,
        default=AttendanceRole.PRESENT,
        help_text=_("Nobody led unless a source says so."),
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name=_("organization"),
        help_text=_("Whom they were there for."),
    )
    organization_as_written = models.CharField(
        _("organization as written"), max_length=400, blank=True, help_text=_("Filled in with its name.")
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name=_("person"),
        help_text=_("Only those who led or spoke have a record; others by name as printed."),
    )
    name_as_written = models.CharField(
        _("name as printed"), max_length=200, blank=True, help_text=_("Filled in with the person's name.")
    )
    post_as_written = models.CharField(
        _("post as printed"), max_length=300, blank=True, help_text=_("Exactly as the source prints it.")
    )
    post_by_language = LocalizedTextField(
        _("post by language"), help_text=_("Where sources give the post in more than one language.")
    )

    class Meta(ActivityPart.Meta):
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            *ActivityPart.Meta.constraints,
            models.CheckConstraint(
                name="attendance_is_of_somebody",
                condition=Q(organization__isnull=False)
                | Q(person__isnull=False)
                | ~Q(name_as_written="")
                | ~Q(post_as_written=""),
                violation_error_message=_(
                    "Say who: an organization, a person, or a name or post as printed."
                ),
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(
            filter(None, [self.name_as_written, self.post_as_written, self.organization_as_written])
        )


class Outcome(ActivityPart):
    """An outcome of a meeting, and how firmly it was stated."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="outcomes")
    text = LocalizedTextField(_("what"), blank=False, help_text=_("In our own words."))
    strength = models.CharField(
        _("strength"), max_length=16, choices=Strength, blank=True, help_text=_("How firmly it was said.")
    )
    organizations = models.ManyToManyField(
        Organization,
        related_name="outcomes",
        blank=True,
        verbose_name=_("organizations concerned"),
        help_text=_("Whom it concerns."),
    )
    agreements = models.ManyToManyField(
        Agreement, related_name="outcomes", blank=True, verbose_name=_("agreements concerned"),
        help_text=_("Which it concerns."),
    )  # fmt: skip
    topics = models.ManyToManyField(
        Topic, related_name="outcomes", blank=True, verbose_name=_("topics"), help_text=_("What it is about.")
    )

    class Meta(ActivityPart.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")

    def __str__(self) -> str:
        return str(self.text)


class ActivityCitation(Citation, ActivityPart):
    """A source for facts about an activity."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta, ActivityPart.Meta):
        abstract = False
