"""Sources in the staff area, and the inline of citations for every kind of record."""

from functools import reduce
from operator import or_

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from desk.admin import PartInline, PreloadedAutocompleteMixin
from desk.alike import AlikeMixin
from desk.columns import date_column
from desk.conflicts.admin import EditConflictsMixin
from desk.history.views import HistoryMixin
from desk.queues import Queue, QueueFilter
from desk.saved_filters import SavedFiltersMixin
from desk.unsaved_forms import UnsavedFormMixin
from merging.admin import MergingMixin
from sources.actions import refresh_citing_records
from sources.forms import CitationForm, CitationFormSet
from sources.links.admin import LinkChecksMixin
from sources.models import Citation, LinkCheck, Source, SourceText
from sources.texts.store import read_copy


class CitationInline(PartInline):
    """Citations of a record: which source supports which facts. ``serializer`` is that of the record's body."""

    form = CitationForm
    formset = CitationFormSet
    serializer: type
    typed_fields = ("source",)
    help_texts = {"source": _("By its title or address; a new one is added with what stands below.")}
    shown_relations = ("source__texts", "source__link_check")
    verbose_name_plural = _("how we know: sources")
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("source", "basis", "locator"),
                    ("source_address", "source_publisher", "source_published_on", "source_kind"),
                    "cites_this_save",
                ]
            },
        ),
        (_("Single facts, and what it says"), {"fields": ["cites_lists", "facts", "says"]}),
    ]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.serializer = self.serializer
        return formset


class SourceTextInline(PartInline):
    """The words of a source, once for each time that others were kept."""

    model = SourceText
    fields = ("text",)
    classes = ["collapse"]

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj and obj.latest_text else 1


def _is_cited():
    """Condition: any record cites the source of the outer query."""
    return reduce(
        or_,
        (Exists(model._default_manager.filter(source=OuterRef("pk"))) for model in Citation.__subclasses__()),
    )


QUEUES = [
    Queue("dead_link", _("link is dead"), lambda: Q(pk__in=LinkCheck.objects.dead().values("pk"))),
    Queue(
        "text_changed",
        _("text changed since it was kept"),
        lambda: Q(pk__in=LinkCheck.objects.changed().values("pk")),
    ),
    Queue("uncited", _("cited by nothing"), lambda: ~Q(_is_cited())),
]


@admin.register(Source)
class SourceAdmin(
    LinkChecksMixin,
    AlikeMixin,
    MergingMixin,
    UnsavedFormMixin,
    EditConflictsMixin,
    HistoryMixin,
    SavedFiltersMixin,
    PreloadedAutocompleteMixin,
    admin.ModelAdmin,
):
    """Sources of facts; they are published in the bodies that cite them."""

    list_display = [
        "title",
        "publisher",
        date_column(Source, "published_on"),
        "kind",
        "language",
        "retrieved_on",
    ]
    list_filter = [QueueFilter, "kind", "language"]
    queues = QUEUES
    search_fields = ["title", "publisher", "author", "issuer", "address", "copy_name", "note"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    ("publisher", "author", "issuer", "published_on"),
                    "address",
                    ("kind", "language", "retrieved_on"),
                ]
            },
        ),
        (
            _("Our copy"),
            {
                "fields": ["archived_copy", "is_cleared", ("copy_name", "sha256"), "note"],
                "classes": ["collapse"],
            },
        ),
    ]
    inlines = [SourceTextInline]
    show_full_result_count = False
    desk_nav_order = 1
    change_form_template = "admin/source_change_form.html"
    actions = ["merge_selected"]
    alike_inputs = "title|address"
    not_copied = ("texts", "archived_copy", "is_cleared", "copy_name", "sha256", "address")

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["acts"] = self.merging_acts(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def find_alike(self, rows, texts):
        """Sources of the same address, however it is written, then those of the same title."""
        same_page = [source for text in texts for source in rows.of_page(text)]
        return list(dict.fromkeys([*same_page, *rows.filter(title__in=texts)[:20]]))

    def label(self, source) -> str:
        return " – ".join(filter(None, [str(source), source.address]))

    def save_model(self, request, obj, form, change):
        """Save, and put the records that cite a changed source into the queue: it stands in their bodies."""
        super().save_model(request, obj, form, change)
        if change and form.changed_data:
            refresh_citing_records(sources=[obj])

    def save_related(self, request, form, formsets, change):
        """Save the text, and read it out of a copy that was attached without one."""
        super().save_related(request, form, formsets, change)
        for formset in formsets:
            formset.delete_marked()
        if "archived_copy" in form.changed_data and (reason := read_copy(source=form.instance)):
            self.message_user(request, reason, messages.WARNING)

    def restored(self, record, changed):
        refresh_citing_records(sources=[record])
