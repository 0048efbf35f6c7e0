"""Suggestion: one fact found in a text, in the register's own shape, with the words that it rests on."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _


class SuggestionKind(models.TextChoices):
    """The kinds of facts that are suggested; what value, role and details hold stands with each.

    Values are texts. Roles are codes of the glossaries of agreements, activities and core.
    """

    # Name as printed. Role: InvolvementRole. Details: acronym, country (ISO 3166), kind (OrganizationKind), language;
    # text_country: of a generic name without its country beside it, the country that the text is about.
    ORGANIZATION = "organization", _("organization")
    # Name as printed. Role: SignatureAct. Details: organization (name as printed), honorific.
    PERSON = "person", _("signatory")
    # Name as printed. Role: AttendanceRole. Details: organization, honorific.
    ATTENDANCE = "attendance", _("person present")
    # Post as printed. Details: person, the name in the suggestion of the person.
    POST = "post", _("post")
    # EDTF. Role: MilestoneKind, or “held” of an activity.
    DATE = "date", _("date")
    # Form.
    FORM = "form", _("form")
    # As printed. Details: language.
    TITLE = "title", _("title")
    # Role length and renewal_length: ISO 8601; starts_on and until: EDTF; renewal: Renewal.
    TERM = "term", _("term")
    # ISO 8601 duration. Role: NoticeObject.
    NOTICE = "notice", _("period of notice")
    # Amount in digits. Role: ContributionSpan or "". Details: currency (ISO 4217), comparison, contributor.
    MONEY = "money", _("money")
    # Line that core.places.parse_place takes: “Seoul (KR)”. Role: MilestoneKind of the act there, “held” or “dateline”.
    PLACE = "place", _("place")
    # Words for the older agreement. Role: AgreementRelationKind. Details: target, the number of an agreement.
    RELATION = "relation", _("relation")
    # Name of a topic in the language of the text. Details: topic, the primary key of one of the register.
    TOPIC = "topic", _("topic")
    # Words of the text. Role: Strength.
    OUTCOME = "outcome", _("outcome")


@dataclass(frozen=True)
class Suggestion:
    """A fact that a text states, or that follows from what it states (then not ``stated``).

    ``start`` and ``end`` are the offsets of the words it rests on: ``text[start:end]``. ``sure``: offered to be
    accepted with all other sure ones at once. ``agreement``: which agreement of the text it is of, 0 being the one
    that the text is about; None where it is of none, such as an activity.
    """

    kind: str
    value: str
    start: int
    end: int
    role: str = ""
    sure: bool = False
    stated: bool = True
    agreement: int | None = 0
    details: Mapping[str, Any] = field(default_factory=dict, hash=False)
    by_model: bool = False  # from a language model: shown as such, never sure

    def as_json(self) -> dict[str, Any]:
        """The members as JSON takes them."""
        return asdict(self)


class Extractor(Protocol):
    """A module or object that finds suggestions in a text; two are here, ``rules`` and ``language_model``.

    ``language`` (BCP 47), ``published`` (EDTF) and ``title`` are those of the source, None where they are unknown.
    Suggestions come in the order of the text.
    """

    def extract(
        self,
        text: str,
        *,
        language: str | None = None,
        published: str | None = None,
        title: str | None = None,
    ) -> list[Suggestion]: ...
