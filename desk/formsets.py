"""Formsets of a record page, whose parts refer to each other before they are stored."""

from typing import Any

from django import forms
from django.db.models import UniqueConstraint, Value
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from core.text import fold
from desk.blank_records import refuse_if_blank
from desk.conflicts.restoring import restore_part
from desk.conflicts.snapshot import Row
from desk.forms import ConstraintCheckingForm
from desk.part_lists import loaded_parts
from desk.typed_records import TypedRecordField, name_lookups
from desk.widgets import KnownChoiceField, preload_labels
from register.records import Part, new_part_key

_MOST_OPEN_ROWS = 6  # of stored parts in a list; with more, each is closed
_MOST_SHOWN_ROWS = 20  # of closed ones, until all are wanted


class RecordFormsets:
    """The formsets of one change page: the parts of the record, typed or stored, under the names of their lists.

    ``offered`` is the field whose choices somebody wants to see, all of them, on a page too long to offer each.
    """

    def __init__(self, formsets: list["PartFormSet"], offered: str = ""):
        self.formsets = {formset.prefix: formset for formset in formsets}
        self.offered = offered
        for formset in formsets:
            formset.record_formsets = self

    def parts(self, name: str) -> dict[str, Part]:
        """``{row: part}`` of one list: row names a form of this page, the same before and after an error.

        On a page that was sent, what was typed, without what is to be deleted; else what is stored.
        """
        formset = self.formsets.get(name)
        if formset is None:
            return {}
        if not formset.is_bound:
            return self.stored_parts(name)
        formset.is_valid()  # cleans the forms, once
        return {str(form.prefix): form.instance for form in formset.forms if formset.is_kept(form)}

    def stored_parts(self, name: str) -> dict[str, Part]:
        """``{row: part}`` of one list as the database has it."""
        formset = self.formsets.get(name)
        if formset is None or formset.instance.pk is None:
            return {}
        return {f"{formset.prefix}-{index}": part for index, part in enumerate(formset.get_queryset())}

    def row_of(self, name: str, pk) -> str:
        """The row of a stored part, "" for none."""
        return next((row for row, part in self.stored_parts(name).items() if part.pk == pk), "")


class PartForm(ConstraintCheckingForm):
    """The form of a part. ``formset`` and through it ``record_formsets`` lead to the other parts on the page.

    ``linked_parts`` holds the parts that it points at: looked up while cleaning, set when those have been saved.
    """

    formset: "PartFormSet"
    is_empty_row = False  # the row that scripts copy

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.linked_parts: dict = {}

    @property
    def record_formsets(self) -> RecordFormsets:
        """The formsets of the page. Raises RuntimeError where the form stands on none."""
        if self.formset.record_formsets is None:
            raise RuntimeError("this form is on no record page")
        return self.formset.record_formsets

    def _get_validation_exclusions(self):
        """Without the fields of records that this save makes: they have no keys yet."""
        new = {
            name
            for name, field in self.fields.items()
            if isinstance(field, TypedRecordField) and _is_new(self.cleaned_data.get(name))
        }
        return super()._get_validation_exclusions() | new

    def _post_clean(self):
        """Check the rules of the model, which asks the database; not again for a stored part that nobody changed."""
        if self.instance._state.adding or self.has_changed():
            super()._post_clean()

    @property
    def is_closed(self) -> bool:
        """True for a stored row of a long list, which shows its name until somebody opens it."""
        is_calm = not self.instance._state.adding and not (
            self.is_bound and (self.errors or self.has_changed())
        )
        return is_calm and self.formset.stored_count > _MOST_OPEN_ROWS

    @property
    def is_beyond(self) -> bool:
        """True for a closed row that is shown with all others of a very long list."""
        return self.is_closed and self.formset.initial_forms.index(self) >= _MOST_SHOWN_ROWS

    def set_up_choices(self) -> None:
        """Called when the form is on its page, before it is shown or cleaned."""


def _is_new(record: Any) -> bool:
    return record is not None and record.pk is None


class PartFormSet(BaseInlineFormSet):
    """The parts of one kind on a page: they know the other parts, and two of the same are refused in words.

    ``restored`` has the rows of parts that somebody else deleted and this page keeps, by the new row.
    """

    record_formsets: RecordFormsets | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.marked_for_deletion: list = []
        self.notes: list[str] = []  # for whoever saved: what a save did that they did not type
        self.restored: dict[str, Row] = {}

    def get_queryset(self):
        """The parts: of a page that loaded them with its record these very objects, which other rows mention."""
        if not hasattr(self, "_queryset") and not self.queryset.query.is_empty():
            parts = loaded_parts(self.instance, self.fk)
            if parts is not None:
                self._queryset = parts
        return super().get_queryset()

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.formset = self
        self._know_key(form)
        if row := self.restored.get(str(form.prefix)):
            restore_part(form.instance, row)
        preload_labels(form)
        if isinstance(form, PartForm) and self.record_formsets:
            form.set_up_choices()

    def _know_key(self, form):
        """Have the key of a part that was loaded looked up there."""
        name = self.model._meta.pk.name
        field = form.fields[name]
        if not form.instance._state.adding and isinstance(field, forms.ModelChoiceField):
            known = KnownChoiceField(
                field.queryset, initial=field.initial, required=False, widget=field.widget
            )
            known.known, form.fields[name] = form.instance, known

    @cached_property
    def empty_form(self):
        """The row that scripts copy, made once for all who look at it: a page asks four times."""
        form = super().empty_form
        form.is_empty_row = True
        return form

    @property
    def has_room(self) -> bool:
        """True where another row may be added."""
        return len(self.forms) < self.max_num

    @property
    def stored_count(self) -> int:
        """How many parts are stored, for the heading of the list."""
        return len(self.initial_forms)

    @property
    def is_section_open(self) -> bool:
        """True for a list that has rows, or an error."""
        return bool(self.forms or self.non_form_errors())

    def is_kept(self, form: forms.ModelForm) -> bool:
        """True for a form that is filled in and not to be deleted."""
        is_filled = form.instance.pk or form.has_changed()
        # Django's own test, which its stubs leave out; `deleted_forms` refuses to answer before all forms are valid
        is_marked = self.can_delete and self._should_delete_form(form)  # type: ignore[attr-defined]  # not in the stubs
        return bool(is_filled) and not is_marked

    @cached_property
    def remaining_forms(self) -> list:
        """The forms that are filled in and stay."""
        return [form for form in self.forms if self.is_kept(form)]

    def clean(self):
        refuse_if_blank(self)
        self.refuse_duplicates()
        for form in self.remaining_forms:
            if isinstance(form, PartForm):
                self.link_parts(form)

    def link_parts(self, form) -> None:
        """Find the parts that this one points at; on the form, an error where there is none."""

    def cite_what_changed(self, record_form) -> None:
        """Called before saving; formsets of citations add what this save changes to those that ask for it."""

    def refuse_duplicates(self):
        """Put errors on rows typed on the same page that a constraint of the database would refuse as doubles."""
        for constraint in self.model._meta.constraints:
            if not isinstance(constraint, UniqueConstraint) or "key" in constraint.fields:
                continue
            fields = [name for name in constraint.fields if name != self.fk.name]
            seen: list[tuple] = []  # texts by language cannot be in a set
            for form in self.remaining_forms:
                if not _named_by(constraint).isdisjoint(form.errors):
                    continue  # what it will say is not known yet
                row = tuple(_value_or_new_name(form.instance, name) for name in fields)
                if None in row and constraint.nulls_distinct is not False:
                    continue
                if row in seen and _is_subject_to(constraint, form.instance):
                    form.add_error(None, constraint.get_violation_error_message())
                seen.append(row)

    def save_new(self, form, commit=True):
        self.set_links(form)
        if isinstance(form.instance, Part) and not form.instance.key:
            form.instance.key = new_part_key(self._keys)
            self._keys.add(form.instance.key)
        return super().save_new(form, commit)

    @cached_property
    def _keys(self) -> set[str]:
        """The keys of the record's parts, so that a new one need not look for them."""
        return {form.instance.key for form in self.forms}

    def save_existing(self, form, obj, commit=True):
        self.set_links(form)
        return super().save_existing(form, obj, commit)

    def delete_existing(self, obj, commit=True):
        """Not yet: other parts may still point at it, until they are saved or deleted themselves."""
        self.marked_for_deletion.append(obj)

    def delete_marked(self) -> None:
        for part in self.marked_for_deletion:
            part.delete()

    def set_links(self, form) -> None:
        for name, part in form.linked_parts.items():
            setattr(form.instance, name, part)


def _named_by(constraint: UniqueConstraint) -> set[str]:
    """The fields that a constraint is about, those of its condition too."""
    condition = constraint.condition
    return {*constraint.fields, *(condition.referenced_base_fields if condition is not None else ())}


def _is_subject_to(constraint: UniqueConstraint, part) -> bool:
    """True unless the constraint has a condition that the part does not meet."""
    if constraint.condition is None:
        return True
    values = {field: _value_or_new_name(part, field.name) for field in part._meta.concrete_fields}
    new = {field for field, value in values.items() if field.is_relation and isinstance(value, str)}
    return constraint.condition.check(
        {field.name: Value(-1 if field in new else value, field) for field, value in values.items()}
    )


def _value_or_new_name(part: Any, name: str) -> Any:
    """The value of a column; of a record that is made by this save its name, folded, as it has no key yet."""
    field = part._meta.get_field(name)
    record = part._state.fields_cache.get(name) if field.is_relation else None
    own_name = getattr(record, name_lookups(type(record))[0], "") if record and _is_new(record) else ""
    return fold(own_name) if own_name else getattr(part, field.attname)


class PartChoiceField(forms.ChoiceField):
    """Another part of the same page, chosen from a list. ``source`` names the list, ``fk`` the key it fills."""

    def __init__(self, *, source: str, fk: str, kinds=None, **kwargs):
        self.source, self.fk, self.kinds = source, fk, kinds
        super().__init__(**{"required": False, **kwargs})

    def set_choices(self, form: PartForm, name: str) -> None:
        """Offer the parts on the form's page, under this name of a field; what is stored is chosen."""
        form.initial[name] = form.record_formsets.row_of(self.source, getattr(form.instance, f"{self.fk}_id"))
        self.choices = lambda: [
            ("", "---------"),
            *((row, str(part)) for row, part in self.parts(form).items()),
        ]

    def linked_pks(self, form: PartForm) -> list[int]:
        """Primary key of the part that is stored, for comparison with what others saved."""
        pk = getattr(form.instance, f"{self.fk}_id")
        return [pk] if pk else []

    def parts(self, form: PartForm) -> dict[str, Any]:
        """The parts that may be chosen, by row."""
        parts: dict[str, Any] = form.record_formsets.parts(self.source)
        return {row: part for row, part in parts.items() if not self.kinds or part.kind in self.kinds}
