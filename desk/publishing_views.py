"""Publishing from the staff area: see what is public, publish, withdraw, send to review. Each act is confirmed."""

import json

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from desk.addresses import change_page_address
from desk.previews import body_if_published, publication_preview, wording_of_bodies
from desk.publishing_forms import PublishForm, WithdrawForm
from pages.value_formats import truncated_value
from register import publication_plan, publishing
from register.choices import EditorialState
from register.diff import diff_bodies, flatten_body
from register.kinds import kind_of
from register.models import Entry, Version
from register.records import Record

_REVIEW_STEPS = {
    EditorialState.DRAFT: EditorialState.IN_REVIEW,
    EditorialState.IN_REVIEW: EditorialState.DRAFT,
}


class PublishingMixin:
    """Mixed into the admin of every kind of record."""

    def get_urls(self):
        def address(act, view):
            name = f"{self.opts.app_label}_{self.opts.model_name}_{act}"
            return path(f"<path:object_id>/{act}/", self.admin_site.admin_view(view), name=name)

        return [
            address("public", self.public_view),
            address("publish", self.publish_view),
            address("withdraw", self.withdraw_view),
            address("step", require_POST(self.step_view)),
            *super().get_urls(),
        ]

    def has_publish_permission(self, request, obj=None) -> bool:
        return request.user.has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}")

    # The bar on the change page

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["bar"] = self.bar(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def bar(self, request, record: Record) -> dict:
        """What the change page says of a record's publication, and the acts this user may take."""
        from desk.addresses import public_path  # that module is made of this one

        can_publish = self.has_publish_permission(request, record)
        return {
            "record": record,
            "public_path": public_path(record),
            "public": self.address(record, "public") if record.ref else "",
            "acts": [(self.address(record, name), label) for name, label in self.acts(record) if can_publish],
            "step": self.address(record, "step"),
            "next_step": _REVIEW_STEPS.get(record.editorial_state, "")
            if self.has_change_permission(request, record)
            else "",
        }

    def acts(self, record: Record) -> list[tuple[str, str]]:
        """The acts of publishers that make sense for this record."""
        acts = []
        if not record.is_public:
            acts.append(("publish", _("Publish…")))
        elif record.is_edited:
            acts.append(("publish", _("Publish the changes…")))
        if record.is_public:
            acts.append(("withdraw", _("Withdraw…")))
        return acts

    def address(self, record: Record, act: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{act}", args=[quote(record.pk)])

    def link(self, sentence, record: Record):
        """A sentence with a link to the record in its braces."""
        return format_html(
            str(sentence), format_html('<a href="{}">{}</a>', change_page_address(record), record)
        )

    def record_or_404(self, request, object_id, *, may: bool) -> Record:
        """The record of an address. Raises PermissionDenied for those who may not, Http404 where there is none."""
        if not may:
            raise PermissionDenied
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        return record

    def page(self, request, template: str, record: Record | None, **context):
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

    # What is public

    def public_view(self, request, object_id):
        """What the public reads now beside what it would read."""
        record = self.record_or_404(request, object_id, may=self.has_view_or_change_permission(request))
        entry = Entry.objects.filter(ref=record.ref).first() if record.ref else None
        body = json.loads(entry.body) if entry else {}
        new = body_if_published(record) if entry else {}
        wording = wording_of_bodies(record, new, body)
        return self.page(
            request,
            "admin/record_public.html",
            record,
            title=_("What is public now"),
            bar=self.bar(request, record),
            entry=entry,
            differences=wording.rows(diff_bodies(body, new)) if entry else [],
            facts=[
                (wording.path(one), truncated_value(wording.value(one, value)))
                for one, value in flatten_body(body)
            ],
            versions=Version.objects.filter(ref=record.ref)
            .select_related("by")
            .defer("body")
            .order_by("-number")
            if record.ref
            else [],
        )

    # Publishing

    def publish_view(self, request, object_id):
        record = self.record_or_404(request, object_id, may=self.has_publish_permission(request))
        return self.confirm_publication(request, [record]) or HttpResponseRedirect(
            change_page_address(record)
        )

    @admin.action(permissions=["publish"], description=_("Publish selected %(verbose_name_plural)s…"))
    def publish_selected(self, request, queryset):
        return self.confirm_publication(request, list(queryset))

    def changelist_view(self, request, extra_context=None):
        """Those who may not publish are told so, whatever a forged form asks; Django would just not do it."""
        if "publish_selected" in request.POST.getlist("action") and not self.has_publish_permission(request):
            raise PermissionDenied
        return super().changelist_view(request, extra_context)

    def confirm_publication(self, request, records: list[Record]):
        """Say what publishing these would do; once confirmed, do it and return None.

        Those with something against them are named with the reasons, and left out.
        """
        refused = [
            (record, reasons) for record in records if (reasons := kind_of(record).publication_errors(record))
        ]
        against = [record for record, _reasons in refused]
        accepted = [record for record in records if record not in against]
        form = PublishForm(request.POST if "confirmed" in request.POST else None)
        if form.is_valid() and accepted:
            try:
                versions = publishing.publish(*accepted, by=request.user, note=form.cleaned_data["note"])
            except ValidationError as error:  # it changed since the page was shown
                form.add_error(None, error)
            else:
                self.tell_of_publication(request, accepted, versions)
                return None
        plan = publication_plan.plan_publication(*accepted)
        return self.page(
            request,
            "admin/record_publish.html",
            records[0] if len(records) == 1 else None,
            title=_("Publish"),
            form=form,
            records=records,
            plan=plan,
            refused=refused,
            rows=[publication_preview(record) for record in accepted],
            action_checkbox_name=ACTION_CHECKBOX_NAME,
        )

    def tell_of_publication(self, request, asked: list[Record], versions: list[Version]) -> None:
        made = {version.ref: version for version in versions}
        for record in asked:
            if version := made.get(record.ref):
                self.log_change(request, record, f"Published as {version}.")
        along = len(set(made) - {record.ref for record in asked})
        text = ngettext("%(count)d record was published.", "%(count)d records were published.", len(made)) % {
            "count": len(made)
        }
        if along:
            text += " " + ngettext(
                "%(count)d of them went along.", "%(count)d of them went along.", along
            ) % {"count": along}
        self.message_user(request, text, messages.SUCCESS)

    # Withdrawing, and the steps before publishing

    def withdraw_view(self, request, object_id):
        record = self.record_or_404(request, object_id, may=self.has_publish_permission(request))
        form = WithdrawForm(request.POST or None)
        if form.is_valid():
            try:
                version = publishing.withdraw(record, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.log_change(request, record, f"Withdrawn as {version}.")
                self.message_user(request, _("It is withdrawn. Its address says why."), messages.SUCCESS)
                return HttpResponseRedirect(change_page_address(record))
        return self.page(request, "admin/record_withdraw.html", record, title=_("Withdraw"), form=form)

    def step_view(self, request, object_id):
        """From draft to review, or back."""
        record = self.record_or_404(request, object_id, may=self.has_change_permission(request))
        if state := _REVIEW_STEPS.get(record.editorial_state):
            # only from the state that was seen: it may have been published meanwhile
            rows = self.model._default_manager.filter(pk=record.pk, editorial_state=record.editorial_state)
            rows.update(editorial_state=state)
            self.log_change(request, record, f"Editorial state: {state}.")
            self.message_user(request, _("It is %(state)s now.") % {"state": state.label}, messages.SUCCESS)
        return HttpResponseRedirect(change_page_address(record))
