"""Refusal of a new record of which nothing at all was typed: no list could name it."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:  # the class that the mixin is mixed into
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object


class BlankRecordMixin(_ModelAdmin):
    """Admin that notes of a new record whether its own fields are blank; `refuse_if_blank` asks its lists."""

    def save_form(self, request, form, change):
        record = super().save_form(request, form, change)
        quotes = request.POST.get("quoted", "")  # words of a text that stands beside the form
        record.is_blank = not (change or form.changed_data or quotes not in ("", "[]"))
        return record


def refuse_if_blank(formset: Any) -> None:
    """Have the first list of a page say that nothing was typed, in none of its lists either. Raises ValidationError."""
    lists = [*formset.record_formsets.formsets.values()] if formset.record_formsets else []
    is_blank = getattr(formset.instance, "is_blank", False) and lists[:1] == [formset]
    if is_blank and not any(each.has_changed() for each in lists):
        raise ValidationError(_("Nothing is filled in yet: begin with a title, or with who takes part."))
