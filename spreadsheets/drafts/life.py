"""Milestones, term and status of a draft."""

import re

from django.utils.translation import gettext as _

from agreements.choices import MilestoneKind, Renewal
from core import edtf
from core.text import fold
from lifecycle.durations import add_duration
from spreadsheets.drafts.dates import means_no_end, parse_date, warn_of_unlikely_date
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.exports.flat_row import first_milestone
from spreadsheets.parsing import cells, synonyms
from spreadsheets.parsing.cells import CellError, ChoiceParser, normalize_cell
from spreadsheets.parsing.places import parse_places_cell
from spreadsheets.parsing.terms import parse_duration_cell, parse_term_cell

RENEWAL_PARSER = ChoiceParser(Renewal, synonyms.RENEWAL_SYNONYMS)
_ENDING_WORDS = {
    normalize_cell(word): kind
    for kind, words in synonyms.ENDING_SYNONYMS.items()
    for word in words.split(",")
}
_END_TOLERANCE_DAYS = 45  # days between a last day that is written and one that is counted


def fill_milestones(draft: AgreementDraft) -> None:
    """Fill in signing and entry into effect, the place of signing and the termination notice."""
    for name, kind in (("signed_on", MilestoneKind.SIGNED), ("effective_on", MilestoneKind.TAKES_EFFECT)):
        if (on := parse_date(draft, name)) and not means_no_end(on):
            warn_of_unlikely_date(draft, name, on)
            part = _ensure_milestone(draft, kind, name)
            # a signing may take effect later: its own day is the one that was signed
            has_later_day = kind == MilestoneKind.TAKES_EFFECT and part.get("effective_on")
            part["effective_on" if has_later_day else "on"] = on
    if places := draft.parse("place", parse_places_cell):
        part = _ensure_milestone(draft, MilestoneKind.SIGNED, "place")
        part["places"] = places
        draft.note_origin("place", "milestones", part, "places")
    if notice := draft.parse("termination_notice", parse_duration_cell):
        draft.members["termination_notice"] = notice
        draft.note_origin("termination_notice", "termination_notice")


def _ensure_milestone(draft: AgreementDraft, kind: str, column: str) -> dict:
    """The first milestone of this kind, added where there is none."""
    return first_milestone(draft.members, kind) or draft.add_part(
        "milestones", str(kind), {"kind": str(kind)}, column
    )


def fill_term(draft: AgreementDraft) -> None:
    """Fill in one term from up to three columns: length, last day, renewal."""
    term = _term_of_cell(draft)
    renewal = draft.parse("renewal", RENEWAL_PARSER.parse)
    until = parse_date(draft, "end_on")
    parsed: dict[str, str] = dict(term or {})
    if renewal and (renewal[0] != Renewal.NOT_STATED or parsed or until):
        parsed["renewal"] = renewal[0]
    has_no_end = bool(until) and means_no_end(until)
    if has_no_end:
        reason = _("A day so far ahead is read as: it has no end.")
        draft.desk.findings.notice(
            draft.row.header_of("end_on"), reason, draft.row.number, draft.row.text("end_on")
        )
        if not {"length", "until", "renewal"} & set(parsed):
            parsed["renewal"] = Renewal.INDEFINITE
    elif until:
        warn_of_unlikely_date(draft, "end_on", until)
        _warn_of_end_mismatch(draft, parsed.get("length", ""), until)
        parsed["until"] = until
    if not parsed:
        return
    column = next(name for name in ("term", "end_on", "renewal") if draft.row.text(name))
    terms = draft.members.get("terms", [])
    part = terms[-1] if terms else draft.add_part("terms", "term", {}, column)
    if term and "wording" not in parsed:
        part.pop("wording", None)
    _make_way(part, parsed, has_no_end=has_no_end)
    part |= {name: str(value) for name, value in parsed.items()}
    draft.note_origin("end_on", "terms", part, "until")
    draft.note_origin("renewal", "terms", part, "renewal")
    draft.note_origin(column, "terms", part)


def _make_way(part: dict, parsed: dict[str, str], *, has_no_end: bool) -> None:
    """Take out of a recorded term what contradicts a row: an end where it has none now, or the other way round."""
    if parsed.get("renewal") == Renewal.INDEFINITE or has_no_end:
        part.pop("until", None)
    if parsed.get("renewal") == Renewal.INDEFINITE:
        part.pop("length", None)
    elif {"until", "length"} & set(parsed) and part.get("renewal") == Renewal.INDEFINITE:
        part.pop("renewal")


def _term_of_cell(draft: AgreementDraft) -> dict[str, str] | None:
    """The members of the term column; a bare number counts in the unit that the header names."""

    def parse_with_unit(text: str) -> dict[str, str]:
        header = fold(draft.row.header_of("term"))
        unit = (
            "months"
            if re.search("month|개월", header)
            else "years"
            if re.search("year|yr|년|연", header)
            else ""
        )
        return parse_term_cell(f"{text} {unit}" if text.isdigit() and unit else text)

    term = draft.parse("term", parse_with_unit)
    if term == {}:
        draft.add_warning("term", _("Read as: nothing is stated."))
    return term


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
        draft.add_warning("end_on", _("It ends before it begins: is one of the days wrong?"))
    elif (
        length
        and min(abs((end - add_duration(start, length)).days) for start in starts) > _END_TOLERANCE_DAYS
    ):
        draft.add_warning(
            "end_on",
            _("The last day differs from the end of the term (%s).") % add_duration(starts[0], length),
            _("Both are recorded; the last day counts."),
        )


def fill_status(draft: AgreementDraft) -> None:
    """Add the end that a status names, where a day stands with it; otherwise keep its words in the note.

    Here a status follows from dates, so that nothing else of it can be recorded.
    """
    if draft.is_unchanged("status", "status_on") or not draft.row.text("status"):
        return
    header, text = draft.row.filled_cells("status")[0]
    kind, rest = parse_status_cell(text)
    on = parse_date(draft, "status_on")
    if kind and rest and not on:
        try:
            on = cells.parse_date_cell(rest)
        except CellError:
            on = None
    if kind and on:
        _ensure_milestone(draft, kind, "status")["on"] = on
        return
    draft.row.unmapped_cells.append((header, text))
    has_end = any(term.get("until") or term.get("length") for term in draft.members.get("terms", []))
    if kind and not (kind == MilestoneKind.EXPIRED and has_end):
        draft.add_warning(
            "status",
            _(
                "A status follows from dates here, and there is no day for this one: it is kept in the internal note."
            ),
            _("Add a column with the day, or write it behind: “terminated 2020-05-01”."),
        )
    elif not kind and normalize_cell(text) not in synonyms.IN_FORCE_WORDS | synonyms.UNSTATED_WORDS:
        draft.add_warning("status", _("This is no status we know: it is kept in the internal note."))


def parse_status_cell(text: str) -> tuple[str, str]:
    """The kind of end that a status names, and the rest of its text; empty where it names none."""
    status = normalize_cell(text)
    for word, kind in sorted(_ENDING_WORDS.items(), key=lambda item: -len(item[0])):
        if status == word:
            return kind, ""
        if match := re.search(rf"(?<!\w){re.escape(word)}(?![^\W\d_])", status):
            rest = f"{status[: match.start()]} {status[match.end() :]}"
            if re.search(r"\d{4}", rest):
                return kind, re.sub(r"\b(?:on|in|since|as of)\b|[()]", " ", rest).strip(" ,:.")
    return "", ""
