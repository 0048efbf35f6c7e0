"""Admin views to publish a record, and to see what of it is public."""

import json
from contextlib import nullcontext
from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.clock import on_publication_day
from desk.addresses import change_page_address, public_path
from desk.fingerprints import SHOWN, changed_names, fingerprints, require_as_shown
from desk.mention_marks import are_marked_later
from desk.previews import (
    LEFT_OUT,
    body_if_published,
    publication_rows,
    things_shown,
    wording_of_bodies,
)
from desk.publishing_forms import PublishForm, PublishOrScheduleForm
from desk.workflow.first_publication import first_publication_warnings
from desk.workflow.four_eyes import reasons_against_user, reasons_by_four_eyes
from desk.workflow.schedule_views import ScheduleMixin
from register import publishing
from register.diff import diff_bodies, flatten_body
from register.loading import record_identity
from register.models import Entry, Version
from register.publication_plan import reasons_against_publication
from register.publishing import PreparedPublication
from register.records import Record


class PublishingMixin(ScheduleMixin):
    """Publishing pages and actions, for the admin of every kind of record. What has an effect is confirmed first."""

    fields_seen_elsewhere: frozenset[str] = frozenset()

    def get_urls(self):
        return [
            self.record_route("public", self.public_view),
            self.record_route("publish", self.publish_view),
            *super().get_urls(),
        ]

    # The form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and not {"_publish", "_review"}.isdisjoint(request.POST):
            request.POST = request.POST.copy()
            request.POST["_save"] = "yes"
        return super().changeform_view(request, object_id, form_url, extra_context)

    def response_add(self, request, obj, post_url_continue=None):
        return self._next_page(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        if "_continue" not in request.POST:
            self._say_marks_follow(request, obj)
        return self._next_page(request, obj) or super().response_change(request, obj)

    def _next_page(self, request, record: Record) -> HttpResponseRedirect | None:
        """The page on which it is published or sent to review, where the form was saved for that."""
        action = next((name for name in ("publish", "review") if f"_{name}" in request.POST), "")
        return HttpResponseRedirect(self.action_address(record, action)) if action else None

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["bar"] = self.publication_bar(request, obj)
            self._say_marks_follow(request, obj)
        context["may_publish"] = self.has_publish_permission(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _say_marks_follow(self, request, record: Record) -> None:
        if record.ref and self.fields_seen_elsewhere and are_marked_later(record):
            words = _("Many records mention it. They are compared with what is public in the background.")
            self.message_user(request, words, messages.INFO)

    def publication_bar(self, request, record: Record) -> dict:
        """Context of the bar on the change page: how far published, and the actions this user may take."""
        can_publish = self.has_publish_permission(request, record)
        return {
            "record": record,
            "is_outside_scope": not record.is_within_scope_of(request.user),
            "public_path": public_path(record),
            "public": self.action_address(record, "public") if record.ref else "",
            "acts": [
                (self.action_address(record, name), label)
                for name, label in self.publication_actions(record)
                if can_publish
            ],
            "review": self.review_summary(record),
            "schedule": self.schedule_summary(record),
            "may_cancel": can_publish,
            "preview": self.action_address(record, "preview"),
            "preview_links": self.action_address(record, "preview-links") if can_publish else "",
        }

    def publication_actions(self, record: Record) -> list[tuple[str, Any]]:
        """Name and label of each action of publishers that makes sense for this record."""
        actions: list[tuple[str, Any]] = []
        if not record.is_public:
            actions.append(("publish", _("Publish…")))
        elif record.is_edited:
            actions.append(("publish", _("Publish the changes…")))
        if record.is_public:
            actions.append(("withdraw", _("Withdraw…")))
        return actions

    # What is public

    def public_view(self, request, object_id):
        """The published body beside the one that would be published now."""
        record = self.record_or_404(request, object_id, may=self.has_view_or_change_permission)
        entry = Entry.objects.filter(ref=record.ref).first() if record.ref else None
        body = json.loads(entry.body) if entry else {}
        new = body_if_published(record) if entry else {}
        wording = wording_of_bodies(record, new, body)
        return self.render_page(
            request,
            "admin/record_public.html",
            record,
            title=_("What is public now"),
            bar=self.publication_bar(request, record),
            entry=entry,
            differences=wording.table_rows(diff_bodies(body, new)) if entry else [],
            facts=[
                (wording.path_label(fact), wording.format_value(fact, value))
                for fact, value in flatten_body(body)
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
        record = self.record_or_404(request, object_id, may=self.has_publish_permission)
        return self.confirm_publication(request, [record]) or HttpResponseRedirect(
            change_page_address(record)
        )

    @admin.action(permissions=["publish"], description=_("Publish selected %(verbose_name_plural)s…"))
    def publish_selected(self, request, queryset):
        return self.confirm_publication(request, list(queryset))

    def changelist_view(self, request, extra_context=None):
        """Refuse a forged request to publish; Django would only not do it. Raises PermissionDenied."""
        if "publish_selected" in request.POST.getlist("action") and not self.has_publish_permission(request):
            raise PermissionDenied
        return super().changelist_view(request, extra_context)

    def confirm_publication(self, request, records: list[Record]):
        """Show what publishing these would do; once confirmed, publish them and return None, or set the time for it.

        Those with something against them are named with the reasons, and left out. What is published is what the page
        showed: if the desk moved on since, the page is shown again.
        """
        accepted, refused, is_held = self.judge_publication(request, records)
        form_class = PublishForm if ACTION_CHECKBOX_NAME in request.POST else PublishOrScheduleForm
        form = form_class(request.POST if "confirmed" in request.POST else None)
        form.offer_closing(accepted)
        if is_held and isinstance(form, PublishOrScheduleForm):
            form.require_time()
        shown = request.POST.get(SHOWN, "")
        if form.is_valid() and accepted:
            try:
                self.publish_or_schedule(request, accepted, form, shown)
            except ValidationError as error:  # it changed since the page was shown
                form.add_error(None, error)
            else:
                return None
        with on_publication_day(date.max) if is_held else nullcontext():
            context = self.publication_context(request, accepted, shown if form.is_bound else None)
        if not context.get("narrowed"):
            del form.fields["closes_versions"]
        if giving := [row["record"] for row in context.get("rows", ()) if row["taken_back"]]:
            form.offer_closing(giving)
        else:
            del form.fields["closing"]
        return self.render_page(
            request,
            "admin/record_publish.html",
            records[0] if len(records) == 1 else None,
            title=_("Publish"),
            form=form,
            records=records,
            is_from_list=ACTION_CHECKBOX_NAME in request.POST,
            refused=refused,
            is_held=is_held,
            schedule=self.schedule_summary(records[0]) if isinstance(form, PublishOrScheduleForm) else None,
            action_checkbox_name=ACTION_CHECKBOX_NAME,
            **context,
        )

    def judge_publication(
        self, request, records: list[Record]
    ) -> tuple[list[Record], list[tuple[Record, list[str]]], bool]:
        """Records that can be published, the others with the reasons, and whether a single one only has to wait.

        That is one under embargo: a time can be set for it.
        """
        may_wait = ACTION_CHECKBOX_NAME not in request.POST
        personal = reasons_against_user(records, request.user)
        judged = list(zip(records, reasons_against_publication(records), personal, strict=True))
        refused = [(record, [*reasons, *more]) for record, reasons, more in judged if reasons or more]
        if refused and may_wait:
            with on_publication_day(date.max):
                if not any([*reasons_against_publication(records), *personal]):
                    return records, refused, True
        return [record for record, reasons, more in judged if not reasons and not more], refused, False

    def publish_or_schedule(self, request, records: list[Record], form: PublishForm, shown: str) -> None:
        """Publish what the form confirms, or set the time that it names. Raises ValidationError."""
        data = form.cleaned_data

        def check(prepared: PreparedPublication) -> None:
            self.check_confirmation(form, shown, prepared)

        if at := data.get("publish_at"):
            self.set_publication_time(request, records[0], at, data, check)
            return
        versions = publishing.publish(
            *records, by=request.user, note=data["note"], closing=data["closing"], check=check
        )
        self.report_publication(request, records, versions)

    def check_confirmation(self, form: PublishForm, shown: str, prepared: PreparedPublication) -> None:
        """Raises ValidationError unless the page showed what is prepared, and its form confirms all of it."""
        require_as_shown(shown, things_shown(prepared))
        form.require_tick(prepared.narrowed)

    def publication_context(self, request, records: list[Record], shown: str | None) -> dict:
        """Context for what publishing these would do, with marks at what is other than was ``shown`` before."""
        if not records:
            return {}
        try:
            prepared = publishing.preview_publication(*records)
        except ValidationError as error:  # it changed within this moment
            for sentence in error.messages:
                self.message_user(request, sentence, messages.ERROR)
            return {}
        things = things_shown(prepared)
        new = [
            record for record in prepared.plan.records if not record.ref or record.ref in prepared.given_refs
        ]
        along = prepared.plan.included
        judged_along = zip(along, reasons_by_four_eyes(along, request.user), strict=True)
        warnings = first_publication_warnings(new, site=self.admin_site, user=request.user)
        changed = set() if shown is None else changed_names(shown, things)
        return {
            "plan": prepared.plan,
            "narrowed": prepared.narrowed,
            "rows": [
                {**row, "warnings": warnings.get(record_identity(row["record"]), ())}
                for row in publication_rows(prepared, changed)
            ],
            "refused_along": [(record, reasons) for record, reasons in judged_along if reasons],
            "left_out": prepared.plan.left_out,
            "left_out_has_changed": LEFT_OUT in changed,
            "shown": fingerprints(things),
        }

    def report_publication(self, request, chosen: list[Record], versions: list[Version]) -> None:
        """Count for the user all that was published."""
        made = {version.ref for version in versions}
        along = len(made - {record.ref for record in chosen})
        text = ngettext("%(count)d record was published.", "%(count)d records were published.", len(made)) % {
            "count": len(made)
        }
        if along:
            text += " " + ngettext(
                "%(count)d of them went along.", "%(count)d of them went along.", along
            ) % {"count": along}
        self.message_user(request, text, messages.SUCCESS)
