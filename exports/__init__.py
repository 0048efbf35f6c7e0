"""Exports of lists as CSV, Excel, JSON, Atom and iCalendar, sitemaps, and dumps of the whole register."""
