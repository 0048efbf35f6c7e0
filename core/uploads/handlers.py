"""Upload handlers that give a file the name that it has on the computer of whoever sends it."""

from django.core.files.uploadhandler import MemoryFileUploadHandler, TemporaryFileUploadHandler


def sent_name(name: str) -> str:
    """A name as it was before a browser sent it: HTML has quotation marks sent as %22."""
    return name.replace("%22", '"')


class MemoryUploadHandler(MemoryFileUploadHandler):
    """Keeps small files in memory."""

    def new_file(self, field_name, file_name, *args, **kwargs):
        return super().new_file(field_name, sent_name(file_name), *args, **kwargs)


class TemporaryUploadHandler(TemporaryFileUploadHandler):
    """Writes large files into a temporary one."""

    def new_file(self, field_name, file_name, *args, **kwargs):
        return super().new_file(field_name, sent_name(file_name), *args, **kwargs)
