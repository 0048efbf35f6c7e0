"""."""

from django import forms
from django.db.models import UniqueConstraint
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from desk.forms import ConstraintCheckingForm
from desk.widgets import preload_labels


class RecordFormsets:
    """All that is on one change page: the parts of the record, typed or stored, under the names of their lists."""

    def __init__(self, formsets):
        self.formsets = {formset.prefix: formset for formset in formsets}
        for formset in formsets:
            formset.sheet = self

    def parts(self, name: str) -> dict[str, object]:
        """``{row: part}`` of one list: row names a form of this page, the same before and after an error.

        On a page that was sent, what was typed, without what is to be deleted; else what is stored.
        """
        formset = self.formsets.get(name)
        if formset is None:
            return {}
        if not formset.is_bound:
            return self.stored(name)
        formset.is_valid()  # cleans the forms, once
        return {
            form.prefix: form.instance
            for form in formset.forms
            if (form.instance.pk or form.has_changed())
            and not (formset.can_delete and formset._should_delete_form(form))
        }

    def stored(self, name: str) -> dict[str, object]:
        """``{row: part}`` of one list as the database has it."""
        formset = self.formsets.get(name)
        if formset is None or formset.instance.pk is None:
            return {}
        return {f"{formset.prefix}-{index}": part for index, part in enumerate(formset.get_queryset())}

    def row_of(self, name: str, pk) -> str:
        """The row of a stored part, "" for none."""
        return next((row for row, part in self.stored(name).items() if part.pk == pk), "")


class PartForm(ConstraintCheckingForm):
    """The form of a part. ``formset`` and through it ``sheet`` lead to the other parts on the page.

    ``links`` holds the parts that it points at, found while cleaning, set when those have been saved.
    """

    formset: "PartFormSet"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.links: dict = {}

    @property
    def sheet(self) -> RecordFormsets | None:
        return getattr(self.formset, "sheet", None)

    def on_the_sheet(self) -> None:
        """Called when the form stands on its sheet, before it is shown or cleaned."""


class PartFormSet(BaseInlineFormSet):
    """The parts of one kind on a page: they know their neighbors, and two of the same are refused in words."""

    sheet: RecordFormsets | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.doomed: list = []

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.formset = self
        preload_labels(form)
        if isinstance(form, PartForm) and self.sheet:
            form.on_the_sheet()

    @cached_property
    def kept_forms(self) -> list:
        """The forms that say something and stay."""
        return [
            form
            for form in self.forms
            if (form.instance.pk or form.has_changed())
            and not (self.can_delete and self._should_delete_form(form))
        ]

    def clean(self):
        self.refuse_doubles()
        for form in self.kept_forms:
            if isinstance(form, PartForm):
                self.link(form)

    def link(self, form) -> None:
        """Find the parts that this one points at; on the form, an error where there is none."""

    def refuse_doubles(self):
        """What the database's constraints would refuse of rows typed on the same page."""
        for constraint in self.model._meta.constraints:
            if not isinstance(constraint, UniqueConstraint) or "key" in constraint.fields:
                continue
            fields = [name for name in constraint.fields if name != self.fk.name]
            met = set()
            for form in self.kept_forms:
                row = tuple(
                    getattr(form.instance, form.instance._meta.get_field(name).attname) for name in fields
                )
                if None in row and constraint.nulls_distinct is not False:
                    continue
                if row in met:
                    form.add_error(None, constraint.get_violation_error_message())
                met.add(row)

    def save_new(self, form, commit=True):
        self.set_links(form)
        return super().save_new(form, commit)

    def save_existing(self, form, obj, commit=True):
        self.set_links(form)
        return super().save_existing(form, obj, commit)

    def delete_existing(self, obj, commit=True):
        """Not yet: other parts may still point at it, until they are saved or deleted themselves."""
        self.doomed.append(obj)

    def delete_doomed(self) -> None:
        for part in self.doomed:
            part.delete()

    def set_links(self, form) -> None:
        for name, part in form.links.items():
            setattr(form.instance, name, part)


class PartChoiceField(forms.ChoiceField):
    """Another part of the same page, chosen from a list. ``source`` names the list, ``fk`` the key it fills."""

    def __init__(self, *, source: str, fk: str, kinds=None, **kwargs):
        self.source, self.fk, self.kinds = source, fk, kinds
        super().__init__(**{"required": False, **kwargs})

    def offer(self, form: PartForm, name: str) -> None:
        """Offer the parts on the form's sheet, under this name of a field; what is stored is chosen."""
        form.initial[name] = form.sheet.row_of(self.source, getattr(form.instance, f"{self.fk}_id"))
        self.choices = lambda: [
            ("", "---------"),
            *((row, str(part)) for row, part in self.parts(form).items()),
        ]

    def parts(self, form: PartForm) -> dict:
        """The parts that may be chosen, by row."""
        parts = form.sheet.parts(self.source)
        return {row: part for row, part in parts.items() if not self.kinds or part.kind in self.kinds}
