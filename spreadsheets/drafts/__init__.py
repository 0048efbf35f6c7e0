"""Drafts of agreements from rows."""
