"""Related agreements section of an agreement's page: older and newer agreements. No queries."""

from django.utils.translation import gettext_lazy as _

from agreements.choices import AgreementRelationKind
from agreements.milestones import signing_day
from pages.linked_records import LinkedRecord, has_more_linked
from pages.mentions import RecordDirectory
from pages.source_marks import FactSources

# Relation of a newer agreement to this one, in words from this side.
_NEWER_RELATION_WORDS = {
    AgreementRelationKind.BASED_ON: _("is the basis of"),
    AgreementRelationKind.IMPLEMENTS: _("is implemented by"),
    AgreementRelationKind.UNDER: _("has under it"),
    AgreementRelationKind.SUPPORTS: _("is supported by"),
    AgreementRelationKind.FOLLOWS: _("is followed by"),
    AgreementRelationKind.CONFIRMS: _("is confirmed by"),
    AgreementRelationKind.AMENDS: _("is amended by"),
    AgreementRelationKind.EXTENDS: _("is extended by"),
    AgreementRelationKind.RENEWS: _("is renewed by"),
    AgreementRelationKind.SUPERSEDES: _("is superseded by"),
    AgreementRelationKind.TERMINATES: _("is terminated by"),
    AgreementRelationKind.ANNEXED_TO: _("has as an annex"),
    AgreementRelationKind.INTERPRETS: _("is interpreted by"),
    AgreementRelationKind.PAIRED_WITH: _("is paired with"),
    AgreementRelationKind.RELATED: _("is related to"),
    "instrument": _("changed or ended"),
}


def lineage_context(
    body: dict, evidence: FactSources, directory: RecordDirectory, linked: list[LinkedRecord]
) -> dict:
    """Older agreements that this one relates to, and newer ones that relate to it."""
    return {
        "older": [_older_item(relation, evidence, directory) for relation in body["relations"]],
        "newer": _newer_items(body, linked),
        "has_more_newer": has_more_linked(linked, "agreement"),
    }


def _older_item(relation: dict, evidence: FactSources, directory: RecordDirectory) -> dict:
    """A relation to an older agreement, with the day on which that was signed as far as its record is public."""
    older = directory.mention_by_title(relation["agreement"])
    return {
        **relation,
        "older": older,
        "signed": signing_day(older.body if older else {}),
        "marks": evidence.marks(f"relations/{relation['key']}"),
    }


def _newer_items(body: dict, linked: list[LinkedRecord]) -> list[dict]:
    """Agreements that point here, once for each relation, without changes that are own relations already."""
    own = {relation["agreement"]["ref"] for relation in body["relations"] if relation["agreement"]}
    return [
        _newer_item(record, link_kind)
        for record in linked
        if record.kind == "agreement"
        for link_kind in record.link_kinds
        if link_kind in _NEWER_RELATION_WORDS and not (link_kind == "instrument" and record.ref in own)
    ]


def _newer_item(record: LinkedRecord, link_kind: str) -> dict:
    return {
        "way": _NEWER_RELATION_WORDS[link_kind],
        "title": record.title,
        "address": record.address,
        "signed": record.signed,
    }
