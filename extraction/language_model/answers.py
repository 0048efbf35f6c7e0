"""Answers of a language model as suggestions: each only where its quotation stands in the text and its "
"value is one."""

import re
from typing import Any

from activities.choices import AttendanceRole
from agreements.choices import (
    AgreementRelationKind,
    Form,
    InvolvementRole,
    MilestoneKind,
    NoticeObject,
    SignatureAct,
)
from core import edtf
from core.choices import Strength
from core.currencies import CURRENCIES
from extraction.suggestions import Suggestion, SuggestionKind

_MOST = 200  # facts of an answer
_LONGEST = 400  # letters of a value or a quotation
_ROLES: dict[str, set[str]] = {
    SuggestionKind.ORGANIZATION: set(InvolvementRole.values), SuggestionKind.PERSON: set(SignatureAct.values),
    SuggestionKind.ATTENDANCE: set(AttendanceRole.values), SuggestionKind.DATE: {*MilestoneKind.values, "held"},
    SuggestionKind.PLACE: {*MilestoneKind.values, "held"}, SuggestionKind.RELATION: set(AgreementRelationKind.values),
    SuggestionKind.OUTCOME: set(Strength.values), SuggestionKind.NOTICE: set(NoticeObject.values),
    SuggestionKind.TERM: {"length", "renewal_length"}, SuggestionKind.MONEY: {"", "share", "total"},
}  # fmt: skip
_OF_THE_TEXT = {
    SuggestionKind.ORGANIZATION,
    SuggestionKind.PERSON,
    SuggestionKind.ATTENDANCE,
    SuggestionKind.POST,
}
_DURATION = re.compile(r"P(?=\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?")
_AMOUNT = re.compile(r"\d+(?:\.\d+)?")


def parse_answer(answer: Any, text: str) -> list[Suggestion]:
    """The suggestions of an answer that hold against the text; anything else in it is left out."""
    facts = answer.get("facts") if isinstance(answer, dict) else None
    rows = facts if isinstance(facts, list) else []
    suggestions = [_suggestion(row, text) for row in rows[:_MOST] if isinstance(row, dict)]
    return [suggestion for suggestion in suggestions if suggestion]


def _suggestion(row: dict[str, Any], text: str) -> Suggestion | None:
    kind, value, quote, role = (_text(row, name) for name in ("kind", "value", "quote", "role"))
    start = text.find(quote) if quote else -1
    if kind not in SuggestionKind.values or not value or start < 0:
        return None
    if role not in _ROLES.get(kind, {""}) or not _has_its_shape(kind, value, row, quote):
        return None
    number = row.get("agreement")
    is_number = isinstance(number, int) and not isinstance(number, bool) and 0 <= number < _MOST
    return Suggestion(
        kind, value, start, start + len(quote), role, stated=row.get("stated") is not False,
        agreement=number if is_number else 0, details=_details(kind, row), by_model=True,
    )  # fmt: skip


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) and len(value) <= _LONGEST else ""


def _has_its_shape(kind: str, value: str, row: dict[str, Any], quote: str) -> bool:
    """True for a value in the shape of its kind; a name has to stand in its quotation."""
    if kind == SuggestionKind.FORM:
        return value in Form.values
    if kind == SuggestionKind.DATE:
        return _is_edtf(value)
    if kind in (SuggestionKind.TERM, SuggestionKind.NOTICE):
        return bool(_DURATION.fullmatch(value))
    if kind == SuggestionKind.MONEY:
        return bool(_AMOUNT.fullmatch(value)) and _text(row, "currency") in CURRENCIES
    return kind not in _OF_THE_TEXT or value in quote


def _is_edtf(value: str) -> bool:
    try:
        edtf.parse(value)
    except edtf.EDTFError:
        return False
    return True


def _details(kind: str, row: dict[str, Any]) -> dict[str, str]:
    names = {
        SuggestionKind.MONEY: ("currency",), SuggestionKind.POST: ("person",),
        SuggestionKind.PERSON: ("organization",), SuggestionKind.ATTENDANCE: ("organization",),
    }.get(kind, ())  # fmt: skip
    return {name: text for name in names if (text := _text(row, name))}
