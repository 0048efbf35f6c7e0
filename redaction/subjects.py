"""Subjects: the records and rows that texts belong to, as rules and the log name them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.db.models import Model

from core.record_ids import identity_name, record_names
from desk.addresses import change_page_address
from register.kinds import kind_named
from register.records import Record


def row_name(row: Model) -> str:
    """Label and key of a row: ``people.person#3``."""
    return f"{row._meta.label_lower}#{row.pk}"


def subject_name(row: Model) -> str:
    """Reference of a record; label and key of any other row, and of a record that has no reference yet."""
    return getattr(row, "ref", "") if isinstance(row, Record) and row.ref else row_name(row)


def subject_names(row: Model) -> list[str]:
    """Every name under which rules may know a record or row: a record may have been a draft then.

    Those with "=" are its identities, which outlast the row.
    """
    if isinstance(row, Record):
        return list(record_names(row))
    label, identities = row._meta.label_lower, getattr(row, "identities", ())
    return [row_name(row), *(identity_name(label, identity) for identity in identities)]


def is_identity(name: str) -> bool:
    """The name is one that outlasts the row: an external identifier, the address of a source."""
    return "=" in name


def names_of_rows(names: Collection[str]) -> dict[str, list[str]]:
    """Every name of these rows, each given by label and key; of those that are here, in one query a table."""
    keys: dict[str, list[str]] = defaultdict(list)
    for name in names:
        label, key = name.split("#")
        keys[label].append(key)
    return {
        row_name(row): subject_names(row)
        for label, of_label in keys.items()
        for row in apps.get_model(label)._base_manager.filter(pk__in=of_label)
    }


@dataclass(frozen=True)
class Subject:
    """A record or row by its name, ``A12`` or ``sources.source#4``, and its row where there is one."""

    name: str

    @cached_property
    def row(self) -> Model | None:
        if "#" in self.name:
            label, key = self.name.split("#", 1)
            return apps.get_model(label)._base_manager.filter(pk=key).first()
        return kind_named(self.name[0]).model._base_manager.filter(ref=self.name).first()

    @property
    def names(self) -> list[str]:
        """Every name under which rules may know it."""
        return list(dict.fromkeys([self.name, *(subject_names(self.row) if self.row else ())]))

    @property
    def ref(self) -> str:
        """Reference of a record; empty where it has none."""
        return self.row.ref if isinstance(self.row, Record) else "" if "#" in self.name else self.name

    @cached_property
    def title(self) -> str:
        """A name for staff."""
        if self.row is None:
            return self.name
        name = str(self.row) if self.is_record else f"{self.row._meta.verbose_name}: {self.row}"
        return f"{self.ref} {name}".strip()

    @property
    def record(self) -> Record | None:
        """The row, where it is a record."""
        return self.row if isinstance(self.row, Record) else None

    @property
    def is_record(self) -> bool:
        return self.record is not None

    @property
    def address(self) -> str:
        """Its change page in the staff area; empty for rows that have none."""
        return change_page_address(self.record) if self.record else ""
