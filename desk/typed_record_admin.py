"""Admin of forms in which other records are typed by name, and made where they are not there yet."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.utils.translation import gettext as _

from core.text import fold
from desk.typed_records import TypedRecordField, name_lookups, typed_record_field
from desk.widgets import inner_widget
from desk.word_fields import word_field_options

if TYPE_CHECKING:  # the class that the mixin is mixed into
    from django.contrib.admin.options import BaseModelAdmin

    _ModelAdmin = BaseModelAdmin[Any]
else:
    _ModelAdmin = object


class TypedFieldsMixin(_ModelAdmin):
    """Fields that take words: records by name (``typed_fields``), lengths, languages. ``help_texts``: by field."""

    typed_fields: tuple[str, ...] = ()
    help_texts: dict[str, Any] = {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        kwargs = {**word_field_options(db_field), **kwargs}
        if db_field.name in self.help_texts:
            kwargs["help_text"] = self.help_texts[db_field.name]
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, TypedRecordField):
            field.widget = inner_widget(field.widget)  # new ones are typed, too
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.typed_fields:
            other = self.admin_site._registry.get(db_field.remote_field.model)
            may_add = other is not None and other.has_add_permission(request)
            return typed_record_field(db_field, may_add=may_add, help_text=kwargs.get("help_text"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def save_typed_records(site: admin.AdminSite, request: Any, formset: Any, made: dict) -> None:
    """Save the records that the forms of a formset name and that are new, each once: ``made``, by model and name."""
    for form, name in _new_records(formset):
        record = getattr(form.instance, name)
        key = (type(record), fold(getattr(record, name_lookups(type(record))[0])))
        if key not in made:
            record.save()
            made[key] = record
            model_admin = site.get_model_admin(type(record))
            model_admin.log_addition(request, record, [{"added": {}}])
            sentence = _("New in the register: %(record)s.") % {"record": record}
            model_admin.message_user(request, sentence, messages.INFO)
        setattr(form.instance, name, made[key])


def _new_records(formset: Any) -> Iterator[tuple[Any, str]]:
    for form in formset.remaining_forms:
        for name, field in form.fields.items():
            if isinstance(field, TypedRecordField):
                record = getattr(form.instance, name)
                if record is not None and record.pk is None:
                    yield form, name
