"""The agreement itself, its titles, identifiers and citations."""

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agreements.choices import Bindingness, Disclosure, Form, Nature
from agreements.models.topic import Topic
from core.localized import LocalizedTextField, in_language
from core.validators import validate_duration, validate_language
from register.choices import EditorialState
from register.records import Part, Record, unique_part_key
from sources.models import Citation


class Agreement(Record):
    """A standing commitment: an instrument, a programme or a dialogue."""

    # What it is
    nature = models.CharField(
        _("nature"),
        max_length=16,
        choices=Nature,
        default=Nature.INSTRUMENT,
        help_text=_(
            "A document that was agreed, a programme that runs, or a dialogue that meets. Never count one as another."
        ),
    )
    form = models.CharField(
        _("form"),
        max_length=32,
        choices=Form,
        blank=True,
        help_text=_("The type of instrument; none for a programme or dialogue."),
    )
    form_as_written = models.CharField(
        _("form as written"),
        max_length=200,
        blank=True,
        help_text=_("The source's own word for it, such as “Accord” or “업무협약”."),
    )
    ordinal = models.PositiveSmallIntegerField(
        _("number in its series"),
        null=True,
        blank=True,
        help_text=_("3 for a third protocol or a third phase; what it continues stands under relations."),
    )
    bindingness = models.CharField(
        _("bindingness"),
        max_length=16,
        choices=Bindingness,
        blank=True,
        help_text=_("Only where the text or the parties say so."),
    )
    occasion = LocalizedTextField(
        _("occasion"), help_text=_("What it marks, such as an anniversary or a state visit.")
    )
    background = LocalizedTextField(_("background"), help_text=_("What it builds on, in our words."))
    topics = models.ManyToManyField(
        Topic,
        related_name="agreements",
        blank=True,
        verbose_name=_("topics"),
        help_text=_("What it is about: a few."),
    )

    # How it is written and how it can end
    languages = ArrayField(
        models.CharField(max_length=16, validators=[validate_language]),
        verbose_name=_("languages of the text"),
        default=list,
        blank=True,
        help_text=_("BCP 47 codes, separated by commas."),
    )
    prevailing_language = models.CharField(
        _("prevailing language"),
        max_length=16,
        blank=True,
        validators=[validate_language],
        help_text=_("Where texts differ."),
    )
    termination_notice = models.CharField(
        _("termination notice"),
        max_length=16,
        blank=True,
        validators=[validate_duration],
        help_text=_("How long before the end it must be given: P6M is six months."),
    )
    review_interval = models.CharField(
        _("review interval"),
        max_length=16,
        blank=True,
        validators=[validate_duration],
        help_text=_("P1Y is every year."),
    )

    # Who may see it
    disclosure = models.CharField(
        _("disclosure"),
        max_length=16,
        choices=Disclosure,
        default=Disclosure.PUBLIC,
        help_text=_("Closed agreements can never be published."),
    )
    disclosure_basis = models.CharField(
        _("legal basis"),
        max_length=300,
        blank=True,
        help_text=_("Why it is not fully public: the law and the article."),
    )
    disclosure_review_on = models.DateField(
        _("review of disclosure"), null=True, blank=True, help_text=_("When somebody should ask again.")
    )

    class Meta(Record.Meta):
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["-pk"]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                name="agreement_closed_is_never_public",
                condition=~Q(disclosure=Disclosure.CLOSED, editorial_state=EditorialState.PUBLISHED),
                violation_error_message=_("A closed agreement cannot be public: withdraw it first."),
            ),
            models.CheckConstraint(
                name="agreement_says_why_it_is_not_public",
                condition=Q(disclosure=Disclosure.PUBLIC) | ~Q(disclosure_basis=""),
                violation_error_message=_("Name the legal basis for not showing all of it."),
            ),
            models.CheckConstraint(
                name="agreement_ordinal_counts_from_one",
                condition=Q(ordinal=None) | Q(ordinal__gte=1),
                violation_error_message=_("The first of a series is number 1."),
            ),
            models.CheckConstraint(
                name="agreement_form_belongs_to_an_instrument",
                condition=Q(nature=Nature.INSTRUMENT) | Q(form=""),
                violation_error_message=_("Only an instrument has a form; a programme or dialogue has none."),
            ),
        ]

    @classmethod
    def is_scoped_for(cls, user) -> bool:
        """True where a user does not work on all agreements, as they are limited to their unit."""
        member = getattr(user, "unit_member", None)
        return bool(member and member.is_limited) and not user.is_superuser

    def is_within_scope_of(self, user) -> bool:
        """A colleague who is limited to a unit works on what that unit answers for, and on what none does."""
        custody = getattr(self, "custody", None)
        return self.is_unit_within_scope_of(custody.unit_id if custody else None, user)

    @classmethod
    def is_unit_within_scope_of(cls, unit_pk: int | None, user) -> bool:
        """True where the user works on what this unit answers for, or no unit."""
        return unit_pk is None or not cls.is_scoped_for(user) or unit_pk == user.unit_member.unit_id

    def __str__(self) -> str:
        titles = {text.language: text.title for text in self.texts.all()}
        return in_language(titles)[0] or capfirst(f"{self.get_nature_display()} {self.ref or self.pk}")


class AgreementPart(Part):
    """A part of an agreement's record."""

    record_field = "agreement"

    class Meta(Part.Meta):
        abstract = True
        constraints = [unique_part_key("agreement")]


class AgreementText(AgreementPart):
    """Title and summary of an agreement in one language."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(
        _("language"), max_length=16, validators=[validate_language], help_text=_("BCP 47: en, ko.")
    )
    title = models.CharField(
        _("title"),
        max_length=800,
        help_text=_("As the source gives it; otherwise a plain one of ours, marked as such."),
    )
    is_working_title = models.BooleanField(
        _("our title"), default=False, help_text=_("No source gives it a title in this language.")
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("What it says, in our own words: two or three sentences.")
    )

    class Meta(AgreementPart.Meta):
        verbose_name = _("title and summary")
        verbose_name_plural = _("titles and summaries")
        constraints = [
            *AgreementPart.Meta.constraints,
            models.UniqueConstraint(
                name="agreement_has_one_text_per_language",
                fields=["agreement", "language"],
                violation_error_message=_("There is a text in this language already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AgreementIdentifier(AgreementPart):
    """Identifier of an agreement in another register or with a party."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(
        _("scheme"),
        max_length=100,
        help_text=_("Who numbers it: UNTS, TIAS, a gazette, the partner's own register."),
    )
    value = models.CharField(_("value"), max_length=200, help_text=_("The number as printed."))

    class Meta(AgreementPart.Meta):
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        constraints = [
            *AgreementPart.Meta.constraints,
            models.UniqueConstraint(
                name="agreement_identifier_is_recorded_once",
                fields=["agreement", "scheme", "value"],
                violation_error_message=_("This identifier is recorded already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


class AgreementCitation(Citation, AgreementPart):
    """A source for facts about an agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="citations")

    class Meta(Citation.Meta, AgreementPart.Meta):
        abstract = False


def validate_same_agreement(part: AgreementPart, *fields: str) -> None:
    """Raise ValidationError when a part points at a part of another agreement."""
    for field in fields:
        other = getattr(part, field)
        if other and part.agreement_id and other.agreement_id != part.agreement_id:
            raise ValidationError({field: _("This belongs to another agreement.")})
