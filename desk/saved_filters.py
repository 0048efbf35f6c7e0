"""Saved filters on staff lists: offered above the list and on the front page, kept and deleted there."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.addresses import list_address
from desk.forms import ConstraintCheckingForm
from desk.models import SavedFilter

if TYPE_CHECKING:  # the class that the mixin is mixed into
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object

# Not of the filter: the page of the list, a window to choose from, the note of a filter that went wrong
_NOT_KEPT = ["p", "e", "_popup", "_to_field", "all"]


def kept_query(query: str) -> str:
    """The part of a list's query that a saved filter keeps."""
    values = QueryDict(query, mutable=True)
    for name in _NOT_KEPT:
        values.pop(name, None)
    return values.urlencode()


class SavedFilterForm(ConstraintCheckingForm):
    """Name of a filter, and whether colleagues have it."""

    untyped = ("owner", "content_type")

    class Meta:
        model = SavedFilter
        fields = ["name", "is_shared"]


class SavedFiltersMixin(_ModelAdmin):
    """The saved filters above a list, and a form to keep the present one."""

    change_list_template = "admin/record_change_list.html"

    def changelist_view(self, request, extra_context=None):
        query = kept_query(request.META.get("QUERY_STRING", ""))
        context = {
            "saved_filters": filter_links(self, request, query),
            "filter_to_keep": query,
            "filter_form": SavedFilterForm(),
            "may_share_filter": self.has_change_permission(request),
            "save_filter_address": reverse("admin:save_filter", args=[self.opts.label_lower]),
        }
        return super().changelist_view(request, {**context, **(extra_context or {})})


def filter_links(model_admin, request, query: str = "") -> list[dict]:
    """Saved filters of a list that this user has, with their addresses; the present one is marked."""
    of_list = ContentType.objects.get_for_model(model_admin.model)
    rows = SavedFilter.objects.visible_to(request.user).filter(content_type=of_list).select_related("owner")
    address = list_address(model_admin.model)
    return [
        {
            "filter": row,
            "address": f"{address}?{row.query}",
            "is_present": row.query == query,
            "of": "" if row.owner_id == request.user.pk else row.owner.get_username(),
            "delete": reverse("admin:delete_filter", args=[row.pk])
            if _may_delete(row, model_admin, request)
            else "",
        }
        for row in rows
    ]


def _may_delete(row: SavedFilter, model_admin, request) -> bool:
    """Its owner may; one that is shared, also whoever publishes what the list lists."""
    if row.owner_id == request.user.pk:
        return True
    may_publish = getattr(model_admin, "has_publish_permission", lambda request: False)
    return row.is_shared and may_publish(request)


def _list_admin(site, request, model):
    """The admin of a list with filters. Raises PermissionDenied for those who may not open it, Http404 for none."""
    model_admin = site._registry.get(model)
    if not isinstance(model_admin, SavedFiltersMixin):
        raise Http404
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    return model_admin


@require_POST
def save_filter_view(request, model: str, *, site):
    """Keep a filter under a name; the name that one had already is refused."""
    try:
        model_admin = _list_admin(site, request, apps.get_model(model))
    except (LookupError, ValueError) as error:
        raise Http404 from error
    query = kept_query(request.POST.get("query", ""))
    saved = SavedFilter(
        owner=request.user, content_type=ContentType.objects.get_for_model(model_admin.model), query=query
    )
    form = SavedFilterForm(request.POST, instance=saved)
    if len(query) > (SavedFilter._meta.get_field("query").max_length or 0):
        messages.error(request, _("The filter is too long to be kept."))
    elif form.is_valid():
        saved.is_shared = saved.is_shared and model_admin.has_change_permission(request)
        saved.save()
        messages.success(request, _("The filter was kept: %(name)s.") % {"name": saved.name})
    else:
        messages.error(request, " ".join(str(words) for errors in form.errors.values() for words in errors))
    return HttpResponseRedirect(f"{list_address(model_admin.model)}?{query}")


@require_POST
def delete_filter_view(request, pk: int, *, site):
    """Delete a filter of one's own, or a shared one."""
    saved = get_object_or_404(SavedFilter.objects.visible_to(request.user), pk=pk)
    model_admin = _list_admin(site, request, saved.content_type.model_class())
    if not _may_delete(saved, model_admin, request):
        raise PermissionDenied
    saved.delete()
    messages.success(request, _("The filter was deleted: %(name)s.") % {"name": saved.name})
    return HttpResponseRedirect(list_address(model_admin.model))
