"""Form fields that choose an involvement of the agreement by its organization, stored or not."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _

from agreements.choices import InvolvementRole
from agreements.models import Involvement
from desk.formsets import PartForm
from desk.widgets import PreloadedSelect, PreloadedSelectMultiple
from organizations.models import Organization

INVOLVEMENTS = "involvements"


def _rows_of_organization(organization_id: int | None, parts: dict) -> list[str]:
    """Rows of the page in which an organization takes part: as a party if it is one, else all."""
    mine = [row for row, part in parts.items() if organization_id and part.organization_id == organization_id]
    return [row for row in mine if parts[row].role == InvolvementRole.PARTY] or mine


def _row_label(part: Involvement) -> str:
    """Label of an involvement that differs from those of the same organization's other ones."""
    return " – ".join(filter(None, [str(part), part.get_role_display(), part.side]))


class _PartyChoiceMixin:
    """Field whose value is an organization, or the row of one of its involvements if it has several.

    Usually an autocomplete of organizations, so that parties typed on the same page can be chosen; a list of rows
    where an organization would be ambiguous.
    """

    fk: str
    list_widget: type[forms.Select]
    source = INVOLVEMENTS

    def linked_pks(self, form: PartForm) -> list[int]:
        """Primary keys of the involvements that are stored, for comparison with what others saved."""
        return self.stored_pks

    def set_choices(self, form: PartForm, stored: list[Involvement]) -> None:
        """Show the stored involvements; as a list of rows where an organization would be ambiguous."""
        self.form = form
        parts = form.record_formsets.stored_parts(INVOLVEMENTS)
        rows = {part.pk: row for row, part in parts.items()}
        chosen = [part for part in stored if part.pk in rows]
        self.stored_pks = [part.pk for part in chosen]
        unambiguous = [
            _rows_of_organization(part.organization_id, parts) == [rows[part.pk]] for part in chosen
        ]
        form.initial[self.name] = self.initial_value(
            [
                part.organization_id if is_unambiguous else rows[part.pk]
                for part, is_unambiguous in zip(chosen, unambiguous, strict=True)
            ]
        )
        self.widget.labels = {
            str(parts[rows[part.pk]].organization_id): str(parts[rows[part.pk]].organization)
            for part in chosen
        }
        submitted = form.data.getlist(form.add_prefix(self.name)) if form.is_bound else []
        if (
            not all(unambiguous)
            or any(_is_row(value) for value in submitted)
            or any(part.organization_id is None for part in parts.values())
        ):
            self.offer_rows()

    def offer_rows(self) -> None:
        """Offer the rows of the page instead of all organizations."""
        formsets, is_single = self.form.record_formsets, self.list_widget is forms.Select
        self.widget = self.list_widget()
        self.widget.choices = CallableChoiceIterator(
            lambda: [
                *([("", "---------")] if is_single else []),
                *((row, _row_label(part)) for row, part in formsets.parts(INVOLVEMENTS).items()),
            ]
        )

    def initial_value(self, values: list):
        return values

    def involvement(self, value, parts: dict) -> Involvement:
        """Involvement of a value. Raises ValidationError if none or several fit."""
        if _is_row(value):
            if value not in parts:
                raise ValidationError(_("This entry is no longer among the parties: choose again."))
            return parts[value]
        rows = _rows_of_organization(value.pk, parts)
        if not rows:
            raise ValidationError(
                _("%(organization)s takes no part in this agreement: add it under parties."),
                params={"organization": value},
            )
        if len(rows) > 1:
            self.offer_rows()
            raise ValidationError(
                _("%(organization)s takes part in several ways: choose which is meant."),
                params={"organization": value},
            )
        return parts[rows[0]]


def _is_row(value) -> bool:
    return isinstance(value, str) and value.startswith(f"{INVOLVEMENTS}-")


class PartyField(_PartyChoiceMixin, forms.ModelChoiceField):
    """One organization that takes part; ``fk`` is the foreign key to its involvement that is filled."""

    list_widget = forms.Select

    def __init__(self, name: str, *, fk: str = "involvement", **kwargs):
        self.name, self.fk = name, fk
        widget = PreloadedSelect(Involvement._meta.get_field("organization"), admin.site)
        super().__init__(Organization.objects.all(), required=False, widget=widget, **kwargs)

    def initial_value(self, values):
        return values[0] if values else None

    def to_python(self, value):
        return value if _is_row(value) else super().to_python(value)


class PartiesField(_PartyChoiceMixin, forms.ModelMultipleChoiceField):
    """Several organizations that take part."""

    list_widget = forms.SelectMultiple

    def __init__(self, name: str, **kwargs):
        self.name = name
        widget = PreloadedSelectMultiple(Involvement._meta.get_field("organization"), admin.site)
        super().__init__(Organization.objects.all(), required=False, widget=widget, **kwargs)

    def clean(self, value):
        rows = [value for value in value or [] if _is_row(value)]
        return [*rows, *super().clean([value for value in value or [] if not _is_row(value)])]
