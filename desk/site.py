"""The staff area: Django's admin under the register's name."""

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from access.models import Report
from desk.bulk_files import bulk_files_view, may_make_bulk_files
from desk.queues import count_queues
from register.kinds import kinds
from sources.models import Source


class _LabelledAutocompleteView(AutocompleteJsonView):
    """Suggestions that tell two of a name apart, where the model admin knows how."""

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

    def each_context(self, request):
        """With the lists this user may open, for the line above every page."""
        context = super().each_context(request)
        records = [kind.model for kind in kinds()]
        listed = {model["model"]: model for app in context["available_apps"] for model in app["models"]}
        context["lists"] = [listed[model] for model in [*records, Source, Report] if model in listed]
        return context

    def index(self, request, extra_context=None):
        """The front page says what waits, each number with the list that makes it up."""
        more = {"work": self.work(request), "may_make_bulk_files": may_make_bulk_files(self, request)}
        return super().index(request, {**(extra_context or {}), **more})

    def get_urls(self):
        page = self.admin_view(bulk_files_view)
        return [path("bulk-files/", page, {"site": self}, name="bulk_files"), *super().get_urls()]

    def work(self, request) -> list[dict]:
        """For each kind of record that this user may see: its queues that are not empty. One query a kind."""
        work = []
        for model, model_admin in self._registry.items():
            if getattr(model_admin, "queues", None) and model_admin.has_view_permission(request):
                counts = count_queues(model, model_admin.queues)
                address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
                queues = [
                    {
                        "label": queue.label,
                        "count": counts[queue.name],
                        "address": f"{address}?queue={queue.name}",
                    }
                    for queue in model_admin.queues
                    if counts[queue.name]
                ]
                if queues:
                    work.append({"name": model._meta.verbose_name_plural, "queues": queues})
        return work

    def autocomplete_view(self, request):
        return _LabelledAutocompleteView.as_view(admin_site=self)(request)
