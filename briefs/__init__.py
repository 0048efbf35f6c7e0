"""Briefs on a country, a partner or a responsible unit: two pages to take along, as PDF and DOCX."""
