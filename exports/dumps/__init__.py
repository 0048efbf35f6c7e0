"""Dumps: the whole register as files of one moment, for download."""
