"""A record that is there already, and the text of a further source that is to stand beside its form."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404

from desk.addresses import change_page_address
from sources.models import SourceText
from sources.texts_beside import TextsBesideMixin


def record_beside(request) -> Model | None:
    """The record that the address names, as ``agreements.agreement:1``. Raises Http404 and PermissionDenied."""
    label, _colon, pk = request.GET.get("record", "").partition(":")
    if not label:
        return None
    model_admin = {model._meta.label_lower: each for model, each in admin.site._registry.items()}.get(label)
    record = model_admin.get_object(request, pk) if isinstance(model_admin, TextsBesideMixin) else None
    if model_admin is None or record is None:
        raise Http404
    if not model_admin.has_change_permission(request, record):
        raise PermissionDenied
    return record


def address_beside(record: Model, texts: Iterable[SourceText]) -> str:
    """The form of a record with these texts beside it."""
    keys = ",".join(dict.fromkeys(str(text.pk) for text in texts))
    return f"{change_page_address(record)}?{urlencode({'texts': keys})}"
