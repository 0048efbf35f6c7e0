"""Form fields that choose an involvement of the agreement: those on the page are offered, stored or just typed."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _

from agreements.choices import InvolvementRole
from agreements.models import Involvement
from desk.formsets import PartForm
from desk.widgets import OfferingMixin
from organizations.models import Organization

INVOLVEMENTS = "involvements"
_MOST_OFFERED = 40  # with more rows, a field has only what is chosen until its script or its button fills it
# For the script that offers what is typed above: the list, and the inputs of a row that name it
_OFFERED = {"data-rows": INVOLVEMENTS, "data-row-names": "organization name_as_written person"}


def _rows_of_organization(organization_id: int | None, parts: dict) -> list[str]:
    """Rows of the page in which an organization takes part: as a party if it is one, else all."""
    mine = [row for row, part in parts.items() if organization_id and part.organization_id == organization_id]
    return [row for row in mine if parts[row].role == InvolvementRole.PARTY] or mine


def _row_labels(parts: dict[str, Involvement]) -> Iterator[tuple[str, str]]:
    """Rows with their labels; those of one name differ by their roles and sides."""
    names = [str(part) for part in parts.values()]
    for row, part in parts.items():
        is_one_of_several = names.count(str(part)) > 1
        more = [str(part.get_role_display()), part.side] if is_one_of_several else []
        yield row, " – ".join(filter(None, [str(part), *more]))


class _PartySelect(OfferingMixin, forms.Select):
    """One party."""


class _PartySelectMultiple(OfferingMixin, forms.SelectMultiple):
    """Several parties."""


class _PartyChoiceMixin:
    """Field whose value is the row of an involvement on the same page, or an organization that has a single one."""

    fk: str
    source = INVOLVEMENTS

    def linked_pks(self, form: PartForm) -> list[int]:
        """Primary keys of the involvements that are stored, for comparison with what others saved."""
        return self.stored_pks

    def set_choices(self, form: PartForm, stored: list[Involvement]) -> None:
        """Offer the rows of the page; the stored ones are chosen."""
        self.form = form
        rows = {part.pk: row for row, part in form.record_formsets.stored_parts(INVOLVEMENTS).items()}
        chosen = [part for part in stored if part.pk in rows]
        self.stored_pks = [part.pk for part in chosen]
        form.initial[self.name] = self.initial_value([rows[part.pk] for part in chosen])
        self.widget.choices = CallableChoiceIterator(lambda: list(self._options()))
        self.widget.is_short = lambda _name: self._is_short()

    def _options(self) -> Iterator[tuple[str, str]]:
        if not self.widget.allow_multiple_selected:
            yield "", "---------"
        formsets = self.form.record_formsets
        parts = formsets.parts(INVOLVEMENTS)
        rows = [str(form.prefix) for form in formsets.formsets[INVOLVEMENTS].forms]
        if self._is_short():
            value = self.form[self.name].value()
            chosen = value if isinstance(value, list) else [value]
            parts, rows = {row: part for row, part in parts.items() if row in chosen}, []
        yield from _row_labels(parts)
        for number, row in enumerate(rows, 1):
            if row not in parts:
                yield row, str(_("number %(number)s above") % {"number": number})
        submitted = self.form.data.getlist(self.form.add_prefix(self.name)) if self.form.is_bound else []
        yield from ((value, f"#{value}") for value in submitted if value and not _is_row(value))

    def _is_short(self) -> bool:
        """True where the field offers only what is chosen in it."""
        formsets = self.form.record_formsets
        is_long = len(formsets.formsets[INVOLVEMENTS].forms) > _MOST_OFFERED
        return is_long and formsets.offered != self.form.add_prefix(self.name)

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
            raise ValidationError(
                _("%(organization)s takes part in several ways: choose which is meant."),
                params={"organization": value},
            )
        return parts[rows[0]]


def _is_row(value) -> bool:
    return isinstance(value, str) and value.startswith(f"{INVOLVEMENTS}-")


class PartyField(_PartyChoiceMixin, forms.ModelChoiceField):
    """One organization that takes part; ``fk`` is the foreign key to its involvement that is filled."""

    def __init__(self, name: str, *, fk: str = "involvement", **kwargs):
        self.name, self.fk = name, fk
        widget = _PartySelect(_OFFERED)
        super().__init__(Organization.objects.all(), required=False, widget=widget, **kwargs)

    def initial_value(self, values):
        return values[0] if values else None

    def to_python(self, value):
        return value if _is_row(value) else super().to_python(value)


class PartiesField(_PartyChoiceMixin, forms.ModelMultipleChoiceField):
    """Several organizations that take part."""

    def __init__(self, name: str, **kwargs):
        self.name = name
        widget = _PartySelectMultiple(_OFFERED)
        super().__init__(Organization.objects.all(), required=False, widget=widget, **kwargs)

    def clean(self, value):
        rows = [value for value in value or [] if _is_row(value)]
        return [*rows, *super().clean([value for value in value or [] if not _is_row(value)])]
