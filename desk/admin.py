"""Base admin of records and their parts: one change page, a list with work queues, publishing."""

from collections.abc import Set
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import NestedObjects, get_deleted_objects
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import router
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from core.stored_files import StoredFileField
from desk.blank_records import BlankRecordMixin
from desk.conflicts.admin import EditConflictsMixin
from desk.error_summary import error_links
from desk.forms import ConstraintCheckingForm
from desk.formsets import PartForm, PartFormSet, RecordFormsets
from desk.history.views import HistoryMixin
from desk.mention_marks import refresh_mentions
from desk.part_lists import load_form
from desk.publishing_views import PublishingMixin
from desk.queues import EDITED_QUEUE, IN_REVIEW_QUEUE, QueueFilter
from desk.redaction_link import RedactionLinkMixin
from desk.saved_filters import SavedFiltersMixin
from desk.search import RowSearchMixin
from desk.stored_files import StoredFileInput
from desk.typed_record_admin import TypedFieldsMixin, save_typed_records
from desk.unsaved_forms import OFFER, UnsavedFormMixin
from desk.widgets import KnownChoiceField, PreloadedSelect, PreloadedSelectMultiple, preload_labels
from desk.withdrawing_views import WithdrawingMixin
from desk.workflow import actions as workflow
from desk.workflow.preview_views import PreviewMixin
from desk.workflow.queues import (
    open_comments_of_outer_record,
    publish_at_of_outer_record,
    workflow_queues,
)
from register import desk_changes
from register.kinds import kind_of
from register.records import Part
from register.refusals import draft_of, refusals

if TYPE_CHECKING:  # the classes that the mixin is mixed into
    from django.contrib.admin.options import BaseModelAdmin

    _ModelAdmin = BaseModelAdmin[Any]
else:
    _ModelAdmin = object


class PreloadedAutocompleteMixin(TypedFieldsMixin, _ModelAdmin):
    """Autocompletes that know the names of what the page has loaded already, and never offer to delete it."""

    formfield_overrides = {StoredFileField: {"widget": StoredFileInput}}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PreloadedSelect(db_field, self.admin_site, offered=_offered(request)))
            kwargs.setdefault("form_class", KnownChoiceField)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault(
                "widget", PreloadedSelectMultiple(db_field, self.admin_site, offered=_offered(request))
            )
        return super().formfield_for_manytomany(db_field, request, **kwargs)


def _offered(request) -> str:
    """Name of the input of which the page is to offer all choices."""
    return request.POST.get(OFFER, "")


class PartInline(PreloadedAutocompleteMixin, admin.StackedInline):
    """Parts of a record on its page.

    ``shown_relations`` names what a row shows or is cited by, as in ``prefetch_related``; ``extra_on_new`` is the
    number of free rows on the page of a new record, and ``initial_rows`` what these begin with.
    """

    template = "admin/part_inline.html"
    form = PartForm
    formset = PartFormSet
    extra = 0
    extra_on_new = 0
    is_appended = False  # scripts keep a free row below the last one
    initial_rows: tuple[dict, ...] = ()
    shown_relations: tuple[str, ...] = ()

    def get_extra(self, request, obj=None, **kwargs):
        return self.extra if obj else self.extra_on_new


class RecordAdmin(
    RedactionLinkMixin,
    PublishingMixin,
    WithdrawingMixin,
    UnsavedFormMixin,
    EditConflictsMixin,
    HistoryMixin,
    PreviewMixin,
    BlankRecordMixin,
    PreloadedAutocompleteMixin,
    SavedFiltersMixin,
    RowSearchMixin,
    admin.ModelAdmin,
):
    """Base admin of one kind of record.

    ``sections`` names lists of parts and ``fieldset-0`` … in the order of the page; ``saved_first`` names the lists
    whose parts others point at, in the order of saving; ``fields_seen_elsewhere`` the fields and lists that appear in
    the bodies of other records.
    """

    form = ConstraintCheckingForm
    change_form_template = "admin/record_change_form.html"
    view_on_site = False  # the bar links to the public page, and only where there is one
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ["publish_selected"]
    list_filter = [QueueFilter, "editorial_state"]
    queues = [IN_REVIEW_QUEUE, EDITED_QUEUE]
    sections: tuple[str, ...] = ()
    saved_first: tuple[str, ...] = ()
    shown_of_user: tuple[
        str, ...
    ] = ()  # relations of whoever sees the form, as in `PartInline.shown_relations`

    class Media:  # of mixins that are no admins of their own, Django takes the first one's alone
        css = {"all": ["admin_desk/texts.css"]}
        js = ["admin_desk/desk.js", "admin_desk/typed_records.js", "admin_desk/row_choices.js"]

    # The form

    def get_object(self, request, object_id, from_field=None):
        """The record; for its form with all that this shows."""
        record = super().get_object(request, object_id, from_field)
        if record is not None and self.is_at(request, "change"):
            load_form(record, self.inlines, (request.user, self.shown_of_user))
        return record

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form, inlines = context["adminform"].form, context["inline_admin_formsets"]
        preload_labels(form)
        context["sections"] = self._sections(context["adminform"], inlines)
        if context["errors"] and not getattr(request, "is_unsaved", False):
            context["error_links"] = error_links(form, [inline.formset for inline in inlines])
            context["errors"] = []  # the summary has them
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _sections(self, admin_form, inlines) -> list[dict[str, Any]]:
        """Fieldsets and lists of parts in the order of ``sections``; what that does not name comes last."""
        sections = {inline.formset.prefix: {"inline": inline} for inline in inlines}
        fieldsets = {f"fieldset-{number}": {"fieldset": each} for number, each in enumerate(admin_form)}
        named = [name for name in self.sections if name in sections or name in fieldsets]
        sections = {**fieldsets, **sections}
        return [{"name": name, **sections.pop(name)} for name in named] + [
            {"name": name, **section} for name, section in sections.items()
        ]

    # The list

    def workflow_queues(self):
        return workflow_queues(self.model)

    # The change page

    def has_change_permission(self, request, obj=None):
        """Not outside of the scope of a colleague."""
        may_change = super().has_change_permission(request, obj)
        return may_change and (obj is None or obj.is_within_scope_of(request.user))

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        RecordFormsets(formsets, offered=_offered(request))
        return formsets, inlines

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if inline.initial_rows and obj.pk is None:
            kwargs["initial"] = [dict(row) for row in inline.initial_rows]
        return kwargs

    def save_related(self, request, form, formsets, change):
        """Parts that others point at are saved first and deleted last; citations may cite what this save added."""
        form.save_m2m()
        record = form.instance
        rank = {name: number for number, name in enumerate((*self.saved_first, "", "citations"))}
        in_order = sorted(formsets, key=lambda formset: rank.get(formset.prefix, rank[""]))
        for formset in in_order:
            self.save_formset(request, form, formset, change)
        for formset in reversed(in_order):
            formset.delete_marked()
        record._prefetched_objects_cache = {}
        self.refresh_marks(
            record, {*form.changed_data, *(formset.prefix for formset in formsets if formset.has_changed())}
        )
        self.warn_of_duplicates(request, record)
        notes = [note for formset in formsets for note in formset.notes]
        sentences = [*notes, *kind_of(record).warnings(record), *refusals([draft_of(record)])[0]]
        for sentence in sentences:
            self.message_user(request, sentence, messages.WARNING)
        request.is_warned = bool(sentences)

    def refresh_marks(self, record, changed: Set[str]) -> None:
        """Set the marks "edited since published" anew after an edit of these fields and lists.

        A withdrawn record is mentioned as well: in words, which may be those that changed.
        """
        desk_changes.refresh_edited_marks([record])
        if record.ref and changed & self.fields_seen_elsewhere:
            refresh_mentions(record)

    def restored(self, record, changed):
        self.refresh_marks(record, changed)

    def save_formset(self, request, form, formset, change):
        made = request.__dict__.setdefault("typed_records", {})
        save_typed_records(self.admin_site, request, formset, made)
        formset.cite_what_changed(form)
        super().save_formset(request, form, formset, change)

    def possible_duplicates(self, record) -> list:
        """Other records that may be the same thing."""
        return []

    def warn_of_duplicates(self, request, record) -> None:
        for other in self.possible_duplicates(record)[:5]:
            sentence = self.sentence_with_link(_("There is something alike already: {}."), other)
            self.message_user(request, sentence, messages.WARNING)

    # Deleting

    def delete_model(self, request, obj):
        workflow.forget_record(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for record in queryset:
            workflow.forget_record(record)
        super().delete_queryset(request, queryset)

    def has_delete_permission(self, request, obj=None):
        """Not for a record that has been public: it is withdrawn, because its reference must lead somewhere."""
        is_deletable = obj is None or (not obj.ref and obj.is_within_scope_of(request.user))
        return is_deletable and super().has_delete_permission(request, obj)

    def get_deleted_objects(self, objs, request):
        """Records that have been public, and what still points here, are named as protected; own parts are not."""
        objs = list(objs)
        to_delete, counts, perms_needed, _protected = get_deleted_objects(objs, request, self.admin_site)
        collector = NestedObjects(using=router.db_for_write(self.model))
        collector.collect(objs)
        others = [row for row in collector.protected if not (isinstance(row, Part) and row.record in objs)]
        protected = [f"{capfirst(row._meta.verbose_name)}: {row}" for row in others]
        for obj in objs:
            if obj.ref:
                protected.append(
                    _("%(record)s was published as %(ref)s: it can be withdrawn, not deleted.")
                    % {"record": obj, "ref": obj.ref}
                )
                perms_needed.discard(self.opts.verbose_name)
        return to_delete, counts, perms_needed, protected

    # Lists

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        if self.is_at(request, "changelist"):
            return queryset.annotate(publish_at=publish_at_of_outer_record(self.model))
        if self.is_of_one_record(request):
            return queryset.annotate(open_comments=open_comments_of_outer_record(self.model))
        return queryset

    @admin.display(description=_("edited since"), ordering="is_edited", empty_value="")
    def edited(self, record):
        words = [str(_("edited"))] if record.is_edited else []
        if record.publish_at:
            moment = date_format(localtime(record.publish_at), "DATETIME_FORMAT")
            words.append(_("to be published %(moment)s") % {"moment": moment})
        return " · ".join(words) or None

    @admin.display(description=_("changed"), ordering="updated_at")
    def changed(self, record):
        return date_format(localtime(record.updated_at), "DATE_FORMAT")

    @admin.display(description=_("reference"), ordering="ref", empty_value="–")
    def reference(self, record):
        return record.ref
