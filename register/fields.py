"""Model field for bitmaps."""

from django.db import models

# Records in a chunk. Its row has half a kilobyte: quickly rewritten, and a million records have few rows.
CHUNK_SIZE = 4096


class BitmapField(models.Field):
    """Bits of one chunk of records."""

    def db_type(self, connection):
        return f"bit({CHUNK_SIZE})"
