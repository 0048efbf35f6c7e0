"""Keeps what a plan says, all of it or nothing; takes a whole import back."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypedDict

from django.contrib.admin.models import DELETION, LogEntry
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from agreements.models import Agreement, Custody
from interchange.files import KINDS
from interchange.naming import called
from interchange.recording import record
from interchange.sheets.desk import Desk
from interchange.sheets.planning import Worked, work_out
from interchange.sheets.plans import Plan
from interchange.sheets.reading import Table
from register.choices import EditorialState
from register.models import Version
from register.records import Record
from sources.models import Source

ONE_IMPORT_AT_A_TIME = 7_303_014  # the number of an advisory lock; any that nothing else uses
CREATED_KINDS = ("agreements", "organizations")  # in the order in which they can be deleted


class Applied(TypedDict):
    """What an import did, as plain data for a JSONField; enough to take it back."""

    name: str
    counts: dict[str, int]  # new, changed, unchanged, error (left out)
    created: dict[str, dict[str, dict]]  # by kind and id, as an export told it right after
    changed: dict[str, dict[str, dict]]  # by kind and id: {"before": members, "after": members}
    sources: list[int]  # primary keys of those that were added
    versions: dict[str, int]  # the number of the newest version of each changed record, by reference


class Refused(Exception):
    """Nothing was kept; ``plan`` tells how it stands now."""

    def __init__(self, message: str, plan: Plan):
        self.plan = plan
        super().__init__(message)


class MovedOn(Refused):
    """The desk is not as it was when the plan was shown; ``plan`` is how it would be now."""


class BadRows(Refused):
    """There are rows with errors, and nobody chose to leave them out."""


class UndoRefused(Exception):
    """The import cannot be taken back any more; ``reasons`` are sentences."""

    def __init__(self, reasons: list[str]):
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@transaction.atomic
def apply(
    table: Table,
    mapping: list[str],
    choices: dict[str, int | str],
    *,
    name: str,
    digest: str,
    by,
    skip_bad: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Applied:
    """Keep what the plan with this digest says. Raises MovedOn, or BadRows unless these are to be left out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_IMPORT_AT_A_TIME])
    worked = work_out(table, mapping, choices, name=name, progress=progress)
    if worked.plan.digest != digest or not is_still_so(worked):
        raise MovedOn(_("What is recorded has changed since the preview: look at it again."), worked.plan)
    if worked.plan.counts["error"] and not skip_bad:
        raise BadRows(
            _("There are rows with errors: correct them, or choose to leave them out."), worked.plan
        )
    sources = set(Source.objects.values_list("pk", flat=True))
    record([whole(worked.files)], by=by)
    return applied(worked, name, sources)


def is_still_so(worked: Worked) -> bool:
    """Whether the records to change are as the plan found them; from here on nobody else changes them."""
    before = {
        draft.base["id"]: draft.base for draft in worked.drafts if draft.base and draft.members != draft.base
    }
    pks = [one.pk for one in called(Agreement, before).values()]
    list(Agreement.objects.select_for_update().filter(pk__in=pks).values_list("pk"))
    return not before or Desk().told("agreements", before) == before


def whole(files: list[dict]) -> dict:
    """The files of a plan as one: organizations and sources that several bring along stand in it once."""
    return {
        kind: list({members["id"]: members for file in files for members in file[kind]}.values())
        for kind in ("sources", "organizations", "agreements")
    }


def applied(worked: Worked, name: str, sources: set[int]) -> Applied:
    desk = Desk()
    new = [draft.members["id"] for draft in worked.drafts if draft.is_new]
    before = {
        draft.base["id"]: draft.base for draft in worked.drafts if draft.base and draft.members != draft.base
    }
    after = desk.told("agreements", before)
    refs = [members["ref"] for members in before.values() if members.get("ref")]
    added = {one for draft in worked.drafts for one in draft.new_organizations}
    return Applied(
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


@transaction.atomic
def undo(applied: Applied, *, by) -> None:
    """Take a whole import back. Raises UndoRefused where something was edited, published or referred to since.

    What was deleted since is gone already and is no reason against it.
    """
    reasons = list(why_not(applied))
    if reasons:
        raise UndoRefused(reasons)
    put_back(applied, by=by)
    for kind in CREATED_KINDS:
        found = called(KINDS[kind], applied["created"].get(kind, {})).values()
        going = KINDS[kind].objects.filter(pk__in=[one.pk for one in found])
        if by:
            LogEntry.objects.log_actions(by.pk, going, DELETION, _("An import was taken back."))
        going.delete()
    Source.objects.filter(pk__in=unused(applied["sources"])).delete()


def why_not(applied: Applied) -> Iterator[str]:
    """Every reason against taking it back."""
    desk = Desk()
    created = {kind: called(KINDS[kind], applied["created"].get(kind, {})) for kind in CREATED_KINDS}
    own = {one for some in created.values() for one in some.values()}
    own |= set(
        called(Agreement, applied["changed"].get("agreements", {})).values()
    )  # asked about by themselves
    for kind, records in created.items():
        now = desk.told(kind, records)
        for record_id, one in records.items():
            if one.editorial_state != EditorialState.DRAFT or one.ref:
                yield _("“%s” was published or sent to review since.") % one
            elif now[record_id] != applied["created"][kind][record_id] or has_officer(one):
                yield _("“%s” was edited since.") % one
            for other in set(referring(one)) - own:
                yield _("“%(other)s” refers to “%(record)s” by now.") % {"other": other, "record": one}
    yield from why_not_changed(applied, desk)


def why_not_changed(applied: Applied, desk: Desk) -> Iterator[str]:
    changed = applied["changed"].get("agreements", {})
    now, stored = desk.told("agreements", changed), called(Agreement, changed)
    newest = newest_versions(applied["versions"])
    for record_id, told in changed.items():
        one = stored.get(record_id)
        if one is None:
            yield _("An agreement that the import changed is gone: %s.") % record_id
        elif newest.get(one.ref, 0) != applied["versions"].get(one.ref, 0):
            yield _("“%s” was published or sent to review since.") % one
        elif now[record_id] != told["after"] or ("custody" not in told["before"] and has_officer(one)):
            yield _("“%s” was edited since.") % one


def has_officer(one: Record) -> bool:
    """Whether somebody chose an account: a spreadsheet cannot, and an export does not tell it."""
    return (
        isinstance(one, Agreement) and Custody.objects.filter(agreement=one, officer__isnull=False).exists()
    )


def references_to(model: type[models.Model]) -> list[models.ForeignObjectRel]:
    """Every relation by which other rows name rows of this model."""
    return [
        one for one in model._meta.get_fields(include_hidden=True)
        if one.auto_created and not one.concrete and not one.related_model._meta.auto_created
    ]  # fmt: skip


def referring(one: Record) -> Iterator[models.Model]:
    """The records that name this one, itself among them."""
    for relation in references_to(type(one)):
        for row in relation.related_model._base_manager.filter(**{relation.field.name: one}):
            yield record_of(row)


def record_of(row: models.Model) -> models.Model:
    """The record that a row belongs to: itself, or that of which it is a part."""
    if isinstance(row, Custody):
        return row.agreement
    return row if isinstance(row, Record) or not hasattr(row, "record_field") else row.record


def put_back(applied: Applied, *, by) -> None:
    """Record what was changed as it was before. Of custody a file that does not speak of it leaves what is there."""
    before = {one: told["before"] for one, told in applied["changed"].get("agreements", {}).items()}
    if not before:
        return
    cited = {citation["source"] for members in before.values() for citation in members.get("citations", [])}
    record([{"sources": Desk().source_rows(cited), "agreements": list(before.values())}], by=by)
    without = called(Agreement, [one for one, members in before.items() if "custody" not in members])
    Custody.objects.filter(agreement__in=[one.pk for one in without.values()]).delete()


def unused(pks: list[int]) -> list[int]:
    """Those of these sources that nothing cites."""
    cited: set[int] = set()
    for relation in references_to(Source):
        cited |= set(
            relation.related_model._base_manager.filter(source__in=pks).values_list("source", flat=True)
        )
    return [pk for pk in pks if pk not in cited]
