"""Choices: the records that a suggested name or older agreement may mean, the likeliest first, with reasons."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from agreements.choices import InvolvementRole, MilestoneKind
from agreements.models import Agreement
from extraction.matching import NameCandidate, name_candidates, new_record
from extraction.suggestions import Suggestion
from intake.fills import localized
from intake.words import group_label
from organizations.new_organizations import guessed_words, guesses_of
from spreadsheets.matching.brackets import is_acronym

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MOST = 5
_MOST_COMPARED = 200  # agreements of the same parties
_CONCLUDING = (MilestoneKind.SIGNED, MilestoneKind.EXCHANGED, MilestoneKind.ADOPTED, MilestoneKind.LAUNCHED)


@dataclass(frozen=True)
class Choice:
    """A record that words may mean, or none: a new organization, an agreement in words; with the reason why.

    ``values``: what it fills in, where it is no organization. ``sibling``: the number of an agreement of the same text.
    """

    pk: str
    name: str
    label: str
    reason: str = ""
    is_exact: bool = False  # the only record of this very name
    guesses: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    sibling: int | None = None

    @property
    def is_organization(self) -> bool:
        return not (self.values or self.sibling is not None)

    @property
    def inputs(self) -> dict[str, str]:
        """Values of the inputs that name the record."""
        if not self.is_organization:
            return self.values
        chosen = {"organization_chosen": self.pk} if self.pk else {"organization_new": "on"}
        return {"organization": self.name, **chosen}


def organization_choices(suggestion: Suggestion) -> list[Choice]:
    """Candidates for a named organization: that of this name or, alone, of this acronym; a new one; those like it."""
    candidates = name_candidates(suggestion)
    known = [
        Choice(str(each.record.pk), str(each.record), _label(each), str(each.reason), each.is_exact)
        for each in candidates
    ]
    guesses = guesses_of(suggestion.value, new_record(suggestion))
    new = Choice("", suggestion.value, guessed_words(guesses), guesses=guesses)
    is_likely = bool(known) and (known[0].is_exact or (is_acronym(suggestion.value) and len(known) == 1))
    return [*known, new] if is_likely else [new, *known]


def _label(candidate: NameCandidate) -> str:
    label, country = str(candidate.record), str(candidate.record.country)
    return label if not country or country in label else f"{label} ({country})"


def older_agreement_choices(
    suggestion: Suggestion, parties: Collection[str], forms: Mapping[int | None, str], language: str
) -> list[Choice]:
    """Agreements that a relation may lead to: of the register, of the same text, or in words.

    ``parties``: keys of the organizations that the text names; ``forms``: of the agreements of the text.
    """
    field_name = "agreement" if suggestion.agreement is None else "older"
    target = suggestion.details.get("target")
    words = Choice("", suggestion.value, _("in words: %(words)s") % {"words": suggestion.value},
                   values=localized("stub", suggestion.value, language))  # fmt: skip
    known = [
        Choice(str(agreement.pk), str(agreement), _agreement_label(agreement), reason,
               values={field_name: str(agreement.pk)})
        for agreement, reason in _known_agreements(suggestion.value, parties, forms.get(target, ""))
    ]  # fmt: skip
    if target is None:
        return [*known, words]
    number = int(target)
    sibling = Choice(f"text-{number}", suggestion.value, group_label(str(number)), sibling=number)
    return [sibling, *known, words]


def _agreement_label(agreement: Agreement) -> str:
    years = sorted({each.on[:4] for each in agreement.milestones.all() if each.kind in _CONCLUDING})
    return " · ".join(filter(None, [str(agreement), *years[:1], agreement.ref]))


@dataclass(frozen=True)
class _Likeness:
    """Likeness of an agreement of the desk to one that a text names: by its title, its parties and its year."""

    is_titled: bool
    shared: int  # parties
    is_of_year: bool
    year: str

    def is_enough(self, form: str, own_form: str) -> bool:
        is_shared = self.shared > 1 or (self.shared == 1 and self.is_of_year)
        is_of_form = not form or own_form in ("", form)
        return (self.is_titled or (is_shared and is_of_form)) and (self.is_of_year or not self.year)

    @property
    def reason(self) -> str:
        parties = _("same parties") if self.shared > 1 else _("one of the parties") if self.shared else ""
        title = _("same title") if self.is_titled else ""
        return ", ".join(filter(None, [title, parties, self.year if self.is_of_year else ""]))

    @property
    def rank(self) -> int:
        return self.shared + self.is_titled + self.is_of_year


def _known_agreements(words: str, parties: Collection[str], form: str) -> list[tuple[Agreement, str]]:
    """Recorded agreements that these words may mean, with reasons: of the same parties or title, and the same year."""
    year = match[0] if (match := _YEAR.search(words)) else ""
    title = _YEAR.sub("", words).strip(" ()")
    is_party = Q(involvements__role=InvolvementRole.PARTY, involvements__organization__in=parties)
    rows = Agreement.objects.filter(is_party | Q(texts__title__iexact=title))
    rows = rows.annotate(shared=Count("involvements__organization", filter=is_party, distinct=True))
    ranked = []
    for agreement in rows.order_by("pk").prefetch_related("texts", "milestones")[:_MOST_COMPARED]:
        like = _likeness(agreement, title, year)
        if like.is_enough(form, agreement.form):
            ranked.append((agreement, like))
    ranked.sort(key=lambda pair: -pair[1].rank)
    return [(agreement, like.reason) for agreement, like in ranked[:_MOST]]


def _likeness(agreement: Agreement, title: str, year: str) -> _Likeness:
    titles = {text.title.casefold() for text in agreement.texts.all()}
    days = [each.on for each in agreement.milestones.all() if each.kind in _CONCLUDING]
    is_of_year = bool(year) and any(day.lstrip("[.").startswith(year) for day in days)
    return _Likeness(title.casefold() in titles, agreement.shared, is_of_year, year)
