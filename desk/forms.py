"""Forms of records and their parts: model constraints, and no overwriting of what somebody else saved."""

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.fields import EDTFField


class ConstraintCheckingForm(forms.ModelForm):
    """A form that checks the model's constraints on fields that are not on the form, too.

    Django leaves every constraint out that names such a field: the bounds of a date, the state.
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


class RecordForm(ConstraintCheckingForm):
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
            % {"who": _last_editor(self.instance) or _("an import or an action"), "moment": moment},
        )


def _last_editor(record) -> str:
    """The name of whoever changed the record last in the admin, "" for nobody."""
    entries = LogEntry.objects.filter(
        content_type=get_content_type_for_model(record), object_id=str(record.pk)
    )
    entry = entries.select_related("user").order_by("-action_time").first()
    return (entry.user.get_full_name() or entry.user.get_username()) if entry else ""
