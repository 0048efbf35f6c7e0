"""Redaction: planned like a publication, applied to desk and register together, kept by rules, applied again."""
