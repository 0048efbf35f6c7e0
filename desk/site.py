"""Admin site of the staff area: Django's admin with lists in one line, work queues and its own page of bulk files."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import LoginView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpResponseRedirect
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _

from desk.addresses import list_address
from desk.bulk_files import bulk_files_view, may_make_bulk_files
from desk.queues import Queue, count_queues, queues_of
from desk.saved_filters import SavedFiltersMixin, delete_filter_view, filter_links, save_filter_view
from desk.stored_files import stored_file_view
from desk.typed_record_views import typed_record_view
from desk.unsaved_forms import form_drafts_view
from desk.workflow.tasks import wake_if_overdue
from register.kinds import kinds


class _LabelledAutocompleteView(AutocompleteJsonView):
    """Autocomplete results with a label that tells two of a name apart, where the model admin has a ``label``."""

    def get_queryset(self):
        prefetch = getattr(self.model_admin, "label_prefetch", ())
        return super().get_queryset().prefetch_related(*prefetch)

    def serialize_result(self, obj, to_field_name):
        label = getattr(self.model_admin, "label", str)
        return {**super().serialize_result(obj, to_field_name), "text": label(obj)}


class DeskSite(admin.AdminSite):
    """The staff area. Everything staff do starts here; nothing here is public."""

    site_header = _("Entente staff area")
    site_title = _("Entente staff area")
    index_title = _("Records")
    enable_nav_sidebar = False  # the lists stand in one line above every page, and forms need the width

    def __init__(self, name: str = "admin"):
        super().__init__(name)
        self.empty_value_display = "–"

    def each_context(self, request):
        """With the lists this user may open, for the line above every page, and where they may add what."""
        context = super().each_context(request)
        listed = {model["model"]: model for app in context["available_apps"] for model in app["models"]}
        context["lists"] = [listed[model] for model in self._nav_models() if model in listed]
        context["add_urls"] = {model._meta.model_name: row["add_url"] for model, row in listed.items()}
        return context

    def _nav_models(self) -> list[type[Model]]:
        """The kinds of record, then the models whose admin has a ``desk_nav_order``, in that order."""
        orders = {
            model: model_admin.desk_nav_order
            for model, model_admin in self._registry.items()
            if hasattr(model_admin, "desk_nav_order")
        }
        return [*(kind.model for kind in kinds()), *sorted(orders, key=lambda model: orders[model])]

    def index(self, request, extra_context=None):
        """The front page, with the work queues that are not empty."""
        wake_if_overdue()
        more = {
            "work": self.work(request),
            "filters": self.filters(request),
            "may_make_bulk_files": may_make_bulk_files(self, request),
        }
        return super().index(request, {**(extra_context or {}), **more})

    def login(self, request, extra_context=None):
        """Lead to the login page, and from there on; it is the only one, so that its limits hold."""
        address = LoginView().get_redirect_url(request) or reverse("admin:index")
        if self.has_permission(request):
            return HttpResponseRedirect(address)
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(address)

    def password_change(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("account_change_password"))

    def get_urls(self):
        page = self.admin_view(bulk_files_view)
        file = self.admin_view(stored_file_view)
        return [
            *(path("", include(pages)) for pages in settings.DESK_PAGES),
            path("drafts/", self.admin_view(form_drafts_view), {"site": self}, name="form_drafts"),
            path(
                "named/<str:model>/", self.admin_view(typed_record_view), {"site": self}, name="typed_record"
            ),
            path("bulk-files/", page, {"site": self}, name="bulk_files"),
            path("files/<str:model>/<int:pk>/", file, {"site": self}, name="stored_file"),
            path(
                "filters/<str:model>/save/",
                self.admin_view(save_filter_view),
                {"site": self},
                name="save_filter",
            ),
            path(
                "filters/<int:pk>/delete/",
                self.admin_view(delete_filter_view),
                {"site": self},
                name="delete_filter",
            ),
            *super().get_urls(),
        ]

    def work(self, request) -> list[dict]:
        """For each kind of record that this user may see: its queues that are not empty. One query a kind."""
        work = []
        for model, model_admin in self._registry.items():
            queues = queues_of(model_admin)
            may_view = queues and model_admin.has_view_permission(request)
            if may_view and (waiting := list(_waiting_queues(model, queues, request.user))):
                work.append({"name": model._meta.verbose_name_plural, "queues": waiting})
        return work

    def filters(self, request) -> list[dict]:
        """For each list that this user may open: the saved filters that they have."""
        lists = []
        for model, model_admin in self._registry.items():
            may_view = isinstance(model_admin, SavedFiltersMixin) and model_admin.has_view_permission(request)
            if may_view and (links := filter_links(model_admin, request)):
                lists.append({"name": model._meta.verbose_name_plural, "links": links})
        return lists

    def autocomplete_view(self, request):
        return _LabelledAutocompleteView.as_view(admin_site=self)(request)


def _waiting_queues(model: type[Model], queues: list[Queue], user) -> Iterator[dict[str, Any]]:
    """Label, count and address of each queue of a model that is not empty for this user."""
    counts = count_queues(model, queues, user)
    address = list_address(model)
    for queue in queues:
        if count := counts[queue.name]:
            yield {"label": queue.label, "count": count, "address": f"{address}?queue={queue.name}"}
