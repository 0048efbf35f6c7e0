"""Models of the register: immutable versions, and an index over the current ones."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from lifecycle.choices import Certainty, State
from register.choices import Action
from register.fields import BitmapField
from register.querysets import EntryQuerySet, PublicVersionQuerySet, VersionQuerySet
from register.routers import REGISTER_ALIAS


def possible_days() -> Func:
    """The days that a deadline may mean, as a range."""
    latest = Greatest("earliest", "latest")
    return Func("earliest", latest, Value("[]"), function="daterange", output_field=DateRangeField())


# A body that names a file of the register's own. Finding these few reads no other versions.
NAMES_FILES = Q(body__regex=r'"file":"[^"]')


class PublicEntryManager(models.Manager.from_queryset(EntryQuerySet)):  # type: ignore[misc]  # made when the module is read
    """Entries through the ``register`` alias, whose database role can read the register only."""

    def get_queryset(self):
        return super().get_queryset().using(REGISTER_ALIAS)


class PublicVersionManager(models.Manager.from_queryset(PublicVersionQuerySet)):  # type: ignore[misc]  # made when the module is read
    """Versions through the ``register`` alias, whose database role can read the register only."""

    def get_queryset(self):
        return super().get_queryset().using(REGISTER_ALIAS)


class LoggedVersion(models.Model):
    """A row of the change log: ``body`` is JSON text, ``sha256`` the hash of its UTF-8 bytes."""

    ref = models.CharField(_("reference"), max_length=16)
    kind = models.CharField(_("kind"), max_length=16)
    serial = models.PositiveIntegerField(_("number within its kind"))
    number = models.PositiveIntegerField(_("version"))
    action = models.CharField(_("action"), max_length=16, choices=Action)
    schema = models.PositiveSmallIntegerField(_("schema of the body"))
    body = models.TextField(_("body"))
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField(_("published"))
    note = models.CharField(_("note"), max_length=400, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.ref}/{self.number}"


class Version(LoggedVersion):
    """A published version, byte for byte, as the desk keeps it. The table is the change log: its ``id`` is the cursor.

    The database refuses to change or delete a row; only `redaction.versions.rewrite` may put markers into a body.
    Nobody but the desk reads it: the public has `PublicVersion`.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="version_number_is_used_once", fields=["ref", "number"]),
            models.CheckConstraint(name="version_counts_from_one", condition=Q(number__gte=1)),
        ]
        indexes = [
            models.Index(name="version_by_serial", fields=["kind", "serial"]),
            models.Index(name="version_with_files", fields=["ref"], condition=NAMES_FILES),
        ]


class PublicVersion(LoggedVersion):
    """A version as the public may read it: a view of the change log, and the one place where that is decided.

    A version is open where it was published and nothing closed it since: a withdrawal, a merger or a narrowing of the
    disclosure, whatever was published after that. One that is closed has no body here, no hash and no note.
    """

    is_open = models.BooleanField(_("open"))

    public = PublicVersionManager()

    class Meta:
        managed = False
        verbose_name = _("public version")
        verbose_name_plural = _("public versions")
        ordering = ["pk"]


class Entry(models.Model):
    """The current version of a record, ready to be read: a pure function of its version."""

    ref = models.CharField(_("reference"), max_length=16, primary_key=True)
    kind = models.CharField(_("kind"), max_length=16)
    serial = models.PositiveIntegerField()
    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="entry")
    number = models.PositiveIntegerField(_("version"))
    published_at = models.DateTimeField(_("published"))
    sha256 = models.CharField(max_length=64)
    body = models.TextField(_("body"))
    title = models.JSONField(_("title"), help_text=_("By language, as of this version."))
    keys = ArrayField(models.CharField(max_length=400), verbose_name=_("keys"))
    signed_earliest = models.DateField(null=True)
    signed_latest = models.DateField(null=True)
    signed_qualifier = models.CharField(max_length=1, blank=True)  # EDTF: ?, ~ or %
    sort_on = models.DateField(_("sorted by"))
    sort_title = models.CharField(max_length=200)
    sort_title_ko = models.CharField(max_length=200, help_text=_("As a reader of Korean looks for it."))

    objects = EntryQuerySet.as_manager()
    public = PublicEntryManager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-sort_on", "-serial"]
        indexes = [
            models.Index(name="entry_newest_first", fields=["kind", "-sort_on", "-serial"]),
            models.Index(name="entry_by_title", fields=["kind", "sort_title", "serial"]),
            models.Index(name="entry_by_title_ko", fields=["kind", "sort_title_ko", "serial"]),
            models.Index(name="entry_by_publication", fields=["kind", "-published_at", "-serial"]),
            GinIndex(name="entry_keys", fields=["keys"]),
        ]

    def __str__(self) -> str:
        return self.ref


class Period(models.Model):
    """A period in one legal state: the state, its certainty and the reasons. Derived.

    Each boundary has an earliest and a latest day, NULL where unbounded; the end is the first day after.
    """

    pk = models.CompositePrimaryKey("entry_id", "position")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="periods")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(_("state"), max_length=24, choices=State)
    certainty = models.CharField(_("certainty"), max_length=16, choices=Certainty)
    start_earliest = models.DateField(null=True)
    start_latest = models.DateField(null=True)
    end_earliest = models.DateField(null=True)
    end_latest = models.DateField(null=True)
    start_qualifier = models.CharField(max_length=1, blank=True)  # EDTF: ?, ~ or %
    end_qualifier = models.CharField(max_length=1, blank=True)  # the same
    may_end_on = models.DateField(null=True)  # first day on which another state may have begun
    evidence = models.JSONField(null=True)  # last act that shows it alive
    evidence_on = models.DateField(null=True)  # its latest day
    reasons = models.JSONField(_("reasons"), default=list)

    class Meta:
        verbose_name = _("period")
        verbose_name_plural = _("periods")
        ordering = ["entry", "position"]
        indexes = [models.Index(name="period_by_end", fields=["state", "end_earliest", "end_latest"])]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.state}"


class Deadline(models.Model):
    """A day on which something falls due: a last day, and each round of notices and of reviews. Derived from periods.

    The day may be known in part, NULL where it is unbounded; it is sorted by its earliest, else its latest.
    """

    pk = models.CompositePrimaryKey("entry_id", "position")
    # the key begins with it and is its index
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="deadlines", db_index=False)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=8)  # of `lifecycle.deadlines.DEADLINE_KINDS`
    number = models.PositiveSmallIntegerField(_("round"))
    day = models.DateField(_("day"))
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)
    qualifier = models.CharField(max_length=1, blank=True)  # EDTF: ?, ~ or %
    # of what stays due until it is done: the last day on which it can be
    overdue_until = models.DateField(null=True)

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["day", "entry", "position"]
        indexes = [
            models.Index(name="deadline_by_day", fields=["day"]),
            GistIndex(
                possible_days(), name="deadline_possible_days", condition=Q(earliest__lt=models.F("latest"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.kind} {self.day}"


class Link(models.Model):
    """A link from one record to another. Derived.

    ``to_ref`` is not a foreign key: its record may have been withdrawn since.
    """

    pk = models.CompositePrimaryKey("entry_id", "position")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="links")
    position = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=32)
    to_ref = models.CharField(_("to"), max_length=16)
    part = models.CharField(
        _("part"), max_length=16, blank=True, help_text=_("Key of the part that holds the reference.")
    )

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["entry", "position"]
        indexes = [models.Index(name="link_to", fields=["to_ref", "kind", "entry", "position"])]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.kind} {self.to_ref}"


class EntryText(models.Model):
    """Search vector and names of an entry, in a narrow table of their own. Derived."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, primary_key=True, related_name="text")
    kind = models.CharField(max_length=16)
    vector = SearchVectorField()
    names = models.TextField(
        help_text=_("Of an organization or a person, folded, one a line: for misspelled ones.")
    )

    class Meta:
        verbose_name = _("searched text")
        verbose_name_plural = _("searched texts")
        indexes = [
            GinIndex(name="entry_text_vector", fields=["vector"]),
            GinIndex(name="entry_text_names", fields=["names"], opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.entry_id


class Tally(models.Model):
    """Number of entries of a kind with a value of a fact, for lists without filters. Derived.

    The empty fact is the number of all entries of the kind.
    """

    pk = models.CompositePrimaryKey("kind", "fact", "value")
    kind = models.CharField(_("kind"), max_length=16)
    fact = models.CharField(_("fact"), max_length=32)
    value = models.CharField(_("value"), max_length=400)
    records = models.PositiveIntegerField(_("records"))

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        ordering = ["kind", "fact", "value"]
        indexes = [models.Index(name="tally_largest_first", fields=["kind", "fact", "-records", "value"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.fact}:{self.value} {self.records}"


class FactBits(models.Model):
    """Bitmap of the entries of a kind with a value of a fact, a chunk a row: see `register.facets.bitmaps`. Derived."""

    pk = models.CompositePrimaryKey("kind", "fact", "chunk", "value")
    kind = models.CharField(_("kind"), max_length=16)
    fact = models.CharField(_("fact"), max_length=32)
    value = models.CharField(_("value"), max_length=400)
    chunk = models.PositiveIntegerField()
    bits = BitmapField()

    class Meta:
        verbose_name = _("records of a fact")
        verbose_name_plural = _("records of facts")
        ordering = ["kind", "fact", "chunk", "value"]
        indexes = [models.Index(name="factbits_by_value", fields=["kind", "fact", "value", "chunk"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.fact}:{self.value} {self.chunk}"
