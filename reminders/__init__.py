"""Reminders of staff: digests by e-mail of what falls due and what waits, and a calendar of each colleague."""
