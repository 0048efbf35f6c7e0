"""Forms of records and their parts: one sheet that several people may have open, where parts name each other."""

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.contrib.admin.widgets import AutocompleteMixin, AutocompleteSelect, AutocompleteSelectMultiple
from django.db.models import UniqueConstraint
from django.forms.models import BaseInlineFormSet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.fields import EDTFField


class Known(AutocompleteMixin):
    """An autocomplete that is told the names of what is chosen, so that a page of many asks the database once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.known: dict[str, str] = {}

    def optgroups(self, name, value, attr=None):
        chosen = [one for one in map(str, value) if one in self.known]
        if not chosen or len(chosen) < len([one for one in value if one]):
            return super().optgroups(name, value, attr)
        options = (
            []
            if self.is_required or self.allow_multiple_selected
            else [self.create_option(name, "", "", False, 0)]
        )
        options += [
            self.create_option(name, one, self.known[one], True, index)
            for index, one in enumerate(chosen, len(options))
        ]
        return [(None, options, 0)]


class KnownSelect(Known, AutocompleteSelect):
    """One record, found by typing a part of its name."""


class KnownSelectMultiple(Known, AutocompleteSelectMultiple):
    """Several records, found by typing parts of their names."""


class BoundsTooForm(forms.ModelForm):
    """A form that holds what cannot be typed, but constrains what can, to the model's constraints as well.

    Django leaves every constraint out that names a field which is not on the form: the bounds of a date, the state.
    """

    untyped = ("editorial_state",)

    def _get_validation_exclusions(self):
        excluded = super()._get_validation_exclusions()
        bounds = {
            name
            for field in self._meta.model._meta.fields
            if isinstance(field, EDTFField) and field.name not in excluded
            for name in field.names
        }
        return excluded - bounds - set(self.untyped)


class RecordForm(BoundsTooForm):
    """The form of a record. It does not overwrite in silence what somebody else saved since it was opened."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["version"].initial = self.instance.updated_at.isoformat()

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            self.refuse_to_overwrite()
        return cleaned

    def refuse_to_overwrite(self):
        """An error when the record was saved since; the next save then replaces it, knowingly."""
        rows = type(self.instance)._default_manager.select_for_update().filter(pk=self.instance.pk)
        saved_at = rows.values_list("updated_at", flat=True).get()
        if self.data.get(self.add_prefix("version")) == saved_at.isoformat():
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = saved_at.isoformat()
        moment = date_format(timezone.localtime(saved_at), "DATETIME_FORMAT")
        self.add_error(
            None,
            _(
                "Somebody else (%(who)s) saved this record at %(moment)s, after you opened it. Nothing of yours is "
                "lost: it stands below, not saved. Open the record in another tab to compare; saving again replaces "
                "what they wrote."
            )
            % {"who": last_to_save(self.instance) or _("an import or an action"), "moment": moment},
        )


def last_to_save(record) -> str:
    """The name of whoever changed the record last in the admin, "" for nobody."""
    entries = LogEntry.objects.filter(
        content_type=get_content_type_for_model(record), object_id=str(record.pk)
    )
    entry = entries.select_related("user").order_by("-action_time").first()
    return (entry.user.get_full_name() or entry.user.get_username()) if entry else ""


class Sheet:
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


class PartForm(BoundsTooForm):
    """The form of a part. ``formset`` and through it ``sheet`` lead to the other parts on the page.

    ``links`` holds the parts that it points at, found while cleaning, set when those have been saved.
    """

    formset: "PartFormSet"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.links: dict = {}

    @property
    def sheet(self) -> Sheet | None:
        return getattr(self.formset, "sheet", None)

    def on_the_sheet(self) -> None:
        """Called when the form stands on its sheet, before it is shown or cleaned."""


class PartFormSet(BaseInlineFormSet):
    """The parts of one kind on a page: they know their neighbors, and two of the same are refused in words."""

    sheet: Sheet | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.doomed: list = []

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.formset = self
        tell_names(form)
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


def tell_names(form) -> None:
    """Give the autocompletes of a form the names of what the instance has loaded already."""
    for name, field in form.fields.items():
        widget = getattr(field.widget, "widget", field.widget)
        if isinstance(widget, Known):
            one = form.instance._state.fields_cache.get(name)
            several = getattr(form.instance, "_prefetched_objects_cache", {}).get(name, [])
            widget.known = {str(record.pk): str(record) for record in ([one] if one else several)}


class RowField(forms.ChoiceField):
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
