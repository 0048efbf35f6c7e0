"""Checks of links in the staff area: the page of a source shows them, asks for one, and shows what changed."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import admin, messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from desk.addresses import change_page_address
from desk.record_pages import RecordPagesMixin
from sources.links.check import text_hash
from sources.links.compare import text_changes
from sources.models import LinkCheck, Source
from sources.tasks import check_links

if TYPE_CHECKING:  # the class that the mixin is mixed into
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object


def current_check(source: Source) -> LinkCheck | None:
    """Check of the address that a source has now; its text state only beside the text of today."""
    check = getattr(source, "link_check", None)
    if check is None or check.address != source.address:
        return None
    text = source.latest_text
    if text is None or text_hash(text) != check.kept_sha256:
        check.text_state = ""
    return check


class LinkChecksMixin(RecordPagesMixin, _ModelAdmin):
    """Admin of sources with the checks of their links."""

    def get_urls(self):
        return [
            self.record_route("check-link", require_POST(self.check_link_view)),
            self.record_route("text-changes", require_safe(self.text_changes_view)),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and obj.address:
            context["link"] = {
                "check": current_check(obj),
                "may_ask": settings.LINK_CHECKS and self.has_change_permission(request, obj),
                "ask_address": self.action_address(obj, "check-link"),
                "changes_address": self.action_address(obj, "text-changes"),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def check_link_view(self, request, object_id):
        """Have the worker look at the address of a source now."""
        source = self.record_or_404(request, object_id, may=self.has_change_permission)
        if settings.LINK_CHECKS:
            check_links.enqueue([source.pk])
            text = _("The address will be looked at in the background: load this page again in a minute.")
            self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(change_page_address(source))

    def text_changes_view(self, request, object_id):
        """Text of the page of a source today, beside the text that is kept of it."""
        source = self.record_or_404(request, object_id, may=self.has_view_permission)
        check = current_check(source)
        if check is None or not check.page_text or not check.text_state:
            raise Http404
        changes = text_changes(source.latest_text.text, check.page_text)
        template = "admin/sources/source/text_changes.html"
        title = _("What changed since the text was kept")
        return self.render_page(request, template, source, title=title, check=check, changes=changes)
