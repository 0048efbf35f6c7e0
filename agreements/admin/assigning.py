"""Admin pages that assign officer, unit and topics to many agreements, and hand over an officer's work."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from agreements.assignments import (
    AssignedRow,
    Assignment,
    agreements_of,
    assign,
    assignments_shown,
    hand_over,
    hand_over_shown,
    planned_rows,
    shared_filters_of,
)
from agreements.models import Agreement, Custody, Topic
from desk.addresses import list_address
from desk.fingerprints import SHOWN, fingerprints
from desk.scope import require_scope
from organizations.models import Organization

if TYPE_CHECKING:  # the class that the mixin is mixed into
    from desk.record_pages import RecordPagesMixin as _ModelAdmin
else:
    _ModelAdmin = object


def _colleagues():
    return User.objects.filter(is_active=True, is_staff=True).order_by("username")


class AssignForm(forms.Form):
    """Officer, responsible unit and topics for many agreements; what is left empty stays as it is."""

    officer = forms.ModelChoiceField(User.objects.none(), label=capfirst(_("officer")), required=False)
    unit = forms.ModelChoiceField(
        Organization.objects.none(),
        label=capfirst(_("responsible unit")),
        required=False,
        help_text=_("Organizations that are marked as ours."),
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=capfirst(_("topics")),
        required=False,
        help_text=_("They are added to those that an agreement has."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = _colleagues()
        self.fields["unit"].queryset = Organization.objects.filter(is_own=True).order_by("name", "pk")
        self.fields["topics"].queryset = Topic.objects.order_by("pk")

    def clean(self):
        given = super().clean()
        if not self.errors and not any(given.values()):
            raise ValidationError(_("Choose an officer, a unit or a topic."))
        return given


class HandOverForm(forms.Form):
    """Two colleagues: whose work is handed over, and to whom."""

    of = forms.ModelChoiceField(
        User.objects.none(), label=pgettext_lazy("the colleague who hands over", "From")
    )
    to = forms.ModelChoiceField(User.objects.none(), label=_("To"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        officers = Custody.objects.exclude(officer=None).values("officer")
        self.fields["of"].queryset = User.objects.filter(pk__in=officers).order_by("username")
        self.fields["to"].queryset = _colleagues()

    def clean(self):
        given = super().clean()
        if not self.errors and given["of"] == given["to"]:
            raise ValidationError(_("Choose two colleagues."))
        return given


class AssigningMixin(_ModelAdmin):
    """Assignment to many agreements, previewed and confirmed, and the page to hand over."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.hand_over_view)
        return [path("hand-over/", view, name="agreements_agreement_hand-over"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        address = reverse("admin:agreements_agreement_hand-over")
        more = {"hand_over_address": address if self.has_publish_permission(request) else ""}
        return super().changelist_view(request, {**more, **(extra_context or {})})

    @admin.action(permissions=["change"], description=_("Assign officer, unit, topics…"))
    def assign_selected(self, request, queryset):
        """Ask for what is assigned, show what changes, then do it: each time with the same rows."""
        is_sent = "preview" in request.POST or SHOWN in request.POST
        form = AssignForm(request.POST if is_sent else None)
        rows = []
        if is_sent and form.is_valid():
            assignment = Assignment(**form.cleaned_data)
            if SHOWN in request.POST and "preview" not in request.POST:
                given = {"agreements": queryset, "assignment": assignment}
                if answer := self._carry_out(request, assign, request.get_full_path(), **given):
                    return answer
            rows = self._rows_within_scope(request, planned_rows(queryset, assignment))
        return self.render_page(
            request, "admin/agreements/agreement/assign.html", None, title=_("Assign officer, unit, topics"),
            form=form, rows=rows, chosen=[str(key) for key in queryset.values_list("pk", flat=True)],
            checkbox=ACTION_CHECKBOX_NAME, shown=fingerprints(assignments_shown(rows)) if rows else "",
            count=sum(bool(row.changes) for row in rows),
        )  # fmt: skip

    def hand_over_view(self, request):
        """Preview by an address, ``?of=…&to=…``; the act by a form that says what was shown."""
        if not self.has_publish_permission(request):
            raise PermissionDenied
        form = HandOverForm(request.GET if "of" in request.GET else None)
        rows, filters = [], []
        if form.is_bound and form.is_valid():
            of, to = form.cleaned_data["of"], form.cleaned_data["to"]
            if request.method == "POST":
                given = {"from_officer": of, "to_officer": to}
                if answer := self._carry_out(request, hand_over, list_address(Agreement), **given):
                    return answer
            rows = self._rows_within_scope(request, planned_rows(agreements_of(of), Assignment(officer=to)))
            filters = list(shared_filters_of(of))
        return self.render_page(
            request, "admin/agreements/agreement/hand_over.html", None, title=_("Hand over"), form=form,
            rows=rows, filters=filters, count=len(rows),
            shown=fingerprints(hand_over_shown(rows, filters)) if rows else "",
        )  # fmt: skip

    def _rows_within_scope(self, request, rows: list[AssignedRow]) -> list[AssignedRow]:
        """The rows; none, with a message, where some are of another unit than the user's."""
        try:
            require_scope([row.agreement for row in rows], request.user)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.WARNING)
            return []
        return rows

    def _carry_out(self, request, action, address: str, **given):
        """Do what was shown and go on to an address; None, with a message, where that changed meanwhile."""
        try:
            count = action(**given, shown=request.POST.get(SHOWN, ""), by=request.user)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.WARNING)
            return None
        words = ngettext("%(count)d agreement was changed.", "%(count)d agreements were changed.", count)
        self.message_user(request, words % {"count": count}, messages.SUCCESS)
        return HttpResponseRedirect(address)
