"""Collections in the staff area, and the action by which selected records are put into one."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from activities.admin import ActivityAdmin
from agreements.admin import AgreementAdmin
from desk.admin import PartInline, RecordAdmin
from desk.queues import EDITED_QUEUE, IN_REVIEW_QUEUE, missing_language_queues
from merging.admin import MergingMixin
from record_collections.actions import add_to_collection
from record_collections.models import Collection, CollectionItem


class CollectionItemInline(PartInline):
    """The records in a collection, in the order of their positions."""

    model = CollectionItem
    autocomplete_fields = ["agreement", "activity"]
    shown_relations = ("agreement__texts", "activity__texts")
    fields = (("agreement", "activity", "position"), "comment")


@admin.register(Collection)
class CollectionAdmin(MergingMixin, RecordAdmin):
    """Collections: name, description, records in their order."""

    list_display = ["name", "size", "reference", "editorial_state", "edited", "changed"]
    search_fields = ["names", "=ref"]
    searched_fields = ("names", "external_id")
    fieldsets = [(None, {"fields": ["names", "description"]})]
    inlines = [CollectionItemInline]
    queues = [
        IN_REVIEW_QUEUE,
        EDITED_QUEUE,
        *missing_language_queues(_("no name in {language}"), lambda code: ~Q(names__has_key=code)),
    ]

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.annotate(size=Count("items")) if self.is_at(request, "changelist") else queryset

    @admin.display(description=_("name"), ordering="names")
    def name(self, collection):
        return str(collection)

    @admin.display(description=_("records"), ordering="size")
    def size(self, collection):
        return collection.size

    def label(self, collection) -> str:
        return " · ".join(filter(None, dict.fromkeys(collection.names.values())))


class AddToCollectionForm(forms.Form):
    """The collection that selected records are put into."""

    collection = forms.ModelChoiceField(
        Collection.objects.none(), label=_("Collection"), help_text=_("They are put at its end.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["collection"].queryset = Collection.objects.order_by("-updated_at")


@admin.action(permissions=["change"], description=_("Add to a collection…"))
def add_selected_to_collection(modeladmin, request, queryset):
    """Ask for the collection, then put the selected records at its end, in the order of the list."""
    if not request.user.has_perm("record_collections.change_collection"):
        raise PermissionDenied
    form = AddToCollectionForm(request.POST if "collection" in request.POST else None)
    keys = list(queryset.values_list("pk", flat=True))
    if form.is_bound and form.is_valid():
        by_key = modeladmin.model._default_manager.in_bulk(keys)
        collection = form.cleaned_data["collection"]
        count = add_to_collection(
            collection=collection, records=[by_key[key] for key in keys if key in by_key], by=request.user
        )
        words = ngettext(
            "%(count)d record was added to {}.", "%(count)d records were added to {}.", count
        ) % {"count": count}
        sentence = modeladmin.sentence_with_link(words, collection)
        modeladmin.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(request.get_full_path())
    return modeladmin.render_page(
        request, "admin/record_collections/add_to_collection.html", None, title=_("Add to a collection"),
        form=form, chosen=[str(key) for key in keys], checkbox=ACTION_CHECKBOX_NAME,
    )  # fmt: skip


# Agreements and activities know nothing of collections, which stand above them.
for records_admin in (AgreementAdmin, ActivityAdmin):
    records_admin.actions = [*records_admin.actions, add_selected_to_collection]
