"""Addresses and pages of one record in the staff area, beside its change page."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from desk.addresses import change_page_address
from desk.scope import may_publish
from register.records import Record

if TYPE_CHECKING:  # the class that the mixin is mixed into
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object


class RecordPagesMixin(_ModelAdmin):
    """Pages of a record for its actions, for the admin of every kind."""

    def record_route(self, action: str, view):
        """Route of the page of an action on one record."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_{action}"
        return path(f"<path:object_id>/{action}/", self.admin_site.admin_view(view), name=name)

    def is_at(self, request, page: str) -> bool:
        """True for a request for this page of the admin: change, changelist."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_{page}"
        return bool(request.resolver_match) and request.resolver_match.url_name == name

    def is_of_one_record(self, request) -> bool:
        """True for a request for a page of one record."""
        return bool(request.resolver_match) and "object_id" in request.resolver_match.kwargs

    def has_publish_permission(self, request, obj=None) -> bool:
        return may_publish(request.user, obj or self.model)

    def action_address(self, record: Record, action: str) -> str:
        return reverse(
            f"admin:{self.opts.app_label}_{self.opts.model_name}_{action}", args=[quote(record.pk)]
        )

    def sentence_with_link(self, sentence, record: Record):
        """A sentence with a link to the record in its braces."""
        return format_html(
            str(sentence), format_html('<a href="{}">{}</a>', change_page_address(record), record)
        )

    def record_or_404(self, request, object_id, *, may: Callable[..., bool]) -> Record:
        """The record of an address. Raises PermissionDenied for those who may not, Http404 where there is none.

        ``may`` is asked of the request alone, so that nobody else learns what there is, then of the record as well.
        """
        if not may(request):
            raise PermissionDenied
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not may(request, record):
            raise PermissionDenied
        return record

    def render_page(self, request, template: str, record: Record | None, **context):
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            template,
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "original": record,
                "is_nav_sidebar_enabled": False,
                **context,
            },
        )
