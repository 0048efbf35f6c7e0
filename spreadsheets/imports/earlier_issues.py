"""Rows without a number whose agreement an earlier issue of the list made, and agreements that are in no row any more.

Such a row was corrected since: it is another by its texts, and is known again by parties and year. Nothing is taken for
the same before somebody says so, once for the list or for each row; what was said is kept with the list.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from agreements.choices import MilestoneKind
from agreements.models import Agreement
from register.choices import EditorialState
from spreadsheets.answers import SAME_QUESTION
from spreadsheets.drafts.draft import SheetRow
from spreadsheets.imports.identity import RowIds, ids_and_references
from spreadsheets.lookups import DeskLookups
from spreadsheets.matching.name_words import organization_name_key
from spreadsheets.messages import message as _
from spreadsheets.plan import ListQuestion

_SAME, _NEW, _EACH = "same", "new", "each"


@dataclass
class EarlierIssue:
    """Agreements that earlier issues of a list made: the rows that are theirs, open rows, and those without a row."""

    ids: RowIds
    open_rows: dict[int, str] = field(default_factory=dict)  # row number: key of the question that settles it
    same: dict[str, str] = field(default_factory=dict)  # identity of a corrected row: that of its agreement
    missing: list[tuple[int, str]] = field(default_factory=list)  # primary key and title


@dataclass(frozen=True)
class _Earlier:
    """An agreement that an earlier issue made, by what is compared."""

    pk: int
    external_id: str
    title: str
    parties: frozenset[str]
    year: str  # "" where no signing is dated


def compare_with_earlier_issue(
    rows: list[SheetRow], ids: RowIds, desk: DeskLookups, name: str
) -> EarlierIssue:
    """The rows with what an earlier issue of the list of this name made; ``ids`` also of rows that are left out."""
    issue = EarlierIssue({row.number: ids[row.number] for row in rows})
    earlier = _earlier_agreements(name)
    if not earlier:
        return issue
    known = desk.agreement_ids(*ids_and_references(ids.values()))
    in_rows = set(known.values())
    free = [agreement for agreement in earlier if agreement.external_id not in in_rows]
    corrected = [
        row for row in rows
        if ids[row.number][0] == "id" and ids[row.number][1] not in known and not row.text("number")
    ]  # fmt: skip
    remembered = desk.findings.answers.same
    candidates = {
        row.number: _candidates(row, free, remembered.get(ids[row.number][1], "")) for row in corrected
    }
    claims = Counter(agreement.pk for own in candidates.values() for agreement in own)
    for row in corrected:
        if own := candidates[row.number]:
            _settle(row, own, issue, desk, is_clear=len(own) == 1 and claims[own[0].pk] == 1)
    offered = {agreement.pk for number in issue.open_rows for agreement in candidates[number]}
    taken = {value for _how, value in issue.ids.values()}
    issue.missing = [
        (agreement.pk, agreement.title)
        for agreement in free
        if agreement.external_id not in taken and agreement.pk not in offered
    ]
    return issue


def _earlier_agreements(name: str) -> list[_Earlier]:
    rows = Agreement.objects.filter(external_id__startswith=f"{name}/").exclude(
        editorial_state=EditorialState.WITHDRAWN
    )
    rows = rows.order_by("pk").prefetch_related("texts", "milestones", "involvements__organization")
    return [
        _Earlier(
            agreement.pk,
            agreement.external_id,
            str(agreement),
            frozenset(
                organization_name_key(involvement.name_as_written)
                for involvement in agreement.involvements.all()
                if not involvement.organization.is_own
            ),
            min(
                (_year(act.on) for act in agreement.milestones.all() if act.kind == MilestoneKind.SIGNED),
                default="",
            ),
        )
        for agreement in rows
    ]


def _year(date) -> str:
    years = re.findall(r"\d{4}", str(date or ""))
    return years[0] if years else ""


def _candidates(row: SheetRow, free: list[_Earlier], remembered: str) -> list[_Earlier]:
    """The agreement that was said to be the row's, and all whose parties the row names, and whose year or none."""
    parties = organization_name_key(row.text("party"))
    day = row.text("signed_on") or row.text("effective_on")
    return [
        agreement
        for agreement in free
        if agreement.external_id == remembered
        or (
            agreement.parties
            and all(party in parties for party in agreement.parties)
            and (not day or not agreement.year or _has_year(day, agreement.year))
        )
    ]


def _has_year(text: str, year: str) -> bool:
    """True where a text of any style has this year, of four digits or of two."""
    whole = re.findall(r"(?<!\d)\d{4}(?!\d)", text)
    return year in whole if whole else year[2:] in re.findall(r"(?<!\d)\d\d(?!\d)", text)


def _settle(
    row: SheetRow, own: list[_Earlier], issue: EarlierIssue, desk: DeskLookups, *, is_clear: bool
) -> None:
    """Take a row for one of its candidates where somebody said so, or note the question.

    ``is_clear``: there is one candidate, and it is that of no other row.
    """
    identity = issue.ids[row.number][1]
    remembered = next(
        (agreement for agreement in own if agreement.external_id == desk.findings.answers.same.get(identity)),
        None,
    )
    answer = _SAME if remembered else ""
    if not answer and is_clear:
        answer = desk.findings.answer_to(_list_question(), row.number, f"{_row_words(row)} → {own[0].title}")
        key = SAME_QUESTION
    if answer == _EACH or (not answer and not is_clear):
        key = f"{SAME_QUESTION}/{identity.rpartition('/')[2]}"
        answer = desk.findings.answer_to(_row_question(key, row, own), row.number, _row_words(row))
    if not answer:
        issue.open_rows[row.number] = key
    elif answer != _NEW:
        chosen = remembered or (
            own[0] if answer == _SAME else next(agreement for agreement in own if str(agreement.pk) == answer)
        )
        issue.ids[row.number] = "id", chosen.external_id
        issue.same[identity] = chosen.external_id


def _row_words(row: SheetRow) -> str:
    texts = [row.text(name) for name in ("title_en", "title_ko", "title", "party", "signed_on")]
    return ", ".join(" ".join(text.split()) for text in texts if text)[:200]


def _list_question() -> ListQuestion:
    return ListQuestion(
        SAME_QUESTION,
        _(
            "These rows are new by their texts, but an earlier issue of this list has the same parties and year. Are "
            "they the same agreements, corrected?"
        ),
        [
            (_SAME, _("yes, all of them: correct these agreements")),
            (_NEW, _("no, they are further agreements")),
            (_EACH, _("ask for each row")),
        ],
        _SAME,
    )


def _row_question(key: str, row: SheetRow, earlier: list[_Earlier]) -> ListQuestion:
    return ListQuestion(
        key,
        _("Row %(number)s: which agreement of an earlier issue is it?") % {"number": row.number},
        [
            *((str(agreement.pk), agreement.title) for agreement in earlier),
            (_NEW, _("none: it is a further agreement")),
        ],
    )
