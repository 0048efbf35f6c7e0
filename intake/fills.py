"""Fills: the fields of the form of an agreement or an activity that a suggestion fills in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from django.conf import settings

from activities.choices import ActivityAgreementRole
from agreements.choices import (
    ContributionKind,
    InvolvementRole,
    MilestoneKind,
    NoticeObject,
    SignatureAct,
)
from core.languages import typed_language
from extraction.suggestions import Suggestion, SuggestionKind
from lifecycle.phrases import duration_words

_CODES = {"kind", "role", "act", "language", "span", "currency", "comparison", "strength"}
# The words of a suggestion name somebody; whom they are there for stands elsewhere in the text
_NOT_OF_PEOPLE = {"organization", "organization_as_written"}
_RECORDS = {f"{name}{part}" for name in ("person", "organization") for part in ("", "_chosen")}
_CHOSEN = (
    "organization",
    "older",
    "agreement",
    *(f"stub_{code}" for code, _name in settings.LANGUAGES),
)
RECORD = ""  # in place of a list of parts: fields of the agreement itself


@dataclass(frozen=True)
class Names:
    """Records that names in a text stand for: organizations by the names they have in the register, keys of records.

    ``known``: keys of organizations that have this very name.
    """

    organizations: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    topics: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Fill:
    """Values for one row of a list of parts: the row in which ``where`` is so, else a new one.

    ``party``: the organization as printed whose row the field ``party`` names. Values are as inputs send them. What is
    chosen, an organization or an older agreement, comes with the choice.
    """

    part: str
    where: Mapping[str, str]
    values: Mapping[str, str | list[str]] = field(default_factory=dict)
    party: str = ""

    def cited_inputs(self, suggestion: Suggestion) -> list[str]:
        """Inputs whose values the words of the suggestion say; codes are said by what stands beside them."""
        own = [name for name, value in self.where.items() if value == suggestion.value]
        own += [name for name in self.values if name not in _CODES | _RECORDS]
        own += [name for name in _CHOSEN if name not in own]
        is_of_person = suggestion.kind == SuggestionKind.ATTENDANCE
        return [name for name in own if not (is_of_person and name in _NOT_OF_PEOPLE)]


def fills_of(suggestion: Suggestion, names: Names, language: str = "") -> Iterator[Fill]:
    """What a suggestion fills in; nothing where no field takes it. ``language`` is that of the text."""
    makers = ACTIVITY_MAKERS if suggestion.agreement is None else _MAKERS
    if maker := makers.get(SuggestionKind(suggestion.kind)):
        yield from maker(suggestion, names, language)


def localized(name: str, text: str, language: str) -> dict[str, str]:
    """The input of a text by language: of the language of the text, else of English."""
    codes = [code for code, _name in settings.LANGUAGES]
    return {f"{name}_{language if language in codes else codes[0]}": text}


def _fill_organization(each: Suggestion, names: Names, _language: str) -> Iterator[Fill]:
    role = each.role if each.role in InvolvementRole.values else ""
    value = names.organizations.get(each.value, "")
    if role and value:
        yield Fill("involvements", {"organization": value, "role": role}, {"name_as_written": each.value})


def _fill_person(each: Suggestion, names: Names, _language: str) -> Iterator[Fill]:
    if each.role not in SignatureAct.values:
        return
    values = {"act": each.role}
    if pk := names.people.get(each.value):
        values |= {"person": each.value, "person_chosen": str(pk)}
    yield Fill(
        "signatories", {"name_as_written": each.value}, values, str(each.details.get("organization", ""))
    )


def _fill_post(each: Suggestion, _names: Names, _language: str) -> Iterator[Fill]:
    if person := str(each.details.get("person", "")):
        yield Fill("signatories", {"name_as_written": person}, {"post_as_written": each.value})


def _fill_date(each: Suggestion, _names: Names, _language: str) -> Iterator[Fill]:
    if each.role in MilestoneKind.values:
        yield Fill("milestones", {"kind": each.role}, {"on": each.value})


def _fill_place(each: Suggestion, _names: Names, _language: str) -> Iterator[Fill]:
    if each.role in MilestoneKind.values:
        yield Fill("milestones", {"kind": each.role}, {"places": _city_as_written(each.value)})


def _city_as_written(place: str) -> str:
    """A place, with the name of a city that a dateline has in capitals as it is written elsewhere."""
    city, bracket, country = place.partition(" (")
    return f"{city.title() if city.isupper() and len(city) > 3 else city}{bracket}{country}"


def _fill_form(each: Suggestion, _names: Names, _language: str) -> Iterator[Fill]:
    yield Fill(RECORD, {}, {"form": each.value})


def _fill_title(each: Suggestion, _names: Names, language: str) -> Iterator[Fill]:
    code = str(each.details.get("language") or language or "en")
    yield Fill("texts", {"language": typed_language(code)}, {"title": each.value})


def _fill_term(each: Suggestion, _names: Names, _language: str) -> Iterator[Fill]:
    if each.role in {"length", "renewal_length"}:
        yield Fill("terms", {}, {each.role: duration_words(each.value)})
    elif each.role in {"renewal", "starts_on", "until"}:
        yield Fill("terms", {}, {each.role: each.value})


def _fill_notice(each: Suggestion, _names: Names, _language: str) -> Iterator[Fill]:
    if each.role == NoticeObject.NON_RENEWAL:
        yield Fill("terms", {}, {"non_renewal_notice": duration_words(each.value)})
    else:
        yield Fill(RECORD, {}, {"termination_notice": duration_words(each.value)})


def _fill_money(each: Suggestion, _names: Names, _language: str) -> Iterator[Fill]:
    details = each.details
    values = {name: str(details[name]) for name in ("currency", "comparison") if details.get(name)}
    values |= {"kind": ContributionKind.MONEY, "span": each.role}
    yield Fill("contributions", {"amount": each.value}, values, str(details.get("contributor", "")))


def _fill_relation(each: Suggestion, _names: Names, _language: str) -> Iterator[Fill]:
    if each.role:
        yield Fill("relations", {"kind": each.role})  # to the agreement that is chosen


def _fill_topic(each: Suggestion, names: Names, _language: str) -> Iterator[Fill]:
    if pk := names.topics.get(each.value):
        yield Fill(RECORD, {}, {"topics": [str(pk)]})


def _fill_outcome(each: Suggestion, _names: Names, language: str) -> Iterator[Fill]:
    yield Fill("commitments", localized("text", each.value, language), {"strength": each.role})


def _fill_attendance(each: Suggestion, names: Names, _language: str) -> Iterator[Fill]:
    values = {"role": each.role}
    organization = str(each.details.get("organization", ""))
    if pk := names.known.get(organization):
        values |= {"organization": names.organizations[organization], "organization_chosen": pk}
    elif organization:
        values["organization_as_written"] = organization
    if person := names.people.get(each.value):
        values |= {"person": each.value, "person_chosen": str(person)}
    yield Fill("attendances", {"name_as_written": each.value}, values)


def _fill_post_of_attendance(each: Suggestion, _names: Names, _language: str) -> Iterator[Fill]:
    if person := str(each.details.get("person", "")):
        yield Fill("attendances", {"name_as_written": person}, {"post_as_written": each.value})


def _fill_day_held(each: Suggestion, _names: Names, _language: str) -> Iterator[Fill]:
    if each.role == "held":
        yield Fill(RECORD, {}, {"on": each.value})


def _fill_place_held(each: Suggestion, _names: Names, _language: str) -> Iterator[Fill]:
    if each.role == "held":
        yield Fill(RECORD, {}, {"places": each.value})


def _fill_outcome_of_activity(each: Suggestion, _names: Names, language: str) -> Iterator[Fill]:
    yield Fill("outcomes", localized("text", each.value, language), {"strength": each.role})


def _fill_held_under(each: Suggestion, _names: Names, _language: str) -> Iterator[Fill]:
    if "target" in each.details:
        yield Fill("agreement_links", {"role": ActivityAgreementRole.HELD_UNDER.value})


_Makers = Mapping[SuggestionKind, Callable[[Suggestion, Names, str], Iterator[Fill]]]

# Of what is said of no agreement, but of a meeting
ACTIVITY_MAKERS: _Makers = {
    SuggestionKind.ATTENDANCE: _fill_attendance,
    SuggestionKind.POST: _fill_post_of_attendance,
    SuggestionKind.DATE: _fill_day_held,
    SuggestionKind.PLACE: _fill_place_held,
    SuggestionKind.OUTCOME: _fill_outcome_of_activity,
    SuggestionKind.RELATION: _fill_held_under,
    SuggestionKind.TOPIC: _fill_topic,
}
_MAKERS: _Makers = {
    SuggestionKind.ORGANIZATION: _fill_organization,
    SuggestionKind.PERSON: _fill_person,
    SuggestionKind.POST: _fill_post,
    SuggestionKind.DATE: _fill_date,
    SuggestionKind.PLACE: _fill_place,
    SuggestionKind.FORM: _fill_form,
    SuggestionKind.TITLE: _fill_title,
    SuggestionKind.TERM: _fill_term,
    SuggestionKind.NOTICE: _fill_notice,
    SuggestionKind.MONEY: _fill_money,
    SuggestionKind.RELATION: _fill_relation,
    SuggestionKind.TOPIC: _fill_topic,
    SuggestionKind.OUTCOME: _fill_outcome,
}
