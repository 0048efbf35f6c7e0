"""Offers: the suggestions for a text as staff see them, with the words around them and what each fills in."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.utils.text import capfirst

from agreements.new_parties import guessed_words, guesses_of
from extraction.extractors import suggest
from extraction.matching import NameCandidate, name_candidates, new_record
from extraction.suggestions import Suggestion, SuggestionKind
from intake.fills import Fill, Names, fills_of
from intake.words import suggestion_words
from sources.models import SourceText

_AROUND = 60  # letters shown before and after the words


@dataclass(frozen=True)
class Choice:
    """An organization that a name may mean: one of the register by its key, or a new one; with the reason why."""

    pk: str
    name: str
    label: str
    reason: str = ""
    guesses: dict[str, str] = field(default_factory=dict)

    @property
    def inputs(self) -> dict[str, str]:
        """Values of the inputs of a field of organizations."""
        chosen = {"organization_chosen": self.pk} if self.pk else {"organization_new": "on"}
        return {"organization": self.name, **chosen}


@dataclass(frozen=True)
class Offer:
    """A suggestion of one text. ``choices`` are of an organization, the likeliest first."""

    suggestion: Suggestion
    text: SourceText
    words: str
    fills: tuple[Fill, ...]
    sure: bool
    choices: tuple[Choice, ...] = ()
    before: str = field(default="", compare=False)
    after: str = field(default="", compare=False)

    @property
    def id(self) -> str:
        """The same for the same text: a form that was sent names it."""
        each = self.suggestion
        return f"{self.text.pk}-{each.start}-{each.end}-{each.kind}-{each.role}-{each.agreement}"

    @property
    def quote(self) -> str:
        return self.text.text[self.suggestion.start : self.suggestion.end]

    @property
    def kind_label(self) -> str:
        return capfirst(SuggestionKind(self.suggestion.kind).label)


def offers_for(texts: Iterable[SourceText]) -> list[Offer]:
    """What these texts offer for agreements, in the order of the texts; what fits no field is left out."""
    suggested = [(text, suggestion) for text in texts for suggestion in _suggestions(text)]
    names, choices = _names_of_suggestions(suggestion for _text, suggestion in suggested)
    offers = [offer for text, each in suggested if (offer := _offer(text, each, names, choices))]
    unsettled = _unsettled(offers)
    return [replace(offer, sure=False) if offer in unsettled else offer for offer in offers]


def _unsettled(offers: list[Offer]) -> list[Offer]:
    """Sure offers of which another one says something else for the same field; what is stated stays before the rest."""
    by_field: dict[tuple, dict[str, list[Offer]]] = {}
    for offer in offers:
        for fill in offer.fills if offer.sure else ():
            for name, value in fill.values.items():
                if not isinstance(value, list) and name != "name_as_written":
                    place = (offer.suggestion.agreement, fill.part, *sorted(fill.where.items()), name)
                    by_field.setdefault(place, {}).setdefault(value, []).append(offer)
    unsettled: list[Offer] = []
    for values in by_field.values():
        alike = [value for value, each in values.items() if any(offer.suggestion.stated for offer in each)]
        kept = alike[0] if len(alike) == 1 else None
        if len(values) > 1:
            unsettled += [offer for value, each in values.items() if value != kept for offer in each]
    return unsettled


def _suggestions(text: SourceText) -> list[Suggestion]:
    source = text.source
    return suggest(
        text.text,
        language=source.language or None,
        published=source.published_on or None,
        title=source.title or None,
    )


def _names_of_suggestions(suggestions: Iterable[Suggestion]) -> tuple[Names, dict[str, list[Choice]]]:
    """Values of all names in the texts, and the choices there are for each organization."""
    suggestions = [*suggestions]
    choices: dict[str, list[Choice]] = {}
    for each in suggestions:
        if each.kind == SuggestionKind.ORGANIZATION and each.value not in choices:
            choices[each.value] = organization_choices(each)
    people = {
        each.value: pk
        for each in suggestions
        if each.kind == SuggestionKind.PERSON and (pk := _known_person(each))
    }
    return Names({name: options[0].name for name, options in choices.items()}, people), choices


def _known_person(suggestion: Suggestion) -> int | None:
    """The only person of exactly this name; who is hidden is not named again."""
    exact = [
        each.record for each in name_candidates(suggestion) if each.is_exact and not each.record.is_hidden
    ]
    return exact[0].pk if exact else None


def organization_choices(suggestion: Suggestion) -> list[Choice]:
    """Values for an organization that is named: that of this name, else a new one, then those like it."""
    candidates = name_candidates(suggestion)
    known = [
        Choice(str(each.record.pk), str(each.record), _label(each), str(each.reason)) for each in candidates
    ]
    guesses = guesses_of(suggestion.value, new_record(suggestion))
    new = Choice("", suggestion.value, guessed_words(guesses), guesses=guesses)
    return [*known, new] if _is_sure(candidates) else [new, *known]


def _is_sure(candidates: list[NameCandidate]) -> bool:
    return bool(candidates) and candidates[0].is_exact


def _label(candidate: NameCandidate) -> str:
    label, country = str(candidate.record), str(candidate.record.country)
    return label if not country or country in label else f"{label} ({country})"


def _offer(text: SourceText, suggestion: Suggestion, names: Names, choices) -> Offer | None:
    fills = tuple(fills_of(suggestion, names, text.source.language))
    if not fills or suggestion.agreement is None:
        return None
    own = tuple(choices.get(suggestion.value, ())) if suggestion.kind == SuggestionKind.ORGANIZATION else ()
    return Offer(
        suggestion,
        text,
        suggestion_words(suggestion),
        fills,
        suggestion.sure and not suggestion.by_model and _is_clear(own),
        own,
        text.text[max(suggestion.start - _AROUND, 0) : suggestion.start].rpartition("\n")[2],
        text.text[suggestion.end : suggestion.end + _AROUND].partition("\n")[0],
    )


def _is_clear(choices: tuple[Choice, ...]) -> bool:
    """False where a name may be one of the register, and only somebody can say which."""
    return not choices or len(choices) == 1 or bool(choices[0].pk)
