"""Admin pages of the history of a record: what every act changed, and the restoration of what was before it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from core.visible_text import validate_visible
from desk.addresses import change_page_address, key_in
from desk.fingerprints import SHOWN, fingerprints
from desk.history.restoring import restoration_of, restore
from desk.history.wording import WordedAct, actor_name, title_of, worded_acts
from desk.record_pages import RecordPagesMixin
from desk.workflow.schedule_rows import set_time_rows
from history.states import RecordHistory, State, history_of
from register.records import Record

_PER_PAGE = 20
_PATHS = "paths"


class RestoreForm(forms.Form):
    """Confirmation of a restoration: why."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        required=False,
        validators=[validate_visible],
        help_text=_("For the history, which only staff see."),
    )


class HistoryMixin(RecordPagesMixin):
    """History pages of every row of a model, in place of Django's. ``can_restore``: former values can be put back."""

    can_restore = True

    def get_urls(self):
        if not self.can_restore:
            return super().get_urls()
        view = self.admin_site.admin_view(self.restore_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        return [path("<path:object_id>/history/<int:number>/restore/", view, name=name), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        """The page of all that was done to a row, also to one that was deleted."""
        record = self.get_object(request, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        history = history_of(self.model, record.pk if record else key_in(object_id))
        if record is None and not history.changes:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        page = Paginator(history.by_act, _PER_PAGE).get_page(request.GET.get("p"))
        acts = worded_acts(history, max(page.start_index() - 1, 0), page.end_index())
        former = _last_state(history) if record is None else {}
        may_restore = self.has_restore_permission(request, record, former)
        return self.render_page(
            request,
            "admin/record_history.html",
            record,
            title=_("History"),
            name=record or title_of(self.model, former),
            page=page,
            set_times=set_time_rows(record) if isinstance(record, Record) else [],
            acts=[(each, self._restore_address(object_id, each) if may_restore else "") for each in acts],
        )

    def _restore_address(self, object_id: str, worded: WordedAct) -> str:
        """The page that restores what was before an act; empty where nothing was."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_restore"
        return reverse(name, args=[object_id, worded.number]) if worded.is_restorable else ""

    def has_restore_permission(self, request, record, former: State) -> bool:
        """True for those who may edit the record; of one that was deleted as ``former``, for those who may add one."""
        if not self.can_restore:
            return False
        return self.has_change_permission(request, record) if record else self.has_add_permission(request)

    def restore_view(self, request, object_id, number: int):
        """Shows what differs from what was before an act, and restores what is ticked."""
        record = self.get_object(request, object_id)
        pk = record.pk if record else key_in(object_id)
        former = {} if record else _last_state(history_of(self.model, pk))
        if not self.has_restore_permission(request, record, former):
            raise PermissionDenied
        restoration = restoration_of(self.model, pk, number)
        if restoration is None:
            raise Http404
        form = RestoreForm(request.POST or None)
        if form.is_valid():
            try:
                restored = self._restore(request, pk, number, form.cleaned_data["reason"])
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                self.message_user(request, _("It is restored. The history says so."), messages.SUCCESS)
                return HttpResponseRedirect(change_page_address(restored))
            restoration = restoration_of(self.model, pk, number) or restoration
        return self.render_page(
            request,
            "admin/record_restore.html",
            record,
            title=_("Restore"),
            form=form,
            act=restoration.recorded.act,
            who=actor_name(restoration.recorded.act),
            is_deleted=restoration.is_deleted,
            rows=restoration.rows(),
            ticked=request.POST.getlist(_PATHS) if form.is_bound else [*restoration.differences],
            shown=fingerprints(restoration.shown()),
        )

    @transaction.atomic
    def _restore(self, request, pk: int, number: int, reason: str) -> Any:
        """Restore what is ticked, with all that follows, or nothing. Raises ValidationError."""
        changed = restore(
            record_model=self.model, pk=pk, number=number, paths=request.POST.getlist(_PATHS),
            shown=request.POST.get(SHOWN, ""), reason=reason, by=request.user,
        )  # fmt: skip
        record = self.model._base_manager.get(pk=pk)
        self.restored(record, changed)
        return record

    def restored(self, record: Any, changed: set[str]) -> None:
        """Does what has to follow when these members of a record were restored."""


def _last_state(history: RecordHistory) -> State:
    """A record that was deleted, as it was at last."""
    return next((each.before for each in history.acts() if each.before), {})
