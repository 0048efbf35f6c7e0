"""Admin of forms that several people may have open at once: a save is merged with what others saved meanwhile."""

import copy
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin.options import ActionLocation
from django.contrib.admin.utils import flatten_fieldsets, quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from desk.addresses import key_in
from desk.conflicts import deleted_record
from desk.conflicts.differences import CHOICE, SEEN
from desk.conflicts.savers import deletion_of, savers_since
from desk.conflicts.snapshot import Shapes, Snapshot, shapes_of_page, sign, snapshot_of_page, unsign
from desk.conflicts.three_way import Merged, merge_form
from desk.conflicts.words import DifferenceWords
from desk.kept_uploads import KEPT, forget_uploads, keep_uploads, kept_fields, take_up_uploads
from desk.open_forms import (
    forget_expired_forms,
    forget_open_form,
    note_open_form,
    open_forms_of_others,
)
from desk.scope import reasons_by_scope
from register.records import Record

if TYPE_CHECKING:  # the class that the mixin is mixed into
    from django.contrib.admin import ModelAdmin

    _ModelAdmin = ModelAdmin[Any]
else:
    _ModelAdmin = object

OPENED = "opened"  # the hidden field with the snapshot
_MOST_SENTENCES = 10
_BUTTONS = {"_save", "_continue", "_addanother"}


@dataclass
class _Stored:
    """The page of a record as it is stored: its fields, what it shows, and words for both."""

    shapes: Shapes
    snapshot: Snapshot
    record: Any
    formsets: list

    def words(self, base: Snapshot | None) -> DifferenceWords:
        return DifferenceWords(
            self.record, self.formsets, self.shapes, [self.snapshot, *([base] if base else [])]
        )


class EditConflictsMixin(_ModelAdmin):
    """Admin whose form overwrites nothing that somebody else saved since it was opened, and loses nothing typed."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.open_view))
        return [path("<path:object_id>/open/", view, name=self._open_route), *super().get_urls()]

    @property
    def _open_route(self) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_open"

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if getattr(request, "is_unsaved", False):
            take_up_uploads(request)
            return super().changeform_view(request, object_id, form_url, extra_context)
        if not _is_save(request):
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            take_up_uploads(request)
            page = self._merge_with_stored(request, object_id) if object_id else None
            response = page or super().changeform_view(request, object_id, form_url, extra_context)
        if response.status_code == 302:
            self._close(request, object_id)
        return response

    def _close(self, request, object_id) -> None:
        """Forget what was kept for a form that was saved."""
        forget_uploads(request)
        if object_id and "_continue" not in request.POST:
            forget_open_form(request.user, self.model, unquote(object_id))

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        for formset in formsets:
            formset.restored = getattr(request, "restored_parts", {})
        return formsets, inlines

    # Merging

    def _merge_with_stored(self, request, object_id) -> HttpResponse | None:
        """Merge what was sent with what is stored, into the request; a page where somebody has to choose."""
        record = self._locked_record(request, object_id)
        if record is None:
            return self._deleted_page(request, object_id)
        if not self.has_change_permission(request, record):
            return self._refused_page(request, record)
        stored = self._stored(request, record)
        request.stored_form = stored
        base = unsign(request.POST.get(OPENED, ""), self._subject(record))
        if base and base.has_same_facts(stored.snapshot):
            return None
        merged = merge_form(stored.shapes, base, stored.snapshot, request.POST, request.FILES)
        if merged.open_differences:
            return self._conflict_page(request, stored, base, merged)
        self._report_taken_over(request, stored, base, merged)
        request.restored_parts = merged.restored
        request.POST = merged.post
        request.FILES.clear()
        request.FILES.update(merged.files)
        return None

    def _locked_record(self, request, object_id):
        """The record, which nobody else saves until this transaction ends; None where it is gone."""
        key = unquote(object_id)
        try:
            pk = self.model._meta.pk.to_python(key)
        except ValidationError:  # an address that no record has
            return None
        rows = self.model._base_manager.select_for_update(no_key=True).filter(pk=pk)
        return self.get_object(request, key) if [*rows.values_list("pk")] else None

    def _stored(self, request, record) -> _Stored:
        """The page as somebody would see it who opens it now."""
        viewing = copy.copy(request)
        viewing.method = "GET"
        fields = flatten_fieldsets(self.get_fieldsets(viewing, record))
        form = self.get_form(viewing, record, change=True, fields=fields)(instance=record)
        formsets, inlines = self._create_formsets(viewing, record, change=True)
        return self._stored_of(request, form, formsets, inlines)

    def _stored_of(self, request, form, formsets, inlines) -> _Stored:
        record = form.instance
        changing = [
            formset
            for formset, inline in zip(formsets, inlines, strict=True)
            if inline.has_change_permission(request, record)
        ]
        shapes = shapes_of_page(form, changing)
        return _Stored(shapes, snapshot_of_page(form, changing, shapes), record, changing)

    def _subject(self, record) -> str:
        return f"{self.opts.label_lower} {record.pk}"

    def _report_taken_over(self, request, stored: _Stored, base: Snapshot | None, merged: Merged) -> None:
        """Say what of others' the merge took over unasked."""
        if not merged.taken_over or base is None:
            return
        words = stored.words(base)
        sentences = [words.sentence(difference) for difference in merged.taken_over[:_MOST_SENTENCES]]
        if more := len(merged.taken_over) - len(sentences):
            sentences.append(_("and %(count)d more") % {"count": more})
        intro = _(
            "Saved by others after you opened this form, and taken over beside what you typed (%(who)s):"
        ) % {"who": self._savers(stored.record, base)}
        items = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in sentences))
        self.message_user(request, format_html("{}<ul>{}</ul>", intro, items), messages.INFO)

    def _savers(self, record, base: Snapshot | None) -> str:
        since = datetime.fromisoformat(base.at) if base else None
        return savers_since(record, since) or _("somebody else")

    # Pages

    def _conflict_page(self, request, stored: _Stored, base: Snapshot | None, merged: Merged) -> HttpResponse:
        """Theirs, yours and what it was before, fact by fact, to choose; with everything that was typed."""
        keep_uploads(request.user, request.FILES)
        words, record = stored.words(base), stored.record
        rows = [words.row(difference) for difference in merged.differences]
        note_open_form(request.user, record)
        has_state_changed = base is not None and base.state != stored.snapshot.state
        return self._page(
            request,
            "admin/record_conflict.html",
            record,
            title=_("Saved by somebody else meanwhile"),
            open_rows=[row for row in rows if row["difference"].must_choose],
            settled_rows=[row for row in rows if not row["difference"].must_choose],
            savers=self._savers(record, base),
            state=record.get_editorial_state_display() if has_state_changed else "",
            fields=self._typed_fields(request),
            open_forms=open_forms_of_others(request.user, record),
            address=request.get_full_path(),
        )

    def _deleted_page(self, request, object_id) -> HttpResponse | None:
        """Page of a record that somebody else deleted: what was typed, to make a new one of it."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if OPENED not in request.POST:
            return None  # Django says that there is no such record
        keep_uploads(request.user, request.FILES)
        formsets = [formset for formset, _inline in self.get_formsets_with_inlines(request)]
        fields = deleted_record.fields_of_new_record(self._typed_fields(request), formsets)
        return self._page(
            request,
            "admin/record_deleted_meanwhile.html",
            None,
            title=_("Deleted by somebody else meanwhile"),
            fields=fields,
            typed=deleted_record.filled_in(fields),
            deletion=deletion_of(self.model, key_in(object_id)),
            address=deleted_record.add_address(self.opts) if self.has_add_permission(request) else "",
        )

    def _refused_page(self, request, record) -> HttpResponse | None:
        """Page of a record that somebody may see, and not change any more, with what they typed; None: Django refuses.

        It moved to another unit while the form was open, or the permission for it went.
        """
        may_see = self.has_change_permission(request) and self.has_view_permission(request, record)
        if OPENED not in request.POST or not may_see:
            return None
        typed = deleted_record.filled_in(self._typed_fields(request))
        return self._page(
            request,
            "admin/record_refused_meanwhile.html",
            record,
            title=_("Not saved"),
            reasons=reasons_by_scope([record], request.user)[0] if isinstance(record, Record) else [],
            typed=[(name, value) for name, value in typed if name not in {OPENED, *_BUTTONS}],
        )

    def _typed_fields(self, request) -> list[tuple[str, str]]:
        """Name and value of everything that was sent, without choices, which are made anew."""
        ours = ("csrfmiddlewaretoken", CHOICE, SEEN, KEPT)
        typed = [(name, value) for name, values in request.POST.lists() for value in values]
        return [
            *((name, value) for name, value in typed if not name.startswith(ours)),
            *kept_fields(request.FILES),
        ]

    def _page(self, request, template: str, record, **context) -> HttpResponse:
        request.current_app = self.admin_site.name
        about = {"opts": self.opts, "original": record, "is_popup": "_popup" in request.POST}
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), **about, **context}, status=409
        )

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if request.method == "POST":
            accepted = {name: file for name, file in request.FILES.items() if hasattr(file, "facts")}
            keep_uploads(request.user, accepted)
        if change and obj and self.has_change_permission(request, obj):
            stored = getattr(request, "stored_form", None)
            if stored is None:
                inlines = context["inline_admin_formsets"]
                form, formsets = context["adminform"].form, [inline.formset for inline in inlines]
                stored = self._stored_of(request, form, formsets, [inline.opts for inline in inlines])
            note_open_form(request.user, obj)
            is_unsaved = getattr(
                request, "is_unsaved", False
            )  # it goes on from what it showed when it was opened
            context[OPENED] = (is_unsaved and request.POST.get(OPENED)) or sign(
                stored.snapshot, self._subject(obj)
            )
            context["open_forms"] = open_forms_of_others(request.user, obj)
            context["open_address"] = reverse(f"admin:{self._open_route}", args=[quote(obj.pk)])
        return super().render_change_form(request, context, add, change, form_url, obj)

    # Who else has it open

    def open_view(self, request, object_id):
        """Sign of life of an open form; answers who else has it open. With ``closed``: it was left."""
        record = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        forget_expired_forms()
        if record is None or "closed" in request.POST:
            forget_open_form(request.user, self.model, unquote(object_id))
            return HttpResponse(status=204)
        note_open_form(request.user, record)
        context = {"open_forms": open_forms_of_others(request.user, record)}
        return TemplateResponse(request, "admin/_open_forms.html", context)


def _is_save(request) -> bool:
    """True for a form that was sent to be saved, and not for an action on the page."""
    is_action = f"{ActionLocation.CHANGE_FORM.value}-action" in request.POST and not _BUTTONS & {
        *request.POST
    }
    return request.method == "POST" and not is_action
