"""."""

from django.db import models

# Records in a chunk. A row of it is half a kilobyte: small to rewrite, and few of them in a register of a million.
CHUNK_SIZE = 4096


class BitmapField(models.Field):
    """The bits of one chunk."""

    def db_type(self, connection):
        return f"bit({CHUNK_SIZE})"
