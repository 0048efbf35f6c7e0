"""Formats of dates and times for people, in place of those of Django: the same words as dates have on public pages."""
