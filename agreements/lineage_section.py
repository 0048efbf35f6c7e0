"""."""

from django.utils.translation import gettext_lazy as _

from agreements.choices import AgreementRelationKind
from agreements.milestones import signing_day
from pages.linked_records import LinkedRecord
from pages.mentions import RecordDirectory
from pages.source_marks import FactSources

# How the newer agreement stands to this one, told from this one's side.
NEWER_RELATION_WORDS = {
    AgreementRelationKind.BASED_ON: _("is the basis of"),
    AgreementRelationKind.IMPLEMENTS: _("is implemented by"),
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


def older_item(relation: dict, evidence: FactSources, directory: RecordDirectory) -> dict:
    """An older agreement, with the day it was signed where its record tells."""
    older = directory.mention_by_title(relation["agreement"])
    return {
        **relation,
        "older": older,
        "signed": signing_day(older.body if older else {}),
        "marks": evidence.marks(f"relations/{relation['key']}"),
    }


def is_own_relation(record: LinkedRecord, way: str, body: dict) -> bool:
    """Whether the change that another record ascribes to this one is among this one's own relations already."""
    own = {relation["agreement"]["ref"] for relation in body["relations"] if relation["agreement"]}
    return way == "instrument" and record.ref in own


def newer_item(record: LinkedRecord, way: str) -> dict:
    return {
        "way": NEWER_RELATION_WORDS[way],
        "title": record.title,
        "address": record.address,
        "signed": record.signed,
    }
