"""Rules of redactions of a record that was merged: its texts are the survivor's now, and stay free of those words."""

from django.db import models
from django.utils.translation import ngettext

from merging.journal import Journal
from redaction.models import RedactionRule
from redaction.rules import rules_of
from redaction.subjects import row_name, subject_name, subject_names


def follow_rules(journal: Journal, loser: models.Model, into: models.Model) -> list[str]:
    """Adds the rules of one record to those of another."""
    rules = rules_of(subject_names(loser))
    present = {rule.redaction_id: rule for rule in RedactionRule.objects.filter(subject=subject_name(into))}
    for rule in rules:
        if own := present.get(rule.redaction_id):
            _extend(journal, own, rule)
        else:
            journal.insert(
                RedactionRule(
                    redaction=rule.redaction, subject=subject_name(into), row=row_name(into), key=rule.key,
                    digests=rule.digests, likely=rule.likely, longest=rule.longest, facts=rule.facts, kept=rule.kept,
                    identity_digests=rule.identity_digests,
                )
            )  # fmt: skip
    if not rules:
        return []
    sentence = ngettext(
        "%(count)d rule of a redaction holds for it as well.",
        "%(count)d rules of redactions hold for it as well.",
        len(rules),
    )
    return [sentence % {"count": len(rules)}]


def _extend(journal: Journal, own: RedactionRule, other: RedactionRule) -> None:
    """Rules of one redaction, about the same words, in both records."""
    both = {
        name: sorted({*getattr(own, name), *getattr(other, name)})
        for name in ("digests", "likely", "facts", "identity_digests")
    }
    journal.update(RedactionRule, [own.pk], longest=max(own.longest, other.longest), **both)
