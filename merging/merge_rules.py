"""Merging of what no foreign key holds: rules of redactions."""

from merging.redaction_rules import follow_rules

FOLLOWERS = [follow_rules]
