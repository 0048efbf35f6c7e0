"""Merging of agreements and of topics."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Agreement
from merging.declarations import Mention, MergeRules, OwnRows


def _refuse_other_disclosure(loser: Agreement, into: Agreement) -> Iterator[str]:
    """What is withheld of one of two does not become public by the other."""
    if loser.disclosure != into.disclosure:
        yield _("Their disclosure differs: “%(loser)s” is “%(one)s”, “%(into)s” is “%(other)s”. Make it the same.") % {
            "loser": loser, "one": loser.get_disclosure_display(),
            "into": into, "other": into.get_disclosure_display(),
        }  # fmt: skip
    days = [_embargo(agreement) for agreement in (loser, into)]
    if days[0] != days[1]:
        day = max(filter(None, days))
        yield _("One of them is under embargo until %s and the other is not.") % day.isoformat()


def _embargo(agreement: Agreement):
    """The day of an embargo that has not passed."""
    custody = getattr(agreement, "custody", None)
    return custody.embargo_until if custody and custody.is_embargoed(timezone.localdate()) else None


RULES = [
    MergeRules(
        "agreements.Agreement",
        own=(
            OwnRows("agreements.AgreementText"),
            OwnRows("agreements.AgreementIdentifier"),
            OwnRows("agreements.Agreement_topics", "agreement"),
            OwnRows("agreements.Involvement", adds_up=False),
            OwnRows("agreements.Milestone", adds_up=False),
            OwnRows("agreements.Term", adds_up=False),
            OwnRows("agreements.Signatory", adds_up=False),
            OwnRows("agreements.AgreementRelation"),
            OwnRows("agreements.Commitment", adds_up=False),
            OwnRows("agreements.Result", adds_up=False),
            OwnRows("agreements.Contribution", adds_up=False),
            OwnRows("agreements.Contact"),
            OwnRows("agreements.Document"),
            OwnRows("agreements.Custody", "agreement"),
            OwnRows("agreements.AgreementCitation"),
        ),
        refusals=_refuse_other_disclosure,
        label_prefetch=("texts",),
    ),
    MergeRules("agreements.Topic", own=()),
]

MENTIONS = [
    Mention("agreements.Topic", "parent"),
    Mention("agreements.Agreement_topics", "topic", owner="agreement"),
    Mention("agreements.Involvement", "organization"),
    Mention("agreements.Involvement", "person"),
    Mention("agreements.Signatory", "person"),
    Mention("agreements.Signatory", "affiliation"),
    Mention("agreements.Milestone", "by_body"),
    Mention("agreements.Milestone", "instrument"),
    Mention("agreements.AgreementRelation", "older"),
    Mention("agreements.Custody", "unit", owner="agreement"),
    Mention("agreements.UnitMember", "unit", owner="user"),
    Mention("agreements.AgreementCitation", "source"),
]
