"""Abstract models of the desk: records that can be published, and their parts."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from core.visible_text import VisibleTexts
from register.choices import EditorialState

# Keys of parts: a letter and five more signs, without vowels and without what looks like another sign. They spell no
# word, and no number or gap tells of parts that are not public.
_KEY_LETTERS, _KEY_SIGNS = "bcdfghjkmnpqrstvwxz", "bcdfghjkmnpqrstvwxz23456789"
PART_KEY = re.compile(f"[{_KEY_LETTERS}][{_KEY_SIGNS}]{{5}}")


def new_part_key(taken: Container[str] = ()) -> str:
    """A random key of a part, such as h7x2kq, that is not among those ``taken``."""
    while True:
        key = get_random_string(1, _KEY_LETTERS) + get_random_string(5, _KEY_SIGNS)
        if key not in taken:
            return key


# The fields of a record that only publishing changes, once it is stored.
SET_BY_PUBLISHING = ("ref", "editorial_state", "is_edited")


class RecordQuerySet(models.QuerySet):
    """Desk records of one kind."""

    def published(self):
        """Records whose current version the public can read."""
        return self.filter(editorial_state=EditorialState.PUBLISHED)


class Record(VisibleTexts):
    """A record on the desk, with a reference and a public page once it is published.

    ``set_by_actions`` are the fields that only actions change, once it is stored.
    """

    set_by_actions = SET_BY_PUBLISHING

    ref = models.CharField(
        _("reference"),
        max_length=16,
        blank=True,
        editable=False,
        help_text=_("Given at the first publication, never changed, never given again."),
    )
    editorial_state = models.CharField(
        _("editorial state"),
        max_length=16,
        choices=EditorialState,
        default=EditorialState.DRAFT,
        editable=False,
    )
    is_edited = models.BooleanField(
        _("edited since published"),
        default=False,
        editable=False,
        help_text=_("The staff area says something else than the public page."),
    )
    external_id = models.CharField(
        _("external identifier"),
        max_length=200,
        blank=True,
        editable=False,
        help_text=_(
            "What the record is called where it was imported from: the next import finds it again by this."
        ),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")
        constraints = [
            models.UniqueConstraint(
                name="%(class)s_reference_is_unique",
                fields=["ref"],
                condition=~Q(ref=""),
                violation_error_message=_("This reference is taken."),
            ),
            models.UniqueConstraint(
                name="%(class)s_external_identifier_is_unique",
                fields=["external_id"],
                condition=~Q(external_id=""),
                violation_error_message=_("Another record was imported under this identifier."),
            ),
            models.CheckConstraint(
                name="%(class)s_has_a_reference_once_public",
                condition=~Q(ref="")
                | Q(editorial_state__in=[EditorialState.DRAFT, EditorialState.IN_REVIEW]),
                violation_error_message=_("A published record has a reference."),
            ),
        ]

    def save(self, *args, **kwargs):
        """Stores the record. An update keeps what actions have set in the database since this object was loaded."""
        is_update = not self._state.adding and kwargs.get("update_fields") is None
        if is_update:
            kwargs["update_fields"] = self._fields_of_editors()
        super().save(*args, **kwargs)
        if is_update:
            self.refresh_from_db(fields=self.set_by_actions)

    def is_within_scope_of(self, user) -> bool:
        """True where this user works on it, given the permission for its kind."""
        return True

    @property
    def is_public(self) -> bool:
        return self.editorial_state == EditorialState.PUBLISHED

    @property
    def lends_its_name(self) -> bool:
        """Parts that mention it may take over its present name: not once it was withdrawn."""
        return self.editorial_state != EditorialState.WITHDRAWN and not self.goes_unnamed

    @property
    def goes_unnamed(self) -> bool:
        """Bodies that mention it have a marker in place of its name."""
        return False

    @property
    def was_never_public(self) -> bool:
        return self.editorial_state in {EditorialState.DRAFT, EditorialState.IN_REVIEW}

    def _fields_of_editors(self) -> list[str]:
        """Names of the loaded fields that no action sets, and the reference where an import gave one."""
        others = {*self.set_by_actions} - ({"ref"} if self.ref else set())
        fields = [field for field in self._meta.concrete_fields if not field.primary_key]
        deferred = self.get_deferred_fields()
        loaded = [field for field in fields if field.attname not in deferred]
        return [field.name for field in loaded if field.name not in others]


class Part(VisibleTexts):
    """A part of exactly one record, with a key that citations and differences name.

    ``record_field`` is the name of the foreign key to the record. ``written_names`` has the field of each name as
    written, with the one that holds the record that goes by it.
    """

    record_field: str
    written_names: Mapping[str, str] = {}

    key = models.CharField(_("key"), max_length=16, blank=True, editable=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Lower comes first."))

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def save(self, *args, **kwargs):
        if not self.key:
            siblings = type(self)._base_manager.filter(**{self.record_field: self.record})
            self.key = new_part_key(set(siblings.values_list("key", flat=True)))
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "key"}
        self.fill_blanks()
        super().save(*args, **kwargs)

    def fill_blanks(self) -> None:
        """Fills in names as written with the present names of records. Called before every store of parts."""
        for name, record in self._records_without_name():
            if record.lends_its_name:
                setattr(self, name, record.name)

    def clean_fields(self, exclude=None):
        """Ask for a name as written where the record does not lend its own: its name would come back."""
        errors: dict = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            error.update_error_dict(errors)
        for name, record in self._records_without_name():
            if not record.lends_its_name and not record.goes_unnamed:
                words = _(
                    "%(record)s was withdrawn: write the name as the document has it, or leave the record out."
                )
                place = NON_FIELD_ERRORS if name in (exclude or ()) else name
                errors.setdefault(place, []).append(ValidationError(words, params={"record": record.ref}))
        if errors:
            raise ValidationError(errors)

    def _records_without_name(self) -> list[tuple[str, Any]]:
        """The field of each name as written that is blank, with the record that it is the name of."""
        blank = [(name, field) for name, field in self.written_names.items() if not getattr(self, name)]
        return [(name, record) for name, field in blank if (record := getattr(self, field, None))]

    @classmethod
    def acyclic_edges(cls) -> Iterable[tuple]:
        """Edges of all such parts that must not form a cycle; ``clean`` refuses a cycle through one part."""
        return ()

    @property
    def record(self) -> Record:
        return getattr(self, self.record_field)


def unique_part_key(record_field: str) -> models.UniqueConstraint:
    """Constraint that a key names one part of its record."""
    return models.UniqueConstraint(
        name="%(class)s_key_is_unique_in_its_record",
        fields=[record_field, "key"],
        violation_error_message=_("This key is taken by another part of the record."),
    )


# Primary keys of records by their model.
PrimaryKeys = defaultdict[type[Record], set[int]]


def primary_keys_by_model(records: Iterable[Record]) -> PrimaryKeys:
    """Primary keys of records by their model; a model that is not among them has none."""
    keys: PrimaryKeys = defaultdict(set)
    for record in records:
        keys[type(record)].add(record.pk)
    return keys
