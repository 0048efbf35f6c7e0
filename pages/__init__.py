"""The public pages: what all kinds of record share, and the pages that belong to none."""
