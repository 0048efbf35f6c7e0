"""View that says which records have a typed name, and which are like it."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from desk.similar_names import rows_named_like
from desk.typed_records import name_lookups, numbered_label, records_named

_MOST_OFFERED, _MOST_NEAR = 10, 3


@require_safe
def typed_record_view(request, model: str, *, site: admin.AdminSite) -> HttpResponse:
    """Records of a typed name, those that go on from it, and where there are none, those like it, as JSON.

    Raises Http404 for a model without names, PermissionDenied for those who may not see its records.
    """
    model_admin = {each._meta.label_lower: own for each, own in site._registry.items()}.get(model)
    if model_admin is None or not (
        hasattr(model_admin.model, "names") or hasattr(model_admin.model, "typed_lookups")
    ):
        raise Http404
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    text = " ".join(request.GET.get("text", "").split())[:400]
    records = model_admin.model._default_manager.all()
    named = records_named(records, text) if text else []
    offered = _rows_found(request, model_admin, text) if text else []
    near = [] if named else rows_named_like(records, name_lookups(model_admin.model), [text])
    described = {
        "named": _described(model_admin, named),
        "offered": _described(model_admin, list(dict.fromkeys([*named, *offered]))[:_MOST_OFFERED]),
        "near": _described(model_admin, near[:_MOST_NEAR]),
    }
    return JsonResponse({**described, "may_add": model_admin.has_add_permission(request)})


def _rows_found(request, model_admin: Any, text: str) -> list[Any]:
    """What the search of the list finds, as in the other pick lists of the staff area."""
    queryset, has_doubles = model_admin.get_search_results(request, model_admin.get_queryset(request), text)
    queryset = queryset.prefetch_related(*getattr(model_admin, "label_prefetch", ()))
    return list((queryset.distinct() if has_doubles else queryset)[:_MOST_OFFERED])


def _described(model_admin: Any, records: list[Any]) -> list[dict[str, str]]:
    """Key, the name that is put into the field, and a label with more; two of a name differ by their numbers."""
    names = [str(record) for record in records]
    label = getattr(model_admin, "label", str)
    return [
        {
            "pk": str(record.pk),
            "name": name if names.count(name) == 1 else numbered_label(record),
            "label": label(record),
        }
        for record, name in zip(records, names, strict=True)
    ]
