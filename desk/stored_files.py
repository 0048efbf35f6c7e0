"""Attached files in the staff area: the input that takes one, and the view that gives it out to staff."""

from typing import Any, cast

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from core.stored_files import StoredFile, stored_file_fields
from core.uploads.formats import ACCEPTED_ENDINGS
from core.uploads.responses import file_response
from register.records import Part


class StoredFileInput(AdminFileWidget):
    """A file input that says how large a file may be, what is attached, and what was chosen on the page that was sent.

    No browser lets a page fill in a file. Forms of records keep it (`desk.kept_uploads`); else it is chosen again.
    """

    template_name = "admin/widgets/stored_file_input.html"
    use_fieldset = False  # its label is the input's; the tick that takes a file away has one of its own

    def __init__(self, attrs=None):
        super().__init__({"accept": ACCEPTED_ENDINGS, **(attrs or {})})
        self.sent: Any = None  # the file that was chosen on the page that was sent

    def value_from_datadict(self, data, files, name):
        self.sent = files.get(name)
        return super().value_from_datadict(data, files, name)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        facts = _facts(value) if isinstance(value, StoredFile) and value else {}
        context["widget"] |= {
            "lost_name": self.sent.name if self.sent else "",
            "kept_token": getattr(self.sent, "kept_token", "") if hasattr(self.sent, "facts") else "",
            "limit": settings.UPLOAD_MAX_BYTES,
            "facts": facts,
        }
        return context


def _facts(file: StoredFile) -> dict:
    """Name, media type and size of an attached file."""
    field, row = file.field, file.instance
    return {
        "name": getattr(row, field.name_field),
        "media_type": getattr(row, field.media_type_field),
        "size": getattr(row, field.size_field),
    }


@require_safe
def stored_file_view(request, model: str, pk: int, *, site: admin.AdminSite) -> HttpResponseBase:
    """The file of a row, for those who may see the record that it belongs to. Raises Http404, PermissionDenied."""
    fields = {field.model._meta.label_lower: field for field in stored_file_fields()}
    field = fields.get(model)
    if field is None:
        raise Http404
    if not site.get_model_admin(_record_model(field.model)).has_view_permission(request):
        raise PermissionDenied
    row = field.model._base_manager.filter(pk=pk).first()
    file = getattr(row, field.attname) if row else None
    if not file or not field.storage.exists(file.name):
        raise Http404
    facts = _facts(file)
    return file_response(field.storage.open(file.name), facts["name"], facts["media_type"])


def _record_model(model: type[Model]) -> type[Model]:
    """The model whose page a row is on: of a part, its record's."""
    if not issubclass(model, Part):
        return model
    return cast(type[Model], model._meta.get_field(model.record_field).related_model)
