"""Declaration of each kind of public record, and the registry of all kinds.

An app declares its kind in ``kind.py``; ``settings.REGISTER_KINDS`` lists them. Nothing else in the project lists
kinds: import, export, search, pages and API ask this registry. So register/ and the rooms above it import no app.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from django.utils.text import capfirst

from core.replaced import AudienceMembers
from lifecycle.periods import StatePeriod
from register.index import Index
from register.records import PrimaryKeys, Record, RecordQuerySet


class Kind:
    """One kind of public record: its names, its body and index, and the classes that filter, export and show it.

    A subclass without a required member fails at import. Classes are given by dotted path and imported when first
    used, so that importing a kind imports no view, table or matcher.
    """

    # Required are the names

    letter: str  # of references, a capital
    name: str  # in code and in the API, singular
    plural: str  # in paths of pages and of the API
    model: type[Record]

    # Required is what an index may hold

    link_kinds: Sequence[str]  # codes of the links that `index` adds
    facet_names: Sequence[str]  # facts among the keys that lists and pages count
    wide_facts: Sequence[str] = ()  # those with as many values as there are records of another kind

    # Required are the lookups, as of `prefetch_related`, of all that the methods on desk records use

    body_lookups: Sequence[str]

    # Required are the classes, by dotted path

    serializer: str  # of bodies; describes them in OpenAPI
    filters: str  # RegisterFilterSet of pages, API and exports
    table: str  # ExportTable
    matcher: str | None  # RecordMatcher of the reconciliation service; None where records are not reconciled
    page: str  # RecordDetailView

    _REQUIRED_METHODS = ("body", "index")

    # Facts about the kind

    # version of the schema of bodies; raise it together with `upgrade`
    schema_version: int = 1
    # records have periods of legal state, and so a status on a day
    has_periods: bool = False
    # facts that follow from periods and a ``{day}``, and the SQL of their rows (fact, value, entry_id, serial)
    day_facts: Sequence[str] = ()
    day_facts_sql: str = ""
    # records are found by names like the one typed, see `Index.names`
    has_names: bool = False
    # records are subjects of others, which hold their references among the words they are searched by
    is_subject: bool = False
    # "sort_on" or "periods" decides when a record began; "" for records without a beginning
    begins_by: str = ""
    # fact by which counts of its records are broken down, and its values
    main_fact: str = ""
    main_fact_values: Sequence[str] = ()
    # link kind whose records form a group of their own on the page of the other record
    separate_link_kind: str = ""
    # link kind to the records that it is a list of: its calendar and its followers have these too
    member_link_kind: str = ""
    # a page lists all records of this kind that point at it: no list can be filtered by the record of the page
    is_shown_whole: bool = False
    # a mention may give a part of the title, as a surname
    is_named_in_part: bool = False
    # member of record and body, and the value of it, by which the law withholds the rest of a record that is public
    withheld_by: tuple[str, str] | None = None
    # facts whose values are references, with the kinds of link that lead to these
    linked_facts: Mapping[str, Sequence[str]] = {}
    # kinds of link by which its records concern the lives of the records that they lead to
    life_links: Sequence[str] = ()
    # facts among the keys that searches name in words, such as a country
    searched_facts: Sequence[str] = ()
    # a mention under a name that was given up says the current one, "now …"; bodies have dated names and an end
    has_renames: bool = False

    # Order of this kind beside the others, lowest first

    search_rank: int = 100  # on the search page
    matcher_rank: int = 100  # in the reconciliation service
    import_order: int = 100  # in interchange files: after the kinds that its own fields refer to

    # Interchange files

    # collections of parts, each after those that its parts refer to, citations last
    part_collections: Sequence[str] = ()
    # collections of which each part is for the public or for staff, with the members that give most out
    audience_collections: Mapping[str, AudienceMembers] = {}
    # parts of which a record has at most one
    single_parts: Sequence[str] = ()
    # boolean fields that a file holds though staff do not fill them in
    registration_fields: Sequence[str] = ()

    # Pages

    sitemap_pages: Sequence[str] = ()  # URL names of further pages for crawlers
    field_aliases: Mapping[str, str] = {}  # model field by member of the body, where the names differ
    # collection of the part whose key a member holds
    part_references: Mapping[str, str] = {}

    # Exports, by dotted path

    # DatedEvents: calendar events of a record; "" for records without dates ahead
    calendar: str = ""
    # kinds whose dates its calendars hold; None: all that have some
    calendar_kinds: Sequence[str] | None = None
    # sequence of SQLiteTable: further tables of the SQLite file
    sqlite_tables: str = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        members = [name for name in Kind.__annotations__ if not hasattr(Kind, name)]
        missing = [name for name in members if not hasattr(cls, name)]
        missing += [name for name in Kind._REQUIRED_METHODS if getattr(cls, name) is getattr(Kind, name)]
        if missing:
            raise ImproperlyConfigured(
                f"{cls.__module__}.{cls.__name__} does not declare {', '.join(missing)}."
            )

    # Bodies

    def body(self, record: Record) -> dict:
        """Published body of a desk record, in the current schema."""
        raise NotImplementedError

    def index(self, body: dict) -> Index:
        """Index of a body. A pure function of the body: a rebuild changes nothing."""
        raise NotImplementedError

    def fact_words(self) -> Iterable[tuple[str, str]]:
        """``(key, words)`` by which searches name facts of `searched_facts`, in all languages, except countries."""
        return []

    def upgrade(self, body: dict, schema: int) -> dict:
        """Body of an older schema in the current one."""
        return body

    # Lives, of kinds with periods of legal state

    def periods(self, body: dict, related: Any = None, known_by: date | None = None) -> list[StatePeriod]:
        """Periods of legal state, the earliest first; without ``related``, by the body alone.

        ``known_by`` is the day on which the body was published.
        """
        return []

    def related_facts(self, bodies: Mapping[str, dict]) -> Mapping[str, Any]:
        """Facts of other current records that the lives of these depend on, by reference, for `periods`."""
        return {}

    def lives_reading(self, refs: Iterable[str]) -> set[str]:
        """References of the records of this kind whose `related_facts` may change with one of these records."""
        return set()

    def life_facts(self, body: dict) -> Any:
        """Facts that the lives of other records read of this one; None for none. Compared by equality."""
        return None

    @property
    def is_read_by_lives(self) -> bool:
        return bool(self.life_links)

    # Publishing

    def dependencies(self, record: Record) -> Iterable[Record]:
        """Records that the body names, published along with it if they never were."""
        return []

    def linked_records(self, record: Record) -> Iterable[Record]:
        """Records that the body links to, left out of it while they are not public."""
        return []

    def records_mentioning(self, keys: PrimaryKeys) -> RecordQuerySet:
        """Desk records of this kind whose body may change when the records of these keys become public or stop."""
        return self.model._default_manager.none()

    def publication_errors(self, record: Record) -> list[str]:
        """Reasons in sentences why the record cannot be published."""
        return []

    # Warnings, shown after saving and by imports

    # lookups of what `warnings` uses
    warning_prefetches: Sequence[str] = ()

    def warnings(self, record: Record) -> list[str]:
        """Sentences about facts of a desk record that are unusual, but allowed, in the active language."""
        return []

    # Pages and exports

    def part_names(self, directory) -> dict[str, Callable[[dict], str]]:
        """Functions that name a part of a collection in a few words. ``directory`` names the records mentioned."""
        return {}

    def home_context(self, day: date, revision: int) -> dict:
        """Template context of the home page; ``latest``: its rows of what happened last."""
        return {}

    def key_dates(self, body: dict) -> Iterable[tuple[str, str, str]]:
        """``(key of the part or "", kind of date, EDTF)`` of each dated fact, for the SQLite file."""
        return []

    @property
    def heading(self) -> str:
        """Plural for people, capitalized, in the active language."""
        return capfirst(str(self.model._meta.verbose_name_plural))

    @property
    def search_row_template(self) -> str:
        """Template of a row on the search page."""
        return f"{self.model._meta.app_label}/_{self.name}_search_row.html"

    # The classes behind the paths

    @cached_property
    def filterset_class(self) -> type:
        return import_string(self.filters)

    @cached_property
    def table_class(self) -> type:
        return import_string(self.table)

    @cached_property
    def matcher_class(self) -> type | None:
        return import_string(self.matcher) if self.matcher else None

    @cached_property
    def page_class(self) -> type:
        return import_string(self.page)

    @cached_property
    def calendar_class(self) -> type | None:
        return import_string(self.calendar) if self.calendar else None


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of record, in the order of the settings."""
    return tuple(import_string(path)() for path in settings.REGISTER_KINDS)


def kind_of(record: Record) -> Kind:
    """Kind of a desk record. Raises LookupError for a model that is not published."""
    for kind in kinds():
        if isinstance(record, kind.model):
            return kind
    raise LookupError(f"{type(record).__name__} is not a kind of public record.")


def kind_named(name: str) -> Kind:
    """Kind by its name, its plural or its letter. Raises LookupError."""
    for kind in kinds():
        if name in {kind.name, kind.plural, kind.letter}:
            return kind
    raise LookupError(f"There is no kind of public record called {name!r}.")


@cache
def principal_kind() -> Kind:
    """The kind with a main fact, whose records the pages of all kinds count. Raises LookupError."""
    for kind in kinds():
        if kind.main_fact:
            return kind
    raise LookupError("No kind has a main fact.")


def kinds_with_periods() -> list[Kind]:
    """Kinds whose records have periods of legal state."""
    return [kind for kind in kinds() if kind.has_periods]


def kinds_with_names() -> list[Kind]:
    """Kinds whose records are found by names like the one typed."""
    return [kind for kind in kinds() if kind.has_names]
