"""What an export tells of a record besides its fields: its reference, its editorial state, the keys it gave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from interchange.files import FileRow
from interchange.record_ids import ref_pattern
from interchange.schema import MODELS
from people.models import Person
from register import versions
from register.choices import EditorialState
from register.models import Version
from register.records import Record

if TYPE_CHECKING:
    from interchange.importer import Importer


def registration_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields of a record that staff do not fill in and an export tells."""
    if not issubclass(model, Record):
        return []
    names = ["ref", "editorial_state", "parts_given", *(["is_hidden"] if model is Person else [])]
    return [model._meta.get_field(name) for name in names]


def registration_members(model: type[models.Model]) -> set[str]:
    """What a file may say besides the fields that staff fill in."""
    fields = {one.name for one in registration_fields(model)}
    return fields | {"withdrawal"} if fields else set()


class Registration:
    """Gives records the references that a file tells, where these are free: never given here, and nobody's."""

    def __init__(self, recorder: Importer):
        self.recorder = recorder
        self.taken: set[str] = set()
        self.not_kept: list[tuple[str, str]] = []  # kind and id of what needs another reference

    def prepare(self, rows: list[FileRow], known: dict[tuple[str, str], Record]) -> None:
        """Find out which references are free. From here to the end of the transaction nobody else is given one."""
        for kind, model in MODELS.items():
            told = {
                row.members["ref"] for row in rows
                if row.kind == kind and row.members.get("ref") and isinstance(row.members["ref"], str)
                and not getattr(known.get(row.name), "ref", "")
            }  # fmt: skip
            if told and issubclass(model, Record):
                versions.lock_version_log()
                self.taken |= set(Version.objects.filter(ref__in=told).values_list("ref", flat=True))
                self.taken |= set(model.objects.filter(ref__in=told).values_list("ref", flat=True))

    def keep(self, row: FileRow, target: Record, *, is_new: bool) -> bool:
        """Set what the row tells. A record that is here already keeps its reference and state. False: unreadable."""
        if not self.is_sound(row):
            return False
        if not target.ref and (ref := row.members.get("ref")):
            if ref in self.taken:
                self.not_kept.append(row.name)
            else:
                target.ref = ref
        if is_new:
            if isinstance(target, Person):
                target.is_hidden = row.members.get("is_hidden", False)
            state = row.members.get("editorial_state")
            if state == EditorialState.IN_REVIEW or (state == EditorialState.WITHDRAWN and target.ref):
                target.editorial_state = state
        return True

    def is_sound(self, row: FileRow) -> bool:
        members, before = row.members, len(self.recorder.problems)
        ref = members.get("ref") or ""
        if ref and not (isinstance(ref, str) and ref_pattern(MODELS[row.kind]).match(ref)):
            self.recorder.problem(
                row, f"{row.path}/ref", _("This is no reference of such a record: %s") % ref
            )
        if (members.get("editorial_state") or EditorialState.DRAFT) not in EditorialState.values:
            states = ", ".join(EditorialState.values)
            self.recorder.problem(row, f"{row.path}/editorial_state", _("Choose one of: %s.") % states)
        if not _is_count(members.get("parts_given", 0)):
            self.recorder.problem(row, f"{row.path}/parts_given", _("This is a number."))
        if not _is_withdrawal(members.get("withdrawal", {"into": ""})):
            self.recorder.problem(
                row,
                f"{row.path}/withdrawal",
                _("This is the reason by language, or into which record it was merged."),
            )
        if not isinstance(members.get("is_hidden", False), bool):
            self.recorder.problem(row, f"{row.path}/is_hidden", _("This is true or false."))
        return len(self.recorder.problems) == before


def _is_count(value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9


def _is_withdrawal(value) -> bool:
    """``{"reason": {language: text}}`` or ``{"into": id}``."""
    if not isinstance(value, dict) or len(value) != 1:
        return False
    texts = value.get("reason", {"": ""})
    return (
        isinstance(texts, dict)
        and all(isinstance(text, str) for text in texts.values())
        and isinstance(value.get("into", ""), str)
    )
