"""Stores of text: each table declares which columns hold words, and why the others never hold a name.

An app declares its tables in ``text_stores.py``. A test walks all columns of the database and fails at one that is not
declared.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib import import_module
from typing import Any
from urllib.parse import unquote

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.module_loading import module_has_submodule
from django.utils.text import capfirst

from desk.fingerprints import ChangedSinceShown
from redaction.subjects import Subject, subject_name
from redaction.words import Leaf, leaves, replaced, words_beside
from register.bodies import REDACTION_MARKER
from register.records import Part, Record

Steps = tuple[str | int, ...]
HISTORY = "history"  # as the fact of a text: what any fact of the record was
_SHORT_MARKER = "…"  # where the other does not fit into a column
# Members of JSON that hold no words.
_CODES = {
    "address", "country", "external_id", "fact", "facts", "id", "key", "kind", "ref", "sha256", "website",
}  # fmt: skip


@dataclass(frozen=True)
class StoredText:
    """A text of a store: where it is, what it is of, and what tells namesakes apart.

    ``fact`` is the part or member of the record, ``mention`` the record that the name is linked to, ``beside`` what
    stands with it, such as post and organization.
    """

    store: str
    row: str
    column: str
    steps: Steps
    text: str
    subject: Subject
    label: str
    fact: str = ""
    number: int | None = None  # of the version
    mention: str = ""
    beside: str = ""
    citing: tuple[str, ...] = ()  # names of further subjects whose bodies hold the text
    is_listed: bool = False  # a number or address: people change it, redaction does not

    @property
    def place(self) -> str:
        """Name of the place, the same in every copy of the database."""
        return "/".join([self.store, self.row, self.column, *map(str, self.steps)])


@dataclass(frozen=True)
class Codec:
    """Form in which a column holds its texts, where it is not plain text or JSON."""

    decode: Callable[[Any], Any]
    encode: Callable[[Any], Any]


@dataclass(frozen=True)
class TextStore:
    """A table, and what redaction does with its columns.

    ``words``: columns that are searched and rewritten. ``listed``: numbers and addresses, in which a name may stand:
    searched, and left to people. ``nameless``: columns that never hold a name, with the reason. ``files``: columns of
    files, in which people must look themselves. ``emptied``: columns of words in which a marker cannot stand.
    ``belongs_to``: the field of the row that the texts are of, or "" for the row itself.
    """

    is_changed_by_owner = False  # by functions: the program may not lock the rows, as it may not change them

    model_label: str
    words: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    nameless: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()
    belongs_to: str = ""
    codecs: Mapping[str, Codec] = field(default_factory=dict)

    @cached_property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.model_label)

    @property
    def name(self) -> str:
        return self.model._meta.label_lower

    @property
    def owner_field(self) -> str:
        """The field of the row whose texts these are; "" for the row itself."""
        return self.belongs_to or getattr(self.model, "record_field", "")

    @cached_property
    def all_listed(self) -> tuple[str, ...]:
        """With the external identifiers of records, which begin with what an office calls its list."""
        return (*self.listed, "external_id") if issubclass(self.model, Record) else self.listed

    # Search

    def texts_with(self, may_hold: Callable[[str], bool]) -> Iterator[StoredText]:
        """Texts of all rows of which at least one may hold a name, numbers and addresses as well."""
        columns = (*self.words, *self.all_listed)
        if not columns:
            return
        keys = []
        for key, *values in self.model._base_manager.values_list("pk", *columns).iterator():
            decoded = (self.decoded(column, value) for column, value in zip(columns, values, strict=True))
            texts = (leaf.text for value in decoded for leaf in words_in(value))
            if any_may_hold(texts, may_hold):
                keys.append(key)
        if keys:  # of hardly any of forty stores
            yield from self.texts_of(rows := self.model._base_manager.filter(pk__in=keys))
            yield from self._listed_of(rows)

    def texts_about(self, subject: Subject) -> Iterator[StoredText]:
        """Texts that belong to a record or row."""
        if self.words:
            yield from self.texts_of(self.rows_about(subject))

    def listed_about(self, subject: Subject) -> Iterator[StoredText]:
        """Numbers and addresses of a record or row as they are now."""
        if self.all_listed:
            yield from self._listed_of(self.rows_about(subject))

    def rows_about(self, subject: Subject) -> models.QuerySet:
        rows = self.model._base_manager.all()
        if isinstance(subject.row, self.model) and not self.owner_field:
            return rows.filter(pk=subject.row.pk)
        owner = self.model._meta.get_field(self.owner_field).related_model if self.owner_field else None
        if owner is not None and isinstance(subject.row, owner):
            return rows.filter(**{self.owner_field: subject.row.pk})
        return rows.none()

    def texts_of(self, rows: models.QuerySet) -> Iterator[StoredText]:
        return self._texts_in(rows, self.words)

    def _listed_of(self, rows: models.QuerySet) -> Iterator[StoredText]:
        return (replace(text, is_listed=True) for text in self._texts_in(rows, self.all_listed))

    def _texts_in(self, rows: models.QuerySet, columns: Collection[str]) -> Iterator[StoredText]:
        rows = rows.select_related(self.owner_field) if self.owner_field else rows
        for row in rows.order_by("pk"):
            subject, mention, citing = self.subject_of(row), self.mention(row), self.citing(row)
            for column in columns:
                for leaf in words_in(self.decoded(column, getattr(row, column))):
                    yield StoredText(
                        self.name, str(row.pk), column, leaf.steps, leaf.text, subject, self.label(column),
                        self.fact(row, column), mention=mention, beside=self.beside(row, column), citing=citing,
                    )  # fmt: skip

    # What a text is of

    def subject_of(self, row: models.Model) -> Subject:
        return Subject(subject_name(getattr(row, self.owner_field) if self.owner_field else row))

    def unsearched_rows(self) -> Iterable[models.Model]:
        """Rows with a file of which no text is stored yet, so that nobody knows what it holds."""
        return ()

    def citing(self, row: models.Model) -> tuple[str, ...]:
        """Names of further subjects whose bodies hold the texts of this row."""
        return ()

    def cited_by(self, names: Collection[str]) -> dict[str, set[str]]:
        """Names of the rows whose texts stand in the bodies of the records with these names, by their names."""
        return {}

    def identities_in(self, body: dict, steps: Steps) -> tuple[str, ...]:
        """Identities of the row of this store that the words at these steps of a body are of."""
        return ()

    def label(self, column: str) -> str:
        meta = self.model._meta
        described = meta.get_field(column)
        verbose = str(described.verbose_name) if isinstance(described, models.Field) else column
        is_own = issubclass(self.model, Record)
        return capfirst(verbose) if is_own else f"{capfirst(str(meta.verbose_name))}: {verbose}"

    def fact(self, row: models.Model, column: str) -> str:
        """The part of the record, as its body names it; else the column."""
        if not isinstance(row, Part):
            return self.model.__name__.lower() if self.owner_field else column
        relation = self.model._meta.get_field(row.record_field).remote_field
        accessor = relation.get_accessor_name() if isinstance(relation, models.ForeignObjectRel) else ""
        return f"{(accessor or '').removesuffix('_links')}/{row.key}"

    def mention(self, row: models.Model) -> str:
        """Names of the records that the row links the words to, for namesakes."""
        linked = [
            f"{each.related_model._meta.label_lower}#{getattr(row, each.attname)}"
            for each in self.model._meta.concrete_fields
            if each.related_model and each.name != self.owner_field and getattr(row, each.attname)
        ]
        return " ".join(linked)

    def beside(self, row: models.Model, column: str) -> str:
        """The other words of a part: post and organization beside a name."""
        if not isinstance(row, Part):
            return ""
        others = (getattr(row, each) for each in self.words if each != column)
        return words_beside(each for each in others if isinstance(each, str))

    # Change

    def write(self, row_key: str, column: str, texts: Mapping[Steps, tuple[str, str]]) -> None:
        """Puts new texts in place of old ones, given by their steps in a column, ``(old, new)``.

        Raises ChangedSinceShown where one of them is another by now.
        """
        rows = self.model._base_manager.filter(pk=row_key)
        row = (rows if self.is_changed_by_owner else rows.select_for_update(of=("self",))).first()
        if row is None:
            raise ChangedSinceShown
        value = self.replaced_in(column, getattr(row, column), texts)
        for number in range(1, 100):
            try:
                with transaction.atomic():
                    self.store(row, column, self._fitting(column, value, number))
                    return
            except IntegrityError:  # two names of a list are alike now, and it holds none twice
                if number == 99 or not isinstance(value, str):
                    raise

    def replaced_in(self, column: str, value: Any, texts: Mapping[Steps, tuple[str, str]]) -> Any:
        """A value of a column with new texts in place of old ones. Raises ChangedSinceShown as `write` does."""
        value = self.decoded(column, value)
        present = {leaf.steps: leaf.text for leaf in leaves(value)}
        if any(present.get(steps) != old for steps, (old, _new) in texts.items()):
            raise ChangedSinceShown
        return self.encoded(column, replaced(value, {steps: new for steps, (_old, new) in texts.items()}))

    def refresh(self, row_keys: Iterable[str]) -> None:
        """Does what has to follow a change of these rows, beside the marks of their own records."""

    def store(self, row: models.Model, column: str, value: Any) -> None:
        self.model._base_manager.filter(pk=row.pk).update(**{column: value})

    def _fitting(self, column: str, value: Any, number: int) -> Any:
        if column in self.emptied:
            return ""
        if isinstance(value, str):
            longest = getattr(self.model._meta.get_field(column), "max_length", None)
            if number > 1:
                value = value.replace(REDACTION_MARKER, f"{REDACTION_MARKER} {number}", 1)
            if longest and len(value) > longest:
                value = value.replace(REDACTION_MARKER, _SHORT_MARKER)
        return value

    def decoded(self, column: str, value: Any) -> Any:
        codec = self.codecs.get(column)
        return codec.decode(value) if codec else value

    def encoded(self, column: str, value: Any) -> Any:
        codec = self.codecs.get(column)
        return codec.encode(value) if codec else value


def words_in(value: Any) -> Iterator[Leaf]:
    """The texts of a column in which words may stand."""
    for leaf in leaves(value):
        if leaf.text and not _CODES & {*leaf.steps}:
            yield leaf


def any_may_hold(texts: Iterable[str], may_hold: Callable[[str], bool]) -> bool:
    """At least one of these texts may hold a name, also where an address escapes it."""
    return any(may_hold(text) or ("%" in text and may_hold(unquote(text))) for text in texts)


@cache
def stores() -> dict[str, TextStore]:
    """Every declared store, by its name."""
    modules = [
        import_module(f"{config.name}.text_stores")
        for config in apps.get_app_configs()
        if module_has_submodule(config.module, "text_stores")
    ]
    return {store.name: store for module in modules for store in module.STORES}


def texts_about(subject: Subject) -> Iterator[StoredText]:
    """All texts that belong to a record or row, in every store."""
    for store in stores().values():
        yield from store.texts_about(subject)


def cited_by(names: Collection[str]) -> dict[str, set[str]]:
    """Names of rows that have no bodies of their own, by those of the records that cite them: sources."""
    return {name: rows for store in stores().values() for name, rows in store.cited_by(names).items()}
