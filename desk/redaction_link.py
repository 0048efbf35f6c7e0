"""The way from a record in the staff area to the page of redactions, which belongs to no kind of record."""

from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.record_ids import record_names
from desk.publishing_views import PublishingMixin
from register.records import Record

_MAY_REDACT = "redaction.add_redaction"


class RedactionLinkMixin(PublishingMixin):
    """An action of every record that leads to its redaction, for those who may."""

    def get_urls(self):
        return [self.record_route("redact", self.redact_view), *super().get_urls()]

    def publication_bar(self, request, record: Record) -> dict:
        bar = super().publication_bar(request, record)
        if self.has_redact_permission(request):
            bar["acts"].append((self.action_address(record, "redact"), _("Redact…")))
        return bar

    def has_redact_permission(self, request, obj=None) -> bool:
        """Whatever unit is responsible: what the law says must go goes in all records."""
        return request.user.has_perm(_MAY_REDACT)

    def redact_view(self, request, object_id):
        record = self.record_or_404(request, object_id, may=self.has_redact_permission)
        again = urlencode({"again": record_names(record)[0]})
        return HttpResponseRedirect(f"{reverse('admin:redaction_redaction_add')}?{again}")
