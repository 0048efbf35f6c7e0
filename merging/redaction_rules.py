"""Rules of redactions of a record that was merged: its texts are the survivor's now, and stay free of those words.

They outlast the undo of the merger, since no rule is ever deleted: what is refused wrongly then, people may keep.
"""

from django.db import models
from django.utils.translation import ngettext

from merging.journal import Journal
from redaction.models import RedactionRule
from redaction.rule_making import extend_rule
from redaction.rules import rules_of
from redaction.subjects import row_name, subject_name, subject_names


def follow_rules(_journal: Journal, loser: models.Model, into: models.Model) -> list[str]:
    """Adds the rules of one record to those of another."""
    rules = rules_of(subject_names(loser))
    present = {rule.redaction_id: rule for rule in RedactionRule.objects.filter(subject=subject_name(into))}
    for rule in rules:
        if own := present.get(rule.redaction_id):
            extend_rule(own, rule)
        else:
            RedactionRule.objects.create(
                redaction=rule.redaction, subject=subject_name(into), row=row_name(into), key=rule.key,
                digests=rule.digests, likely=rule.likely, longest=rule.longest, facts=rule.facts, kept=rule.kept,
                identity_digests=rule.identity_digests,
            )  # fmt: skip
    if not rules:
        return []
    sentence = ngettext(
        "%(count)d rule of a redaction holds for it as well.",
        "%(count)d rules of redactions hold for it as well.",
        len(rules),
    )
    return [sentence % {"count": len(rules)}]
