"""Keeps what a plan says, all of it or nothing; takes a whole import back."""

from collections.abc import Callable, Iterable
from typing import TypedDict

from django.db import models, transaction
from django.utils.translation import gettext as _

from agreements.models import Agreement
from core.locks import SPREADSHEET_APPLY_LOCK, lock_for_transaction
from interchange.actions import import_to_desk
from interchange.record_ids import records_by_id
from register.models import Version
from sources.models import Source
from spreadsheets.files.reader import SheetTable
from spreadsheets.imports.planner import PreparedImport, prepare_import
from spreadsheets.lookups import DeskLookups
from spreadsheets.plan import ImportPlan


class AppliedImport(TypedDict):
    """What an import did, as plain data for a JSONField; enough to take it back."""

    name: str
    counts: dict[str, int]  # new, changed, unchanged, error (left out)
    created: dict[str, dict[str, dict]]  # by kind and id, as an export told it right after
    changed: dict[str, dict[str, dict]]  # by kind and id: {"before": members, "after": members}
    sources: list[int]  # primary keys of those that were added
    versions: dict[str, int]  # the number of the newest version of each changed record, by reference


class ApplyRefused(Exception):
    """Nothing was kept; ``plan`` tells how it stands now."""

    def __init__(self, message: str, plan: ImportPlan):
        self.plan = plan
        super().__init__(message)


class StalePlan(ApplyRefused):
    """The desk is not as it was when the plan was shown; ``plan`` is how it would be now."""


class RowsWithErrors(ApplyRefused):
    """There are rows with errors, and nobody chose to leave them out."""


@transaction.atomic
def apply_import(
    table: SheetTable,
    mapping: list[str],
    choices: dict[str, int | str],
    *,
    name: str,
    digest: str,
    by,
    skip_bad: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> AppliedImport:
    """Keep what the plan with this digest says. Raises MovedOn, or BadRows unless these are to be left out."""
    lock_for_transaction(SPREADSHEET_APPLY_LOCK)
    worked = prepare_import(table, mapping, choices, name=name, progress=progress)
    if worked.plan.digest != digest or not _is_current(worked):
        raise StalePlan(_("What is recorded has changed since the preview: look at it again."), worked.plan)
    if worked.plan.counts["error"] and not skip_bad:
        raise RowsWithErrors(
            _("There are rows with errors: correct them, or choose to leave them out."), worked.plan
        )
    sources = set(Source.objects.values_list("pk", flat=True))
    import_to_desk([_merge_files(worked.files)], by=by)
    return _summarize(worked, name, sources)


def _is_current(worked: PreparedImport) -> bool:
    """Whether the records to change are as the plan found them; from here on nobody else changes them."""
    before = {
        draft.base["id"]: draft.base for draft in worked.drafts if draft.base and draft.members != draft.base
    }
    pks = [one.pk for one in records_by_id(Agreement, before).values()]
    list(Agreement.objects.select_for_update().filter(pk__in=pks).values_list("pk"))
    return not before or DeskLookups().told("agreements", before) == before


def _merge_files(files: list[dict]) -> dict:
    """The files of a plan as one: organizations and sources that several bring along stand in it once."""
    return {
        kind: list({members["id"]: members for file in files for members in file[kind]}.values())
        for kind in ("sources", "organizations", "agreements")
    }


def _summarize(worked: PreparedImport, name: str, sources: set[int]) -> AppliedImport:
    desk = DeskLookups()
    new = [draft.members["id"] for draft in worked.drafts if draft.is_new]
    before = {
        draft.base["id"]: draft.base for draft in worked.drafts if draft.base and draft.members != draft.base
    }
    after = desk.told("agreements", before)
    refs = [members["ref"] for members in before.values() if members.get("ref")]
    added = {one for draft in worked.drafts for one in draft.new_organizations}
    return AppliedImport(
        name=name,
        counts=worked.plan.counts,
        created={
            "agreements": desk.told("agreements", new),
            "organizations": desk.told("organizations", added),
        },
        changed={"agreements": {one: {"before": before[one], "after": after[one]} for one in before}},
        sources=sorted(set(Source.objects.values_list("pk", flat=True)) - sources),
        versions=newest_versions(refs),
    )


def newest_versions(refs: Iterable[str]) -> dict[str, int]:
    found = Version.objects.filter(ref__in=list(refs)).values_list("ref").annotate(models.Max("number"))
    return dict(found.order_by("ref"))


# Taking it back
