"""Forms of records and their parts: model constraints."""

from django import forms

from core.fields import EDTFField


class ConstraintCheckingForm(forms.ModelForm):
    """A form that checks the model's constraints on fields that are not on the form, too.

    Django leaves every constraint out that names such a field: the bounds of a date, those of ``untyped``.
    """

    untyped: tuple[str, ...] = ("editorial_state",)

    def _get_validation_exclusions(self):
        excluded = super()._get_validation_exclusions()
        bounds = {
            name
            for field in self._meta.model._meta.fields
            if isinstance(field, EDTFField) and field.name not in excluded
            for name in field.names
        }
        return excluded - bounds - set(self.untyped)
