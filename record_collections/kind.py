"""Collections as a kind of public record: body, index, links."""

from django.db.models import Q

from activities.models import Activity
from agreements.models import Agreement
from core.localized import in_language
from record_collections.models import Collection
from record_collections.serializers import CollectionSerializer
from register.index import Index
from register.kinds import Kind
from register.search.vectors import REST, TITLE

# Made once: a serializer takes longer to make than to use.
_COLLECTION_SERIALIZER = CollectionSerializer()


def item_mention(item: dict) -> dict:
    """The record of an item of a body, ``{"ref": …}``."""
    return item["agreement"] or item["activity"]


class CollectionRecordKind(Kind):
    """Collections, under C."""

    letter, name, plural, model = "C", "collection", "collections", Collection
    link_kinds = ["contains"]
    member_link_kind = "contains"
    body_lookups = ["items__agreement__texts", "items__activity__texts"]
    facet_names = ()
    serializer = "record_collections.serializers.CollectionSerializer"
    filters = "record_collections.filters.CollectionFilter"
    table = "record_collections.exports.CollectionTable"
    matcher = None
    page = "record_collections.views.CollectionDetail"
    is_shown_whole = True
    search_rank, import_order = 6, 6
    part_collections = ["items"]

    def body(self, record):
        body = _COLLECTION_SERIALIZER.to_representation(record)
        body["items"] = [item for item in body["items"] if item_mention(item)]
        return body

    def index(self, body):
        prose = [body["description"], *(item["comment"] for item in body["items"])]
        index = Index(
            title=body["names"],
            texts={
                TITLE: list(body["names"].values()),
                REST: [words for texts in prose for words in texts.values()],
            },
        )
        for item in body["items"]:
            index.add_reference("contains", item_mention(item), item["key"])
        return index

    def linked_records(self, record):
        for item in record.items.all():
            yield item.agreement or item.activity

    def records_mentioning(self, keys):
        return Collection.objects.filter(
            Q(items__agreement__in=keys[Agreement]) | Q(items__activity__in=keys[Activity])
        ).distinct()

    def part_names(self, directory):
        return {"items": lambda item: directory.title(item_mention(item)) or in_language(item["comment"])[0]}
