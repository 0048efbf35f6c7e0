"""Merging in the staff area: from the list, from the page of a record, and back."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from desk.addresses import change_page_address, key_in
from desk.fingerprints import SHOWN, fingerprints, require_as_shown
from desk.record_pages import RecordPagesMixin
from desk.scope import is_limited, may_publish
from merging.actions import merge_records, preview_merge
from merging.declarations import label_prefetch
from merging.forms import MergeForm, UndoForm
from merging.models import Merger
from merging.plan import MergePlan
from merging.survivors import survivor_key
from merging.undo import UndoPlan, preview_undo, undo_merger
from register.kinds import kinds
from register.records import Record

_MOST_OFFERED = 20  # records that a search for the other one shows


def may_merge(user: Any) -> bool:
    """Publishers of every kind, limited to no unit: a merger publishes what names the merged, whatever it is."""
    return all(may_publish(user, kind.model) for kind in kinds()) and not is_limited(user)


def merge_shown(plan: MergePlan) -> dict[str, object]:
    """All that the page of a merger shows, by name, for `desk.fingerprints`."""
    return {
        **plan.inputs,
        "published": sorted(record.ref for record in plan.published),
        "waiting": sorted(record.ref for record, _why in plan.waiting),
        "followed": plan.followed,
    }


def undo_shown(plan: UndoPlan) -> dict[str, object]:
    """All that the page of an undo shows, by name."""
    return {
        **plan.inputs,
        "stays": plan.stays,
        "published": sorted(record.ref for record in plan.published),
        "waiting": sorted(record.ref for record, _why in plan.waiting),
    }


class MergingMixin(RecordPagesMixin):
    """Pages that merge two records of a kind, and that undo it."""

    actions = ["publish_selected", "merge_selected"]

    def get_urls(self):
        return [
            self.record_route("merge", self.merge_view),
            self.record_route("unmerge", self.unmerge_view),
            *super().get_urls(),
        ]

    def get_queryset(self, request):
        """With the mergers into each record that can be undone: keys and names, for the links to that."""
        queryset = super().get_queryset(request)
        if not self.is_of_one_record(request):
            return queryset
        mergers = Merger.objects.undoable().filter(model=self.opts.label_lower, into_pk=OuterRef("pk"))
        rows = mergers.values(merger=JSONObject(pk="pk", name="name"))
        return queryset.annotate(undoable_mergers=ArraySubquery(rows))

    def has_merge_permission(self, request, obj=None) -> bool:
        return may_merge(request.user)

    # From the list

    @admin.action(permissions=["merge"], description=_("Merge the two selected %(verbose_name_plural)s…"))
    def merge_selected(self, request, queryset):
        pair = list(queryset.prefetch_related(*label_prefetch(self.model))[:3])
        if len(pair) != 2:
            self.message_user(request, _("Select exactly two to merge them."), messages.WARNING)
            return None
        kept, other = sorted(pair, key=lambda record: (not getattr(record, "ref", ""), record.pk))
        return HttpResponseRedirect(f"{self.action_address(other, 'merge')}?into={quote(kept.pk)}")

    def changelist_view(self, request, extra_context=None):
        """Refuse a forged request; Django would only not do it. Raises PermissionDenied."""
        if "merge_selected" in request.POST.getlist("action") and not self.has_merge_permission(request):
            raise PermissionDenied
        return super().changelist_view(request, extra_context)

    # From the page of a record

    def publication_bar(self, request, record):
        """With the links to merge a record of a kind that is published."""
        bar = super().publication_bar(request, record)
        bar["acts"] += self.merging_acts(request, record)
        return bar

    def merging_acts(self, request, record) -> list[tuple[str, str]]:
        """Address and label of the pages that merge the record, or undo a merger into it, for those who may."""
        if not self.has_merge_permission(request):
            return []
        acts = [
            (
                f"{self.action_address(record, 'unmerge')}?merger={merger['pk']}",
                _("Undo merger of %s…") % merger["name"],
            )
            for merger in record.undoable_mergers
        ]
        is_over = isinstance(record, Record) and record.ref and not record.is_public
        return [*acts, *([] if is_over else [(self.action_address(record, "merge"), _("Merge into…"))])]

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """The page of a record that was merged leads to what it became part of."""
        to_survivor = self._to_survivor(request, object_id)
        return to_survivor or super()._get_obj_does_not_exist_redirect(request, opts, object_id)

    def _to_survivor(self, request, object_id) -> HttpResponseRedirect | None:
        """To the record that another one became part of; None where the other is here, or was not merged."""
        into = survivor_key(self.model, key_in(unquote(object_id)))
        record = self.model._default_manager.filter(pk=into).first() if into else None
        if record is None:
            return None
        self.message_user(request, _("It was merged into this one."), messages.INFO)
        return HttpResponseRedirect(change_page_address(record))

    # Pages

    def merge_view(self, request, object_id):
        """Choose the other record, see all that a merger does, and confirm it; confirmed twice, it is done once."""
        if self.has_merge_permission(request) and (to_survivor := self._to_survivor(request, object_id)):
            return to_survivor
        loser = self.record_or_404(request, object_id, may=self.has_merge_permission)
        key = request.GET.get("into", "")
        if not key:
            return self._choose_view(request, loser)
        into = self.get_object(request, unquote(key)) if key.isdigit() else None
        if into is None:
            raise Http404
        form, plan = self._confirmed_plan(request, loser, into)
        if plan is None:
            self.message_user(
                request,
                _("“%s” is part of this record now. It can be undone here for 30 days.") % loser,
                messages.SUCCESS,
            )
            return HttpResponseRedirect(change_page_address(into))
        other_way = f"{self.action_address(into, 'merge')}?into={quote(loser.pk)}"
        return self.render_page(
            request, "admin/record_merge.html", loser, title=_("Merge"), form=form, plan=plan, other_way=other_way,
            loser=loser, into=into, into_address=change_page_address(into), shown=fingerprints(merge_shown(plan)),
        )  # fmt: skip

    def _confirmed_plan(self, request, loser, into) -> tuple[MergeForm | None, MergePlan | None]:
        """The form and what a merger would do; no plan where it was confirmed and done."""
        data = request.POST if request.method == "POST" else None
        chosen = MergeForm.chosen_in(data or {})
        shown, error = (data or {}).get(SHOWN, ""), None
        if data and "confirmed" in data and data.get("reason", "").strip():
            try:
                merge_records(
                    loser=loser, into=into, chosen=chosen, reason=data["reason"].strip()[:400], by=request.user,
                    check=lambda plan: self._check(request, plan, shown),
                )  # fmt: skip
            except ValidationError as refused:
                error = refused
            else:
                return None, None
        plan = preview_merge(loser=loser, into=into, chosen=chosen, by=request.user)
        is_again = data is not None and "confirmed" not in data  # shown with other choices, not confirmed
        form = MergeForm(data, choices=plan.choices)
        if is_again:
            form = MergeForm(choices=plan.choices)
            form.initial = {name: data.get(name) for name in form.fields}
        elif error is not None and not plan.errors:
            form.add_error(None, error)
        return form, plan

    def _check(self, request, plan: MergePlan, shown: str) -> None:
        """Raises ValidationError unless the form is valid and its page showed what is done."""
        form = MergeForm(request.POST, choices=plan.choices)
        if not form.is_valid():
            raise ValidationError([error for errors in form.errors.values() for error in errors])
        require_as_shown(shown, merge_shown(plan))

    def _choose_view(self, request, loser):
        """The page that looks for the other record: those that are alike, and a search."""
        words = request.GET.get("q", "").strip()
        others = self.get_queryset(request).exclude(pk=loser.pk)
        offered: list = []
        if words:
            results, _may_repeat = self.get_search_results(request, others, words)
            offered = list(results.distinct()[:_MOST_OFFERED])
        elif hasattr(self, "possible_duplicates"):
            offered = self.possible_duplicates(loser)[:_MOST_OFFERED]
        label = getattr(self, "label", str)
        here = self.action_address(loser, "merge")
        rows = [(f"{here}?into={quote(record.pk)}", label(record)) for record in offered]
        return self.render_page(
            request,
            "admin/record_merge_choose.html",
            loser,
            title=_("Merge into…"),
            loser=loser,
            words=words,
            rows=rows,
        )

    def unmerge_view(self, request, object_id):
        """Show what an undo brings back, and confirm it."""
        into = self.record_or_404(request, object_id, may=self.has_merge_permission)
        merger = get_object_or_404(Merger.objects.into(into), pk=key_in(request.GET.get("merger", "")))
        form = UndoForm(request.POST or None)
        shown = request.POST.get(SHOWN, "")
        if form.is_valid():
            try:
                undo_merger(
                    merger, by=request.user, check=lambda plan: require_as_shown(shown, undo_shown(plan)),
                    **form.cleaned_data,
                )  # fmt: skip
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.message_user(request, _("The merger was undone."), messages.SUCCESS)
                return HttpResponseRedirect(
                    reverse(
                        f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[merger.pk_before]
                    )
                )
        plan = preview_undo(merger, by=request.user)
        return self.render_page(
            request, "admin/record_unmerge.html", into, title=_("Undo a merger"), form=form, plan=plan, merger=merger,
            shown=fingerprints(undo_shown(plan)),
        )  # fmt: skip
