"""Admin view to withdraw a record."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from desk.addresses import change_page_address
from desk.fingerprints import SHOWN, fingerprints, require_as_shown
from desk.publishing_forms import WithdrawForm
from desk.record_pages import RecordPagesMixin
from desk.withdrawal_preview import withdrawal_preview, withdrawal_shown
from register import publishing


class WithdrawingMixin(RecordPagesMixin):
    """The page that confirms a withdrawal, for the admin of every kind of record."""

    def get_urls(self):
        return [
            self.record_route("withdraw", self.withdraw_view),
            *super().get_urls(),
        ]

    def withdraw_view(self, request, object_id):
        record = self.record_or_404(request, object_id, may=self.has_publish_permission)
        if not record.is_public:
            self.message_user(request, _("It is not public: there is nothing to withdraw."), messages.WARNING)
            return HttpResponseRedirect(change_page_address(record))
        form = WithdrawForm(request.POST or None)
        shown = request.POST.get(SHOWN, "")
        if form.is_valid():
            try:
                publishing.withdraw(
                    record,
                    by=request.user,
                    check=lambda record: require_as_shown(
                        shown, withdrawal_shown(record, withdrawal_preview(record))
                    ),
                    **form.cleaned_data,
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.message_user(request, _("It is withdrawn. Its address says why."), messages.SUCCESS)
                return HttpResponseRedirect(change_page_address(record))
        record.refresh_from_db()
        preview = withdrawal_preview(record)
        return self.render_page(
            request,
            "admin/record_withdraw.html",
            record,
            title=_("Withdraw"),
            form=form,
            preview=preview,
            shown=fingerprints(withdrawal_shown(record, preview)),
        )
