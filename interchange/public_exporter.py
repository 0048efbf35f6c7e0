"""Exporter limited to what is public."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from agreements.choices import Disclosure, Visibility
from agreements.models import Agreement
from interchange.exporter import Exporter
from interchange.fields import is_part_reference, member_fields
from interchange.schema import SINGLE_PARTS
from people.models import Person
from register.bodies import REDACTION_MARKER
from register.records import Part, Record
from sources.models import Source


def _public_in_full(model: type[Record]) -> Q:
    """Condition of records that are public in full.

    Of an agreement whose existence alone is public, the desk knows more than the world may.
    """
    in_full = Q(disclosure=Disclosure.PUBLIC) if model is Agreement else Q()
    return Q(editorial_state="published") & in_full


# What staff note of a record that is public in full, and no body holds.
_STAFF_ONLY_FIELDS = {Agreement: ["disclosure_basis", "disclosure_review_on"], Source: ["note"]}


class PublicExporter(Exporter):
    """Leaves out what is never published, and parts that name only a record that is not public."""

    is_complete = False

    def exportable(self, model):
        return _public_in_full(model)

    def fields(self, row, keys):
        members = super().fields(row, keys)
        _remove_members(members, *_STAFF_ONLY_FIELDS.get(type(row), ()))
        if isinstance(row, Source) and not row.is_cleared:
            _remove_members(members, "archived_copy", "copy_name", "sha256")
        return members

    def record(self, kind, record):
        self._remove_private_references(record)
        if hasattr(record, "series_id") and not record.series_id:
            record.ordinal = None
        members = super().record(kind, record)
        _remove_members(members, *SINGLE_PARTS[kind])
        return members

    def includes_part(self, part: Part) -> bool:
        """True for a part that still holds a fact without what is not public; takes that from it."""
        if getattr(part, "visibility", Visibility.PUBLIC) != Visibility.PUBLIC:
            return False
        if self._remove_private_references(part):
            try:
                part.clean_fields()
                part.validate_constraints()
            except ValidationError:
                return False
        return True

    def _remove_private_references(self, row: models.Model) -> bool:
        """Clear the fields that name a record that is not public, and the names of hidden people. True if any was."""
        private = [
            field for field in member_fields(type(row))
            if field.is_relation and not is_part_reference(field) and getattr(row, field.attname)
            and getattr(row, field.attname) not in self.ids[field.related_model]
        ]  # fmt: skip
        for field in private:
            if field.related_model is Person and getattr(row, field.name).is_hidden:
                row.name_as_written = REDACTION_MARKER
            setattr(row, field.name, None)
        return bool(private)


def _remove_members(members: dict, *names: str) -> None:
    for name in names:
        members.pop(name, None)
