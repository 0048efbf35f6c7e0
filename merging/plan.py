"""Plan of a merger: all that it moved, took over, left and published. A preview is the merger itself, taken back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from desk.addresses import change_page_address
from merging.declarations import Mention, label_prefetch
from merging.journal import Journal
from register.records import Record


@dataclass(frozen=True)
class Choice:
    """A choice between what two records have: ``name`` in the form, what each says, and what was chosen.

    ``is_of_rows``: between the survivor's rows alone and those of both.
    """

    name: str
    label: str
    ours: str
    theirs: str
    takes_theirs: bool
    is_of_rows: bool = False


@dataclass(frozen=True)
class Owner:
    """A record of which rows changed, as a page names it."""

    name: str
    address: str
    state: str
    ref: str


@dataclass(frozen=True)
class Group:
    """Records, by what of them a merger changes."""

    label: str
    owners: list[Owner]
    rows: int


@dataclass
class MergePlan:
    """The effects of a merger of one record into another. With ``errors`` it has none.

    ``inputs`` are the rows that it starts from, for the fingerprint of the page.
    """

    loser: models.Model
    into: models.Model
    journal: Journal = field(default_factory=Journal)
    inputs: dict[str, Any] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)  # label and value of facts the survivor lacked
    moved: list[Group] = field(default_factory=list)  # mentions by other records
    own: list[tuple[str, list[str]]] = field(default_factory=list)  # parts that the survivor has now
    left: list[tuple[str, list[str]]] = field(default_factory=list)  # parts that go with the other
    # doubled rows, and what they said alone
    folded: list[tuple[str, list[str]]] = field(default_factory=list)
    twice: list[Group] = field(default_factory=list)  # records that name the survivor in two rows now
    followed: list[str] = field(default_factory=list)  # sentences about what no foreign key holds
    published: list[Record] = field(default_factory=list)
    waiting: list[tuple[Record, str]] = field(default_factory=list)  # public, not published again, and why
    touched: list[models.Model] = field(default_factory=list)  # records of the mentions
    is_public: bool = False


def owners_of(mention: Mention, pks: Iterable[Any]) -> dict[Any, models.Model]:
    """Record that each row of a relation belongs to, by the key of the row. Two queries."""
    rows = mention.model._base_manager.filter(pk__in=list(pks))
    owner_keys = dict(rows.values_list("pk", mention.owner_lookup or "pk"))
    model = mention.owner_model
    records = model._default_manager.prefetch_related(*label_prefetch(model)).in_bulk(
        set(owner_keys.values())
    )
    return {pk: records[key] for pk, key in owner_keys.items()}


def group(label: str, records: Iterable[models.Model]) -> Group:
    """Group of the records of some rows, each once, public ones first."""
    records = list(records)
    owners = [
        Owner(
            str(record),
            change_page_address(record),
            record.get_editorial_state_display() if isinstance(record, Record) else "",
            getattr(record, "ref", ""),
        )
        for record in dict.fromkeys(records)
    ]
    return Group(label, sorted(owners, key=lambda owner: (not owner.ref, owner.name)), len(records))


def twice_named(rows: Iterable[models.Model]) -> list[models.Model]:
    """Records that stand more than once among those of some rows."""
    return [record for record, count in Counter(rows).items() if count > 1]
