"""Public pages of collections."""

import json

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.localized import in_language
from pages.list_views import RecordListView
from pages.pagination import PAGE_PARAMETER, PAGE_SIZE, Pagination
from pages.search_rows import rows_by_ref
from pages.version_views import VersionDetailView, VersionListView
from pages.views import RecordDetailView
from record_collections.filters import CollectionFilter
from record_collections.kind import item_mention


class CollectionList(RecordListView):
    """Collections by name, each with its description."""

    kind = "collection"
    filterset_class = CollectionFilter
    template_name = "record_collections/collection_list.html"
    count_words = {"": ngettext_lazy("%(count)s collection", "%(count)s collections", "count")}
    orderings = (("title", _("by name")), ("-published", _("last published first")))

    def rows(self, results):
        return [
            {"ref": entry.ref, "title": entry.title, "description": json.loads(entry.body)["description"]}
            for entry in results.entries
        ]


class CollectionDetail(RecordDetailView):
    """One collection: its records in their order, each as the search shows it, page by page."""

    kind = "collection"
    meaning = _("Records that belong together, chosen and described by those who keep this register.")
    template_name = "record_collections/collection_detail.html"
    parameters = PAGE_PARAMETER

    def page_context(self, body, evidence, directory, linked):
        """Only what is public: the rest leaves neither row nor number."""
        items: dict[str, dict] = {}
        for item in body["items"]:
            mention = directory.mention_by_title(item_mention(item))
            if mention and not mention.is_withdrawn:  # of two that were merged, the first place counts
                items.setdefault(mention.body["ref"], {"mention": mention, "comment": item["comment"]})
        return {
            "names": [
                (code, name) for code, name in body["names"].items() if code != in_language(body["names"])[1]
            ],
            "description": body["description"],
            "count": len(items),
            "items": [{"ref": ref, **item} for ref, item in items.items()],
        }

    def context(self, entry, query):
        context = super().context(entry, query)
        page = context["page"]
        number = 1 if query.errors else query.form.cleaned_data.get("page") or 1
        last = max(1, -(-page["count"] // PAGE_SIZE))
        pagination = Pagination(min(number, last), page["count"], query.data)
        shown = page["items"][pagination.first - 1 : pagination.last]
        rows = rows_by_ref([item["ref"] for item in shown])
        page["items"] = [{**item, "row": rows[item["ref"]]} for item in shown if item["ref"] in rows]
        return {**context, "pagination": pagination}


class CollectionVersionList(VersionListView):
    kind = "collection"


class CollectionVersionDetail(VersionDetailView):
    record_view = CollectionDetail
