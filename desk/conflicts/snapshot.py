"""Snapshot of a staff form: the facts that it showed when it was opened, which travel with it under a signature."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.forms import BaseForm
from django.utils import timezone

from desk.conflicts.values import Data, FieldShape, field_shapes, shown_data

_SALT = "desk.conflicts"
Links = dict[str, list[str]]


@dataclass
class Row:
    """The facts of one form: of a record, or of a part that has a key and a label.

    ``links`` has the primary keys of the parts that a field chooses on the same page, by name of the field.
    """

    data: Data
    links: Links = field(default_factory=dict)
    key: str = ""
    label: str = ""

    @property
    def facts(self) -> tuple:
        """Values and links by which two snapshots are compared."""
        links = {name: pks for name, pks in self.links.items() if pks}
        return {
            name: values for name, values in self.data.items() if any(values) and name not in links
        }, links


@dataclass
class Snapshot:
    """A record and its parts, by prefix of their formset and primary key, with its editorial state and a moment."""

    record: Row
    parts: dict[str, dict[str, Row]]
    state: str
    at: str

    def has_same_facts(self, other: "Snapshot") -> bool:
        return self._facts() == other._facts()

    def _facts(self) -> tuple:
        parts = {(prefix, pk): row.facts for prefix, rows in self.parts.items() for pk, row in rows.items()}
        return self.record.facts, parts, self.state


@dataclass
class Shapes:
    """The fields of a page: of the record, and of the parts of each formset, with what a new row begins with."""

    record: list[FieldShape]
    parts: dict[str, list[FieldShape]]
    pk_names: dict[str, str]
    blanks: dict[str, Data]


def shapes_of_page(form: BaseForm, formsets: Iterable[Any]) -> Shapes:
    """The fields of a page that was not sent."""
    shapes = Shapes(field_shapes(form), {}, {}, {})
    for formset in formsets:
        prefix, empty = str(formset.prefix), formset.empty_form
        shapes.pk_names[prefix] = formset.model._meta.pk.name
        shapes.parts[prefix] = field_shapes(empty, shapes.pk_names[prefix])
        shapes.blanks[prefix] = shown_data(empty, shapes.parts[prefix])
    return shapes


def snapshot_of_page(form: Any, formsets: Iterable[Any], shapes: Shapes) -> Snapshot:
    """Snapshot of a page that was not sent."""
    parts = {
        str(formset.prefix): {
            str(part.instance.pk): _row_of_form(part, shapes.parts[str(formset.prefix)])
            for part in formset.initial_forms
        }
        for formset in formsets
    }
    state = getattr(form.instance, "editorial_state", "")
    return Snapshot(_row_of_form(form, shapes.record), parts, state, timezone.now().isoformat())


def _row_of_form(form: Any, shapes: list[FieldShape]) -> Row:
    links = {
        shape.name: [str(pk) for pk in form.fields[shape.name].linked_pks(form)]
        for shape in shapes
        if shape.is_link
    }
    return Row(shown_data(form, shapes), links, getattr(form.instance, "key", ""), str(form.instance))


def sign(snapshot: Snapshot, subject: str) -> str:
    """The snapshot as the value of a hidden field. ``subject`` names the record, of which alone it is good."""
    rows = {
        prefix: {pk: _packed(row) for pk, row in parts.items()} for prefix, parts in snapshot.parts.items()
    }
    return sign_content([subject, _packed(snapshot.record), rows, snapshot.state, snapshot.at])


def _packed(row: Row) -> list:
    return [
        {name: values for name, values in row.data.items() if any(values)},
        {name: pks for name, pks in row.links.items() if pks},
        row.key,
        row.label,
    ]


def signed_content(value: str) -> list | None:
    """What a signed snapshot holds, as JSON; None where it is none of ours."""
    try:
        content: list = signing.loads(value, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    return content


def sign_content(content: list) -> str:
    """The snapshot of this content, signed anew."""
    return signing.dumps(content, salt=_SALT, compress=True)


def unsign(value: str, subject: str) -> Snapshot | None:
    """The snapshot in a hidden field as it came back; None where it is none of ours, or of another record."""
    content = signed_content(value)
    if content is None or content[0] != subject:
        return None
    _subject, record, rows, state, at = content
    parts = {prefix: {pk: Row(*row) for pk, row in own.items()} for prefix, own in rows.items()}
    return Snapshot(Row(*record), parts, state, at)
