"""Text of collections, declared to redaction."""

from redaction.stores import TextStore

STORES = [
    TextStore("record_collections.Collection", words=("names", "description")),
    TextStore("record_collections.CollectionItem", words=("comment",)),
]
