"""What of the desk an export may say when it is to hold nothing but what is public."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from agreements.choices import Disclosure, Visibility
from agreements.models import Agreement
from interchange.exporter import Exporter
from interchange.fields import is_part_reference, member_fields
from people.models import Person
from register.bodies import REDACTION_MARKER
from register.records import Part, Record
from sources.models import Source


def _public_in_full(model: type[Record]) -> Q:
    """Public in full: of an agreement whose existence alone is public, the desk knows more than the world may."""
    in_full = Q(disclosure=Disclosure.PUBLIC) if model is Agreement else Q()
    return Q(editorial_state="published") & in_full


class PublicExporter(Exporter):
    """Leaves out what is never published, and whatever names only a record that is not public."""

    tells_all = False

    def may_tell(self, model):
        return _public_in_full(model)

    def fields(self, row, keys):
        members = super().fields(row, keys)
        if isinstance(row, Source):
            _remove_members(members, "note", *([] if row.is_cleared else ["archived_copy", "sha256"]))
        return members

    def record(self, record, collections):
        self.forget(record)
        if getattr(record, "ordinal", None) and not record.series_id:
            record.ordinal = None
        members = super().record(record, collections)
        _remove_members(members, "custody")
        return members

    def shown(self, part: Part) -> bool:
        """Whether the part still says something without what is not public; takes that from it."""
        if getattr(part, "visibility", Visibility.PUBLIC) != Visibility.PUBLIC:
            return False
        if self.forget(part):
            try:
                part.clean_fields()
                part.validate_constraints()
            except ValidationError:
                return False
        return True

    def forget(self, row: models.Model) -> bool:
        """Take from a row the records that it names and that are not public, the names of hidden people with them."""
        lost = [
            one for one in member_fields(type(row))
            if one.is_relation and not is_part_reference(one) and getattr(row, one.attname)
            and getattr(row, one.attname) not in self.names[one.related_model]
        ]  # fmt: skip
        for one in lost:
            if one.related_model is Person and getattr(row, one.name).is_hidden:
                row.name_as_written = REDACTION_MARKER
            setattr(row, one.name, None)
        return bool(lost)


def _remove_members(members: dict, *names: str) -> None:
    for name in names:
        members.pop(name, None)
