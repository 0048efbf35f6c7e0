"""Texts of the documents that the public may read: extracted by the worker, searched, shown beside the file."""
