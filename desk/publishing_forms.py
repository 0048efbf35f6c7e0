"""Confirmation forms of publishing and withdrawing."""

from collections.abc import Iterable, Mapping
from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.localized import LocalizedFormField
from core.visible_text import validate_visible
from register.records import Record


class PublishForm(forms.Form):
    """Confirmation of a publication, with its note, and ticks where it closes versions for good.

    ``closing`` has a tick for each record of which earlier versions give out what the new one does not.
    """

    note = forms.CharField(
        label=_("Note"),
        max_length=400,
        required=False,
        validators=[validate_visible],
        help_text=_("Why, for the list of versions. Public: name nobody who is not in the record."),
    )
    closes_versions = forms.BooleanField(
        label=_("Close the earlier versions for good"),
        required=False,
        help_text=_("They are not opened again, even if more is disclosed later."),
    )

    closing = forms.MultipleChoiceField(
        label=_("Close earlier versions of"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All earlier versions of a record that is ticked. They are not opened again."),
    )

    def offer_closing(self, records: Iterable[Record]) -> None:
        """Offers to close the earlier versions of these records."""
        choices = [(record.ref, f"{record} ({record.ref})") for record in records if record.ref]
        cast(forms.MultipleChoiceField, self.fields["closing"]).choices = choices

    def require_tick(self, narrowed: Mapping[str, list[int]]) -> None:
        """Raises ValidationError where versions would be closed without a tick."""
        if narrowed and not self.cleaned_data["closes_versions"]:
            raise ValidationError(
                _("Nothing was published: confirm with the tick that earlier versions are closed.")
            )


_AT_A_TIME = _(
    "At the time that you set, what stands above is published. If the record was changed by then, it is not, and the "
    "front page says so."
)
_NOW = _("Leave it empty to publish now.")


class PublishOrScheduleForm(PublishForm):
    """Confirmation of the publication of one record, now or at a time that is set."""

    publish_at = forms.DateTimeField(
        label=_("Publish at"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zone = _("The time is that of %(zone)s.") % {"zone": timezone.get_current_timezone_name()}
        self.fields["publish_at"].help_text = f"{_NOW} {_AT_A_TIME} {zone}"
        self.without_now = f"{_AT_A_TIME} {zone}"

    def require_time(self) -> None:
        """Ask for a time: it cannot be published now."""
        self.fields["publish_at"].required = True
        self.fields["publish_at"].help_text = self.without_now


class WithdrawForm(forms.Form):
    """Confirmation of a withdrawal: the reason that stands where the record stood, and a note."""

    reason = LocalizedFormField(
        label=_("Reason for the public"),
        help_text=_("In every language: it is shown in place of the record."),
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=400,
        required=False,
        validators=[validate_visible],
        help_text=_("For the list of changes. Public."),
    )

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        for text in reason.values():
            validate_visible(text, is_one_line=False)
        missing = [
            str(name) for code, name in self.fields["reason"].widget.languages.items() if not reason.get(code)
        ]
        if missing:
            raise ValidationError(
                _("Give the reason in every language: %(missing)s is missing."),
                params={"missing": ", ".join(missing)},
            )
        return reason
