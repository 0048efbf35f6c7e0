"""Lists to take away: the same search as a table, a feed, a calendar or JSON. Streamed from the register alone."""
