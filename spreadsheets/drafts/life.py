"""."""

import re

from django.utils.translation import gettext as _

from agreements.choices import MilestoneKind, Renewal
from core import edtf
from core.text import fold
from lifecycle.durations import add_duration
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.exports.flat_row import first_milestone
from spreadsheets.parsing import cells, synonyms
from spreadsheets.parsing.cells import CellError, ChoiceParser, normalize_cell
from spreadsheets.parsing.terms import parse_duration_cell, parse_term_cell

RENEWAL_PARSER = ChoiceParser(Renewal, synonyms.RENEWAL_SYNONYMS)


_ENDING_WORDS = {
    normalize_cell(word): kind for kind, some in synonyms.ENDING_SYNONYMS.items() for word in some.split(",")
}


_END_TOLERANCE_DAYS = 45  # days between a last day that is written and one that is counted


def fill_milestones(draft: AgreementDraft) -> None:
    for name, kind in (("signed_on", MilestoneKind.SIGNED), ("effective_on", MilestoneKind.TAKES_EFFECT)):
        if on := draft.read(name, cells.parse_date_cell):
            part = _ensure_milestone(draft, kind, name)
            part["effective_on" if part.get("effective_on") else "on"] = on
    if places := draft.read("place", cells.parse_places_cell):
        part = _ensure_milestone(draft, MilestoneKind.SIGNED, "place")
        part["places"] = places
        draft.came_from("place", "milestones", part, "places")
    if notice := draft.read("termination_notice", parse_duration_cell):
        draft.members["termination_notice"] = notice
        draft.came_from("termination_notice", "termination_notice")


def _ensure_milestone(draft: AgreementDraft, kind: str, column: str) -> dict:
    """The first act of this kind, made where there is none."""
    return first_milestone(draft.members, kind) or draft.part(
        "milestones", str(kind), {"kind": str(kind)}, column
    )


def fill_term(draft: AgreementDraft) -> None:
    """One term from what may stand in three columns: how long, until when, and what then."""
    told = _term_of_cell(draft)
    renewal = draft.read("renewal", RENEWAL_PARSER.read)
    until = draft.read("end_on", cells.parse_date_cell)
    says: dict[str, str] = dict(told or {})
    if renewal and (renewal[0] != Renewal.NOT_STATED or says or until):
        says["renewal"] = renewal[0]
    if until:
        _warn_of_end_mismatch(draft, says.get("length", ""), until)
        if says.get("length"):
            says.setdefault("wording", draft.row.text("term")[:400])
        says.pop("length", None)
        says["until"] = until
    if not says:
        return
    column = next(name for name in ("term", "end_on", "renewal") if draft.row.text(name))
    terms = draft.members.get("terms", [])
    part = terms[-1] if terms else draft.part("terms", "term", {}, column)
    for name in {"length", "until"} if {"length", "until"} & set(says) else set():
        part.pop(name, None)
    if told and "wording" not in says:
        part.pop("wording", None)
    part |= says
    draft.came_from("end_on", "terms", part, "until")
    draft.came_from("renewal", "terms", part, "renewal")
    draft.came_from(column, "terms", part)


def _term_of_cell(draft: AgreementDraft) -> dict[str, str] | None:
    def understand(text: str) -> dict[str, str]:
        header = fold(draft.row.header("term"))
        unit = (
            "months"
            if re.search("month|개월", header)
            else "years"
            if re.search("year|yr|년|연", header)
            else ""
        )
        return parse_term_cell(f"{text} {unit}" if text.isdigit() and unit else text)

    told = draft.read("term", understand)
    if told == {}:
        draft.warn("term", _("Read as: nothing is stated."))
    return told


def _warn_of_end_mismatch(draft: AgreementDraft, length: str, until: str) -> None:
    """Warn where the last day lies before the first, or is not the one that the length comes to."""
    acts = [
        first_milestone(draft.members, kind) for kind in (MilestoneKind.TAKES_EFFECT, MilestoneKind.SIGNED)
    ]
    starts = [start for act in acts if act.get("on") and (start := edtf.parse(act["on"]).earliest)]
    end = edtf.parse(until).latest
    if not end or not starts:
        return
    if end < min(starts):
        draft.warn("end_on", _("It ends before it begins: is one of the days wrong?"))
    elif (
        length
        and min(abs((end - add_duration(start, length)).days) for start in starts) > _END_TOLERANCE_DAYS
    ):
        draft.warn(
            "end_on",
            _("The last day is not what the term comes to (%s).") % add_duration(starts[0], length),
            _("The last day is recorded, and the term in the words of the list."),
        )


def fill_status(draft: AgreementDraft) -> None:
    """A status follows from acts. One that tells an end is an act where a day is told; else it is kept in words."""
    if draft.is_told("status", "status_on") or not draft.row.text("status"):
        return
    header, text = draft.row.told("status")[0]
    kind, rest = parse_status_cell(text)
    on = draft.read("status_on", cells.parse_date_cell)
    if kind and rest and not on:
        try:
            on = cells.parse_date_cell(rest)
        except CellError:
            on = None
    if kind and on:
        _ensure_milestone(draft, kind, "status")["on"] = on
        return
    draft.row.kept.append((header, text))
    has_end = any(one.get("until") or one.get("length") for one in draft.members.get("terms", []))
    if kind and not (kind == MilestoneKind.EXPIRED and has_end):
        draft.warn(
            "status",
            _(
                "A status follows from dates here, and there is no day for this one: it is kept in the internal note."
            ),
            _("Add a column with the day, or write it behind: “terminated 2020-05-01”."),
        )
    elif not kind and normalize_cell(text) not in synonyms.IN_FORCE_WORDS | synonyms.UNSTATED_WORDS:
        draft.warn("status", _("This is no status we know: it is kept in the internal note."))


def parse_status_cell(text: str) -> tuple[str, str]:
    """The end that a status tells, and what else it says."""
    said = normalize_cell(text)
    for word, kind in sorted(_ENDING_WORDS.items(), key=lambda item: -len(item[0])):
        if said == word:
            return kind, ""
        if found := re.search(rf"(?<!\w){re.escape(word)}(?![^\W\d_])", said):
            rest = f"{said[: found.start()]} {said[found.end() :]}"
            if re.search(r"\d{4}", rest):
                return kind, re.sub(r"\b(?:on|in|since|as of)\b|[()]", " ", rest).strip(" ,:.")
    return "", ""
