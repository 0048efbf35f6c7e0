"""Redactions in the staff area: the list of those made, and the page that plans a new one."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from redaction.actions import MOST_PLACES, redact_words
from redaction.again import plan_again
from redaction.confirmation import Confirmation, confirmation, plan_context
from redaction.forms import GroundsForm, RedactionForm, typed_words
from redaction.keys import KEY_IS_MISSING, KeyIsMissing
from redaction.matching import Names
from redaction.models import Redaction
from redaction.plan import Plan, plan_redaction
from redaction.subjects import Subject


@admin.register(Redaction)
class RedactionAdmin(admin.ModelAdmin):
    """Redactions: planned here, never changed."""

    list_display = ["at", "basis", "reason", "by", "places"]
    fields = ["at", "basis", "reason", "by", "places"]
    list_select_related = ["by"]
    show_full_result_count = False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def add_view(self, request, form_url="", extra_context=None):
        """Plan a redaction of words, or of what came back to one record: ``?again=A12``."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        again = request.GET.get("again", "")
        try:
            page = self._page_again(request, _subject_or_404(again)) if again else None
        except KeyIsMissing:
            self.message_user(request, KEY_IS_MISSING, messages.ERROR)
            page = None
        page = page or self._page_of_words(request)
        if page.is_done:
            self.message_user(request, _("The ticked places were redacted."), messages.SUCCESS)
            return HttpResponseRedirect(reverse("admin:redaction_redaction_changelist"))
        return self._render(request, page)

    def _page_of_words(self, request) -> Confirmation:
        form = RedactionForm(request.POST or None)

        def plan_of() -> Plan | None:
            words = typed_words(form)
            return plan_redaction(Names(words), most=MOST_PLACES) if words else None

        def act(ticked: set[str], shown: str) -> None:
            given = form.cleaned_data
            redact_words(
                terms=Names(given["words"]), ticked=ticked, shown=shown, reason=given["reason"],
                basis=given["basis"], by=request.user,
            )  # fmt: skip

        return confirmation(request, form, plan_of, act)

    def _page_again(self, request, subject: Subject) -> Confirmation | None:
        """The page of what rules find in a record; None where they find nothing."""
        plan = plan_again(subject, MOST_PLACES)
        if not (plan.places or plan.listed):
            return None
        form = GroundsForm(request.POST or None)

        def act(ticked: set[str], shown: str) -> None:
            redact_words(within=subject, ticked=ticked, shown=shown, by=request.user, **form.cleaned_data)

        return confirmation(request, form, lambda: plan, act)

    def _render(self, request, page: Confirmation):
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            "admin/redaction.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": _("Redact"),
                **plan_context(page),
            },
        )


def _subject_or_404(name: str) -> Subject:
    try:
        subject = Subject(name)
        row = subject.row
    except (LookupError, ValueError) as error:
        raise Http404 from error
    if row is None or not subject.is_record:
        raise Http404
    return subject
