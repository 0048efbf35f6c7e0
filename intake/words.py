"""Suggestions in words for people: names of codes, dates and lengths as they are shown elsewhere."""

from django.utils.translation import gettext as _

from activities.choices import AttendanceRole
from agreements.choices import (
    AgreementRelationKind,
    Form,
    InvolvementRole,
    MilestoneKind,
    NoticeObject,
    Renewal,
    SignatureAct,
)
from core.choices import Strength
from core.edtf import EDTFError
from core.edtf.grammar import parse
from extraction.suggestions import Suggestion, SuggestionKind
from lifecycle.phrases import duration_words

MEETING = "meeting"  # the group of what is of no agreement
_ROLES = {
    SuggestionKind.ORGANIZATION: InvolvementRole,
    SuggestionKind.PERSON: SignatureAct,
    SuggestionKind.ATTENDANCE: AttendanceRole,
    SuggestionKind.DATE: MilestoneKind,
    SuggestionKind.PLACE: MilestoneKind,
    SuggestionKind.RELATION: AgreementRelationKind,
    SuggestionKind.NOTICE: NoticeObject,
    SuggestionKind.OUTCOME: Strength,
}


def group_label(group: str) -> str:
    """Heading of a group of suggestions, in words."""
    if group == MEETING:
        return _("The meeting or event of the text")
    if group == "0":
        return _("The agreement that the text is about")
    return _("Another agreement in the text (%(number)s)") % {"number": int(group) + 1}


def suggestion_words(suggestion: Suggestion) -> str:
    """A suggestion in words: its role, its value, and whose it is."""
    return " – ".join(
        filter(None, [_role_label(suggestion), _value_label(suggestion), _belongs_to(suggestion)])
    )


def _role_label(suggestion: Suggestion) -> str:
    if suggestion.kind == SuggestionKind.TERM:
        names = {
            "length": _("length"), "renewal_length": _("renews by"), "starts_on": _("from"), "until": _("until"),
            "renewal": _("at its end"),
        }  # fmt: skip
        return names.get(suggestion.role, "")
    if suggestion.role == "held":
        return _("held")
    return str(dict(getattr(_ROLES.get(suggestion.kind), "choices", [])).get(suggestion.role, ""))


def _value_label(suggestion: Suggestion) -> str:
    kind, value = suggestion.kind, suggestion.value
    if kind == SuggestionKind.FORM:
        return str(dict(Form.choices).get(value, value))
    if kind == SuggestionKind.TERM and suggestion.role == "renewal":
        return str(dict(Renewal.choices).get(value, value))
    if kind == SuggestionKind.DATE or (
        kind == SuggestionKind.TERM and suggestion.role in {"starts_on", "until"}
    ):
        try:
            return parse(value).words()
        except EDTFError:
            return value
    if kind in {SuggestionKind.TERM, SuggestionKind.NOTICE}:
        return duration_words(value)
    if kind == SuggestionKind.MONEY:
        return f"{value} {suggestion.details.get('currency', '')}".strip()
    if kind == SuggestionKind.PLACE:
        return value.removeprefix("(), ")  # which stands for no city and no country
    return value


def _belongs_to(suggestion: Suggestion) -> str:
    return str(
        suggestion.details.get("person" if suggestion.kind == SuggestionKind.POST else "organization", "")
    )
