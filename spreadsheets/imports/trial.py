"""Trial of drafts: records them in a transaction that is rolled back, and collects the objections."""

from django.db import transaction

from interchange.actions import import_to_desk
from interchange.problems import ImportFailed, ImportProblem
from spreadsheets.drafts.draft import AgreementDraft
from spreadsheets.files.table import SheetError
from spreadsheets.lookups import DeskLookups
from spreadsheets.messages import message as _
from spreadsheets.plan import CellProblem


def dry_run(drafts: list[AgreementDraft], desk: DeskLookups, *, scope_of) -> dict:
    """Import what is new or changed, note the objections, keep nothing. Returns the interchange file of what is sound.

    ``scope_of`` is the account outside of whose scope nothing may change; None for a command.

    Raises SheetError for an objection that no row can mend.
    """
    touched = [draft for draft in drafts if not draft.problems and draft.members != draft.base]
    try:
        with transaction.atomic():
            import_to_desk([_interchange_file(touched, desk)], by=None, update=True, scope_of=scope_of)
            transaction.set_rollback(True)
    except ImportFailed as error:
        by_id = {draft.members["id"]: draft for draft in touched}
        for problem in error.problems:
            drafts_concerned = _concerned_drafts(problem, by_id)
            if not drafts_concerned:
                raise SheetError(str(problem)) from error
            for draft in drafts_concerned:
                _add_objection(draft, problem)
    return _interchange_file([draft for draft in touched if not draft.problems], desk)


def _concerned_drafts(problem: ImportProblem, drafts: dict[str, AgreementDraft]) -> list[AgreementDraft]:
    """The rows that a problem is about: of a new organization or a source all that name it."""
    kind, record_id = problem.record or ("", "")
    if kind == "agreements":
        return [drafts[record_id]]
    return [
        draft for draft in drafts.values()
        if record_id in draft.new_organizations or record_id in _cited_sources(draft)
    ]  # fmt: skip


def _add_objection(draft: AgreementDraft, problem: ImportProblem) -> None:
    path = problem.path.removeprefix("/".join(problem.record)).removeprefix("/")
    column = draft.column_of_path(path) if problem.record[0] == "agreements" else ""
    if not column and problem.record[0] == "organizations":
        column = "party"
    advice = _("Correct the cell, or let the column go to the internal note.")
    if not column:
        advice = _("Correct the row.")
    objection = CellProblem(draft.row.header_of(column), draft.row.text(column), problem.reason, advice)
    if objection not in draft.problems:
        draft.problems.append(objection)


def _interchange_file(drafts: list[AgreementDraft], desk: DeskLookups) -> dict:
    """The interchange file of these drafts, with the organizations and sources that they bring along."""
    new_ids = {new_id for draft in drafts for new_id in draft.new_organizations}
    sources = {source for draft in drafts for source in _cited_sources(draft)}
    new_organizations = desk.matcher.new_organizations
    return {
        "sources": desk.export_sources(sources),
        "organizations": [members for new_id, members in new_organizations.items() if new_id in new_ids],
        "agreements": [draft.members for draft in drafts],
    }


def _cited_sources(draft: AgreementDraft) -> set[str]:
    return {citation["source"] for citation in draft.members.get("citations", [])}
