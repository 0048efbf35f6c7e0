"""Publication of all that an import made or changed: planned, published in portions as planned, withdrawn as a unit."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import batched

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.models import Agreement
from desk.scope import reasons_by_scope, require_scope
from interchange.record_ids import records_by_id
from organizations.models import Organization
from register import publishing
from register.kinds import kinds
from register.loading import record_identity
from register.models import Link
from register.publication_plan import reasons_against_publication
from register.publishing import PreparedPublication
from register.records import Record
from register.withheld import open_versions
from spreadsheets.imports.apply import AppliedImport, newest_versions

_PORTION = 50  # records that are published in one transaction, between which others may publish
_REF_IN_JSON = re.compile(r'"([A-Z]\d+)"')

_Progress = Callable[[int, int], None]


def imported_records(applied: AppliedImport, *, only_created: bool = False) -> list[Record]:
    """Agreements that an import made or changed, and organizations that it made, as far as they are here still."""
    changed = {} if only_created else applied["changed"].get("agreements", {})
    agreements = records_by_id(Agreement, [*applied["created"].get("agreements", {}), *changed])
    organizations = records_by_id(Organization, applied["created"].get("organizations", {}))
    return sorted(
        {*agreements.values(), *organizations.values()}, key=lambda record: (record._meta.label, record.pk)
    )


def unpublished_agreements(records: Iterable[Record]) -> list[Agreement]:
    """The agreements among the records of an import that are not public, or not as they stand on the desk."""
    return [
        record for record in records
        if isinstance(record, Agreement) and (record.is_edited or not record.is_public)
    ]  # fmt: skip


def plan_import_publication(applied: AppliedImport, progress: _Progress, *, by) -> dict:
    """Effect of the publication of an import by an account, as plain data.

    ``agreements`` are the primary keys to publish, ``along`` the names of other records that go along, ``texts`` a
    fingerprint by name of all that would be public, ``held_back`` has primary key, title and reasons of the others.
    """
    agreements = unpublished_agreements(imported_records(applied))
    plan: dict = {"agreements": [], "along": {}, "texts": {}, "held_back": []}
    for number, portion in enumerate(batched(agreements, _PORTION)):
        _plan_portion(portion, plan, by=by)
        progress(min((number + 1) * _PORTION, len(agreements)), len(agreements))
    plan["digest"] = hashlib.sha256(json.dumps(plan, sort_keys=True).encode()).hexdigest()
    return plan


def _plan_portion(agreements: Sequence[Agreement], plan: dict, *, by) -> None:
    judged = zip(
        agreements, reasons_against_publication(agreements), reasons_by_scope(agreements, by), strict=True
    )
    reasons = {agreement: [*against, *outside] for agreement, against, outside in judged}
    for agreement, against in reasons.items():
        if against:
            _hold_back(plan, agreement, against)

    def prepare(portion: list[Agreement]) -> None:
        prepared = publishing.preview_publication(*portion)
        _require_open_versions(prepared)
        plan["agreements"] += [agreement.pk for agreement in portion]
        plan["along"] |= {_planned_name(record): str(record) for record in prepared.plan.included}
        plan["texts"] |= _fingerprints(prepared)

    _in_parts([agreement for agreement, against in reasons.items() if not against], prepare, plan)


def publish_import(plan: dict, *, note: str, by, progress: _Progress) -> dict:
    """Publish what was planned, portion by portion: how many agreements, how many along, and what was held back.

    Run again after it was broken off, it publishes what is left.
    """
    done: dict = {"agreements": 0, "along": 0, "held_back": list(plan["held_back"])}
    planned = Agreement.objects.filter(pk__in=plan["agreements"]).order_by("pk")

    def publish(portion: list[Agreement]) -> None:
        require_scope(portion, by)
        versions = publishing.publish(
            *portion, by=by, note=note, check=lambda prepared: _require_as_planned(prepared, plan["texts"])
        )
        done["along"] += len({version.ref for version in versions} - {record.ref for record in portion})

    for number, portion in enumerate(batched(planned, _PORTION)):
        waiting = [record for record in portion if record.is_edited or not record.is_public]
        done["agreements"] += len(portion) - len(_in_parts(waiting, publish, done))
        progress(min((number + 1) * _PORTION, len(planned)), len(planned))
    return done


def _in_parts(
    portion: list[Agreement], act: Callable[[list[Agreement]], None], report: dict
) -> list[Agreement]:
    """Do something with all of a portion; where that is refused with its halves, until what is refused stands alone."""
    if not portion:
        return []
    try:
        act(portion)
    except ValidationError as error:
        if len(portion) == 1:
            _hold_back(report, portion[0], error.messages)
            return portion
        half = len(portion) // 2
        return _in_parts(portion[:half], act, report) + _in_parts(portion[half:], act, report)
    return []


def _hold_back(report: dict, agreement: Agreement, reasons: Iterable[str]) -> None:
    report["held_back"].append([agreement.pk, str(agreement), " ".join(map(str, reasons))])


def _require_open_versions(prepared: PreparedPublication) -> None:
    """Raises ValidationError where earlier versions would be closed, or go on to give out what is taken back.

    Either is confirmed for each record by itself. What the newest version gives out no more was confirmed before.
    """
    if prepared.narrowed:
        raise ValidationError(_("It closes earlier versions of what is public: publish it on its own page."))
    for ref, numbers in open_versions(prepared.taken_back).items():
        if any(thing.numbers[-1] == numbers[-1] for thing in prepared.taken_back[ref]):
            raise ValidationError(
                _("It takes back what earlier versions go on to give out: publish it on its own page.")
            )


def _require_as_planned(prepared: PreparedPublication, texts: dict[str, str]) -> None:
    _require_open_versions(prepared)
    now = _fingerprints(prepared)
    if any(texts.get(name) != fingerprint for name, fingerprint in now.items()):
        raise ValidationError(_("It was changed after this publication was prepared: prepare it again."))


def _fingerprints(prepared: PreparedPublication) -> dict[str, str]:
    """A fingerprint of each text to be published, by name of its record.

    A reference stands for its record there: those of organizations that go along are given with the first portion.
    """
    texts = {
        _planned_name(record): prepared.texts[record_identity(record)] for record in prepared.plan.records
    }
    refs = {match for text in texts.values() for match in _REF_IN_JSON.findall(text)}
    names = {
        ref: f"{kind.model._meta.label} {pk}"
        for kind in kinds()
        for ref, pk in kind.model._default_manager.filter(ref__in=refs).values_list("ref", "pk")
    }
    names |= {ref: _planned_name(record) for ref, record in prepared.given_refs.items()}
    return {
        name: hashlib.sha256(
            _REF_IN_JSON.sub(lambda match: json.dumps(names.get(match[1], match[1])), text).encode()
        ).hexdigest()[:20]
        for name, text in texts.items()
    }


def _planned_name(record: Record) -> str:
    return " ".join(map(str, record_identity(record)))


def records_to_withdraw(applied: AppliedImport) -> list[Record]:
    """Public records that the import made: its agreements, and the organizations that only these name in public."""
    made = [record for record in imported_records(applied, only_created=True) if record.is_public]
    agreements = {record.ref for record in made if isinstance(record, Agreement)}
    organizations = {record.ref for record in made if isinstance(record, Organization)}
    elsewhere = Link.objects.filter(to_ref__in=organizations).exclude(
        entry__ref__in=agreements | organizations
    )
    named = set(elsewhere.values_list("to_ref", flat=True))
    return [record for record in made if record.ref not in named]


def versions_shown(records: Iterable[Record]) -> dict[str, int]:
    """The number of the newest version of each record, by reference: what a confirmation is of."""
    return newest_versions([record.ref for record in records])


def withdraw_import(
    applied: AppliedImport,
    versions: dict[str, int],
    *,
    reason: dict[str, str],
    note: str,
    by,
    progress: _Progress,
) -> dict:
    """Withdraw the records of these references that are at these versions still: how many, and what was held back.

    Run again after it was broken off, it withdraws what is left.
    """
    records = [record for record in imported_records(applied, only_created=True) if record.ref in versions]
    done: dict = {"withdrawn": 0, "held_back": []}
    for number, record in enumerate(records, 1):
        try:
            if record.is_public:
                require_scope([record], by)
                publishing.withdraw(
                    record, by=by, reason=reason, note=note,
                    check=lambda record: _require_as_confirmed(record, versions),
                )  # fmt: skip
            done["withdrawn"] += 1
        except ValidationError as error:
            done["held_back"].append([record.pk, str(record), " ".join(error.messages)])
        progress(number, len(records))
    return done


def _require_as_confirmed(record: Record, versions: dict[str, int]) -> None:
    """Raises ValidationError for a record that was published since, or that what stays public names."""
    if newest_versions([record.ref]) != {record.ref: versions[record.ref]}:
        raise ValidationError(_("It was published again after this withdrawal was confirmed."))
    if isinstance(record, Organization):  # the agreements went before it, but for those that were held back
        going = Organization.objects.filter(ref__in=versions).values("ref")
        if Link.objects.filter(to_ref=record.ref).exclude(entry__ref__in=going).exists():
            raise ValidationError(_("Records that stay public name it."))
