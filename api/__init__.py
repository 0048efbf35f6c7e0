"""The public API: read-only JSON, open to all. It touches no desk table, no session and no cookie."""
