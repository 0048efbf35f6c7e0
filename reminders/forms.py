"""Form of the preferences of reminders."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reminders.models import Preferences


class PreferencesForm(forms.ModelForm):
    """Frequency and language of digests, and the last day of an absence."""

    class Meta:
        model = Preferences
        fields = ["frequency", "language", "away_until"]
        widgets = {"away_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean_away_until(self):
        day = self.cleaned_data["away_until"]
        if day and "away_until" in self.changed_data and day < timezone.localdate():
            raise ValidationError(_("This day has passed."))
        return day
