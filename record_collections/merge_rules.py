"""Merging of collections, and of what they contain."""

from merging.declarations import Mention, MergeRules, OwnRows

RULES = [MergeRules("record_collections.Collection", own=(OwnRows("record_collections.CollectionItem"),))]

MENTIONS = [
    Mention("record_collections.CollectionItem", "agreement"),
    Mention("record_collections.CollectionItem", "activity"),
]
