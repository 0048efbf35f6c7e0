"""Offers: the suggestions for texts as staff see them, with the words around them and what each fills in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.text import capfirst

from core.text import fold
from extraction.extractors import suggest
from extraction.matching import country_of_state, name_candidates
from extraction.suggestions import Suggestion, SuggestionKind
from intake.choices import Choice, older_agreement_choices, organization_choices
from intake.fills import Fill, Names, fills_of
from intake.implied import with_implied
from intake.words import MEETING, suggestion_words
from sources.models import SourceText

_AROUND = 60  # letters shown before and after the words
_PEOPLE = {SuggestionKind.PERSON, SuggestionKind.ATTENDANCE}


@dataclass(frozen=True)
class Offer:
    """A suggestion of one text. ``choices``: what it may mean, the likeliest first; ``again``: it in other texts."""

    suggestion: Suggestion
    text: SourceText
    words: str
    fills: tuple[Fill, ...]
    sure: bool
    choices: tuple[Choice, ...] = ()
    again: tuple["Offer", ...] = ()

    @property
    def id(self) -> str:
        """The same for the same text: a form that was sent names it."""
        each = self.suggestion
        return f"{self.text.pk}-{each.start}-{each.end}-{each.kind}-{each.role}-{each.agreement}"

    def choice(self, pk: str | None) -> Choice | None:
        """The choice of this key, else the likeliest."""
        return next((each for each in self.choices if each.pk == pk), next(iter(self.choices), None))

    @property
    def group(self) -> str:
        """Subject of it: the number of an agreement of the text, or the meeting that it tells of."""
        return MEETING if self.suggestion.agreement is None else str(self.suggestion.agreement)

    @property
    def quote(self) -> str:
        return self.text.text[self.suggestion.start : self.suggestion.end]

    @property
    def before(self) -> str:
        start = self.suggestion.start
        return self.text.text[max(start - _AROUND, 0) : start].rpartition("\n")[2]

    @property
    def after(self) -> str:
        end = self.suggestion.end
        return self.text.text[end : end + _AROUND].partition("\n")[0]

    @property
    def kind_label(self) -> str:
        return capfirst(SuggestionKind(self.suggestion.kind).label)


def offers_for(texts: Iterable[SourceText]) -> list[Offer]:
    """Suggestions of these texts for records, each fact once, in the order of the texts, but for what fits no field."""
    suggested = _one_spelling([(text, suggestion) for text in texts for suggestion in _suggestions(text)])
    choices = _choices(suggested)
    suggested = _one_party(suggested, choices)
    names = _names_suggested(suggested, choices)
    offers = _each_once(offer for text, each in suggested if (offer := _offer(text, each, names, choices)))
    unsettled = [*_unsettled(offers), *_undated(offers)]
    return [replace(offer, sure=False) if offer in unsettled else offer for offer in offers]


def _suggestions(text: SourceText) -> list[Suggestion]:
    source = text.source
    return with_implied(
        suggest(
            text.text,
            language=source.language or None,
            published=source.published_on or None,
            title=source.title or None,
        )
    )


_Suggested = list[tuple[SourceText, Suggestion]]
_Named = tuple[str, str]  # kind and words
_Choices = Mapping[_Named, list[Choice]]


def _one_spelling(suggested: _Suggested) -> _Suggested:
    """The suggestions with each person named as first: Kim Min-ji is Minji Kim elsewhere."""
    spelled: dict[str, str] = {}

    def first(name: str) -> str:
        letters = "".join(sorted(letter for letter in fold(name) if letter.isalpha()))
        return spelled.setdefault(letters, name)

    result = []
    for text, each in suggested:
        if each.kind in _PEOPLE:
            each = replace(each, value=first(each.value))
        elif each.kind == SuggestionKind.POST and (person := each.details.get("person")):
            each = replace(each, details={**each.details, "person": first(str(person))})
        result.append((text, each))
    return result


def _each_once(offers: Iterable[Offer]) -> list[Offer]:
    """The offers, those of several texts that say the same as one."""
    kept: dict[tuple, Offer] = {}
    for offer in offers:
        each = offer.suggestion
        key = (each.kind, each.role, fold(each.value), each.agreement, str(each.details.get("person", "")))
        if (first := kept.get(key)) and first.text.pk != offer.text.pk:
            kept[key] = replace(first, sure=first.sure or offer.sure, again=(*first.again, offer))
        else:
            kept[(*key, each.start) if first else key] = offer
    return [*kept.values()]


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


def _undated(offers: list[Offer]) -> list[Offer]:
    """Places of acts of which no day is sure, such as a dateline: alone they would make an act without a day."""
    acts = {
        (each.group, each.suggestion.role)
        for each in offers
        if each.sure and each.suggestion.kind == SuggestionKind.DATE
    }
    return [
        each
        for each in offers
        if each.suggestion.kind == SuggestionKind.PLACE and (each.group, each.suggestion.role) not in acts
    ]


def _choices(suggested: _Suggested) -> dict[_Named, list[Choice]]:
    """The choices there are for each organization and each older agreement, by kind and words."""
    organizations, relations = SuggestionKind.ORGANIZATION, SuggestionKind.RELATION
    choices: dict[_Named, list[Choice]] = {}
    for _text, each in sorted(suggested, key=lambda pair: pair[1].kind != organizations):
        name = each.value if each.kind == organizations else str(each.details.get("organization", ""))
        if name and (organizations, name) not in choices:
            named = each if each.kind == organizations else Suggestion(organizations.value, name, 0, 0)
            choices[organizations, name] = organization_choices(named)
    choices |= _of_countries(suggested, choices)
    parties = {options[0].pk for options in choices.values() if options[0].pk}
    forms = {each.agreement: each.value for _text, each in suggested if each.kind == SuggestionKind.FORM}
    for text, each in suggested:
        if each.kind == relations:
            options = older_agreement_choices(each, parties, forms, text.source.language)
            choices[relations, _relation_key(each)] = options
    return choices


def _of_countries(suggested: _Suggested, choices: _Choices) -> Iterator[tuple[_Named, list[Choice]]]:
    """The same choices for all names of a country or its government: 한국 and Republic of Korea are one party."""
    by_country: dict[str, list[_Named]] = {}
    for _text, each in suggested:
        if each.kind == SuggestionKind.ORGANIZATION and (country := country_of_state(each)):
            by_country.setdefault(country, []).append((each.kind, each.value))
    for names in by_country.values():
        known = (choices[name] for name in names if choices[name][0].is_exact)
        shared = next(known, choices[names[0]])
        yield from ((name, shared) for name in names)


def _one_party(suggested: _Suggested, choices: _Choices) -> _Suggested:
    """The suggestions, whose people and money name a party as its row does where it has several names."""
    first = {
        name: options[0].name
        for (kind, name), options in choices.items()
        if kind == SuggestionKind.ORGANIZATION
    }
    several = {name for name, number in Counter(first.values()).items() if number > 1}
    result = []
    for text, each in suggested:
        member = {SuggestionKind.PERSON: "organization", SuggestionKind.MONEY: "contributor"}.get(
            each.kind, ""
        )
        if (name := first.get(str(each.details.get(member)), "")) in several:
            each = replace(each, details={**each.details, member: name})
        result.append((text, each))
    return result


def _relation_key(each: Suggestion) -> str:
    return f"{each.agreement} {each.role} {each.details.get('target')} {each.value}"


def _names_suggested(suggested: _Suggested, choices: _Choices) -> Names:
    """Values of all names in the texts."""
    organizations = {
        name: options[0] for (kind, name), options in choices.items() if kind == SuggestionKind.ORGANIZATION
    }
    people = {
        each.value: pk for _text, each in suggested if each.kind in _PEOPLE and (pk := _known_person(each))
    }
    topics = {
        each.value: pk
        for _text, each in suggested
        if each.kind == SuggestionKind.TOPIC and (pk := _known_topic(each))
    }
    return Names(
        {name: choice.name for name, choice in organizations.items()},
        people,
        {name: choice.pk for name, choice in organizations.items() if choice.is_exact},
        topics,
    )


def _known_person(suggestion: Suggestion) -> int | None:
    """The only person of exactly this name; who is hidden is not named again."""
    exact = [
        each.record for each in name_candidates(suggestion) if each.is_exact and not each.record.is_hidden
    ]
    return exact[0].pk if exact else None


def _known_topic(suggestion: Suggestion) -> int | None:
    """The topic of this name, else the first whose name is part of it."""
    return next((each.record.pk for each in name_candidates(suggestion)), None)


def _offer(text: SourceText, suggestion: Suggestion, names: Names, choices) -> Offer | None:
    fills = tuple(fills_of(suggestion, names, text.source.language))
    if not fills:
        return None
    words = _relation_key(suggestion) if suggestion.kind == SuggestionKind.RELATION else suggestion.value
    own = tuple(choices.get((suggestion.kind, words), ()))
    is_sure = suggestion.sure and not suggestion.by_model and _is_clear(own)
    return Offer(suggestion, text, suggestion_words(suggestion), fills, is_sure, own)


def _is_clear(choices: tuple[Choice, ...]) -> bool:
    """False where a name may be one of the register, and only somebody can say which."""
    return not choices or len(choices) == 1 or choices[0].is_exact
