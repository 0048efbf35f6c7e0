"""Applies an import plan, all of it or nothing."""

from collections.abc import Callable, Iterable
from typing import TypedDict

from django.db import models, transaction
from django.utils.translation import gettext as _

from agreements.models import Agreement
from core.locks import SPREADSHEET_APPLY_LOCK, lock_for_transaction
from history.acts import act
from history.choices import ActKind
from interchange.actions import import_to_desk
from interchange.record_ids import records_by_id
from register.models import Version
from sources.models import Source
from spreadsheets.answers import ImportAnswers
from spreadsheets.files.table import SheetTable
from spreadsheets.imports.planner import PreparedImport, prepare_import
from spreadsheets.lookups import DeskLookups
from spreadsheets.plan import ImportPlan


class AppliedImport(TypedDict):
    """Effect of an applied import, as plain data for a JSONField; enough to undo it."""

    name: str
    counts: dict[str, int]  # new, changed, unchanged, error (left out)
    created: dict[str, dict[str, dict]]  # by kind and id, as exported right after
    changed: dict[str, dict[str, dict]]  # by kind and id: {"before": members, "after": members}
    sources: list[int]  # primary keys of those that were added
    same: dict[str, str]  # as ImportAnswers.same, of the rows of this file
    versions: dict[str, int]  # the number of the newest version of each changed record, by reference


class ApplyRefused(Exception):
    """Nothing was kept; ``plan`` is the plan as of now."""

    def __init__(self, message: str, plan: ImportPlan):
        self.plan = plan
        super().__init__(message)


class StalePlan(ApplyRefused):
    """The desk is not as it was when the plan was shown."""


class RowsWithErrors(ApplyRefused):
    """There are rows with errors, and nobody chose to leave them out."""


@transaction.atomic
def apply_import(
    table: SheetTable,
    mapping: list[str],
    answers: ImportAnswers,
    *,
    name: str,
    digest: str,
    by,
    skip_errors: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> AppliedImport:
    """Apply the plan of this digest; parameters as for ``plan_import``.

    Raises StalePlan, or RowsWithErrors unless these are to be left out, or SheetError.
    """
    lock_for_transaction(SPREADSHEET_APPLY_LOCK)
    prepared = prepare_import(table, mapping, answers, name=name, scope_of=by, progress=progress)
    if prepared.plan.digest != digest or not _is_current(prepared):
        raise StalePlan(_("What is recorded has changed since the preview: look at it again."), prepared.plan)
    if prepared.plan.counts["error"] and not skip_errors:
        raise RowsWithErrors(
            _("There are rows with errors: correct them, or choose to leave them out."), prepared.plan
        )
    sources = set(Source.objects.values_list("pk", flat=True))
    with act(kind=ActKind.IMPORT, by=by, reason=name):
        import_to_desk([_merge_files(prepared.files)], by=by, update=True)
    return _summarize(prepared, name, sources)


def _is_current(prepared: PreparedImport) -> bool:
    """Lock the records to change; true where they are as the plan has them."""
    before = _changed_records(prepared)
    pks = [agreement.pk for agreement in records_by_id(Agreement, before).values()]
    list(Agreement.objects.select_for_update().filter(pk__in=pks).values_list("pk"))
    return not before or DeskLookups().export_records("agreements", before) == before


def _changed_records(prepared: PreparedImport) -> dict[str, dict]:
    """The agreements that the plan changes, as they were exported for it, by id."""
    return {
        draft.base["id"]: draft.base
        for draft in prepared.drafts
        if draft.base and draft.members != draft.base
    }


def _merge_files(files: list[dict]) -> dict:
    """The files of a plan as one: organizations and sources that several bring along stand in it once."""
    return {
        kind: list({members["id"]: members for file in files for members in file[kind]}.values())
        for kind in ("sources", "organizations", "agreements")
    }


def _summarize(prepared: PreparedImport, name: str, sources: set[int]) -> AppliedImport:
    desk = DeskLookups()
    new = [draft.members["id"] for draft in prepared.drafts if draft.is_new]
    before = _changed_records(prepared)
    after = desk.export_records("agreements", before)
    refs = [members["ref"] for members in before.values() if members.get("ref")]
    added = {new_id for draft in prepared.drafts for new_id in draft.new_organizations}
    return AppliedImport(
        name=name,
        counts=prepared.plan.counts,
        created={
            "agreements": desk.export_records("agreements", new),
            "organizations": desk.export_records("organizations", added),
        },
        changed={
            "agreements": {
                agreement_id: {"before": before[agreement_id], "after": after[agreement_id]}
                for agreement_id in before
            }
        },
        sources=sorted(set(Source.objects.values_list("pk", flat=True)) - sources),
        same=prepared.same,
        versions=newest_versions(refs),
    )


def newest_versions(refs: Iterable[str]) -> dict[str, int]:
    """The number of the newest version of each record, by reference."""
    versions = Version.objects.filter(ref__in=list(refs)).values_list("ref").annotate(models.Max("number"))
    return dict(versions.order_by("ref"))
