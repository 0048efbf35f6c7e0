"""Publication and withdrawal of all that an import made, from its own pages, in the background."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.views.decorators.http import require_POST

from desk.fingerprints import SHOWN, fingerprints, require_as_shown
from desk.publishing_forms import PublishForm, WithdrawForm
from spreadsheets import actions
from spreadsheets.admin.addresses import ImportAddressesMixin
from spreadsheets.choices import ImportState
from spreadsheets.imports.publication import records_to_withdraw, versions_shown

_MAX_LISTED = 100


class ImportPublicationMixin(ImportAddressesMixin):
    """Pages on which publishers publish and withdraw an import."""

    def get_urls(self):
        return [
            self.route("prepare-publication", require_POST(self.prepare_publication_view)),
            self.route("publish", require_POST(self.publish_view)),
            self.route("withdraw", self.withdraw_view),
            *super().get_urls(),
        ]

    def may_publish(self, request) -> bool:
        return request.user.has_perm("agreements.publish_agreement")

    def published_import_or_404(self, request, object_id):
        """The import of an address, for publishers. Raises PermissionDenied for others."""
        if not self.may_publish(request):
            raise PermissionDenied
        return self.import_or_404(request, object_id, to_change=False)

    def prepare_publication_view(self, request, object_id):
        spreadsheet = self.published_import_or_404(request, object_id)
        return self.perform(
            request, spreadsheet, actions.request_publication_plan, "Asked to prepare its publication."
        )

    def publish_view(self, request, object_id):
        """Publish what the page of the import showed as prepared."""
        spreadsheet = self.published_import_or_404(request, object_id)
        form = PublishForm(request.POST)
        if not form.is_valid():
            self.message_user(request, " ".join(form.errors.get("note", [])), messages.WARNING)
            return self.redirect_to(spreadsheet)
        return self.perform(
            request,
            spreadsheet,
            actions.request_publication,
            "Asked to publish it.",
            digest=request.POST.get("digest", ""),
            note=form.cleaned_data["note"],
        )

    def withdraw_view(self, request, object_id):
        """Confirm the withdrawal of all public records that the import made."""
        spreadsheet = self.published_import_or_404(request, object_id)
        if spreadsheet.state != ImportState.APPLIED:
            return self.redirect_to(spreadsheet)
        records = records_to_withdraw(spreadsheet.applied)
        versions = versions_shown(records)
        form = WithdrawForm(request.POST or None)
        if form.is_valid():
            try:
                require_as_shown(request.POST.get(SHOWN, ""), {"versions": versions})
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return self.perform(
                    request,
                    spreadsheet,
                    actions.request_withdrawal,
                    "Asked to withdraw it.",
                    versions=versions,
                    **form.cleaned_data,
                )
        return self.render_page(
            request,
            "withdraw",
            spreadsheet,
            step=6,
            form=form,
            shown=fingerprints({"versions": versions}),
            withdrawn=records[:_MAX_LISTED],
            count=len(records),
            more=max(0, len(records) - _MAX_LISTED),
        )
