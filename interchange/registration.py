"""Reference and editorial state of a record in a file."""

from django.db import models
from django.utils.translation import gettext as _

from interchange.files import FileRow
from interchange.record_ids import ref_pattern
from interchange.row_writer import RowWriter
from interchange.schema import MODELS, REGISTRATION_FIELDS
from register import versions
from register.choices import EditorialState
from register.models import Version
from register.records import Record


def registration_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields of a record that an export holds and staff do not fill in."""
    if not issubclass(model, Record):
        return []
    names = ["ref", "editorial_state", *REGISTRATION_FIELDS[model]]
    return [model._meta.get_field(name) for name in names]


def registration_members(model: type[models.Model]) -> set[str]:
    """Names of the members of a file besides the fields that staff fill in."""
    names = {field.name for field in registration_fields(model)}
    return names | {"withdrawal"} if names else set()


class Registration:
    """Gives records the references that a file holds, where these are free: never given here, and nobody's.

    ``gives_refs``: only an import that publishes; a draft has no reference, whatever it is called elsewhere.
    """

    def __init__(self, writer: RowWriter, *, gives_refs: bool):
        self.writer, self.gives_refs = writer, gives_refs
        self.taken: set[str] = set()
        self.lost_refs: list[tuple[str, str]] = []  # kind and id of records that need another reference

    def prepare(self, rows: list[FileRow], existing: dict[tuple[str, str], Record]) -> None:
        """Load the references that are taken. From here to the end of the transaction nobody else is given one."""
        for kind, model in MODELS.items() if self.gives_refs else ():
            refs = {
                row.members["ref"] for row in rows
                if row.kind == kind and row.members.get("ref") and isinstance(row.members["ref"], str)
                and not getattr(existing.get(row.key), "ref", "")
            }  # fmt: skip
            if refs and issubclass(model, Record):
                versions.lock_version_log()
                _reload_refs(model, existing)
                self.taken |= set(Version.objects.filter(ref__in=refs).values_list("ref", flat=True))
                self.taken |= set(model.objects.filter(ref__in=refs).values_list("ref", flat=True))

    def apply(self, row: FileRow, target: Record, *, is_new: bool) -> set[str]:
        """Set the fields of the row's registration. A stored record keeps its reference and state.

        Returns the members that are malformed; then none is set.
        """
        if refused := self._malformed_members(row):
            return refused
        state = row.members.get("editorial_state") or EditorialState.PUBLISHED
        with_ref = (
            {EditorialState.PUBLISHED, EditorialState.WITHDRAWN} if is_new else {EditorialState.PUBLISHED}
        )
        if self.gives_refs and state in with_ref and not target.ref and (ref := row.members.get("ref")):
            if ref in self.taken:
                self.lost_refs.append(row.key)
            else:
                target.ref = ref
                if not is_new:
                    type(target)._default_manager.filter(pk=target.pk).update(ref=ref)
        if is_new:
            for name in REGISTRATION_FIELDS[type(target)]:
                setattr(target, name, row.members.get(name, False))
            if state == EditorialState.IN_REVIEW or (state == EditorialState.WITHDRAWN and target.ref):
                target.editorial_state = state
        return set()

    def _malformed_members(self, row: FileRow) -> set[str]:
        """Names of the members whose shape is wrong; each is a problem."""
        members, model = row.members, MODELS[row.kind]
        reasons = {}
        ref = members.get("ref") or ""
        if ref and not (isinstance(ref, str) and ref_pattern(model).match(ref)):
            reasons["ref"] = _("This is no reference of such a record: %s") % ref
        if (members.get("editorial_state") or EditorialState.DRAFT) not in EditorialState.values:
            reasons["editorial_state"] = _("Choose one of: %s.") % ", ".join(EditorialState.values)
        if not _is_withdrawal(members.get("withdrawal", {"into": ""})):
            reasons["withdrawal"] = _("This is the reason by language, or into which record it was merged.")
        reasons |= {
            name: _("This is true or false.")
            for name in REGISTRATION_FIELDS[model]
            if not isinstance(members.get(name, False), bool)
        }
        for name, reason in reasons.items():
            self.writer.add_problem(row, f"{row.path}/{name}", reason)
        return set(reasons)


def _reload_refs(model: type[Record], existing: dict[tuple[str, str], Record]) -> None:
    """Set the references that stored records have by now: they may have been published since they were loaded."""
    without = {record.pk: record for record in existing.values() if type(record) is model and not record.ref}
    for pk, ref in model._default_manager.filter(pk__in=without).exclude(ref="").values_list("pk", "ref"):
        without[pk].ref = ref


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
