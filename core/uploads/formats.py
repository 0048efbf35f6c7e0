"""File formats that may be attached to records."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileFormat:
    """A format: its name for people, its media type, and the endings of its file names, the usual one first."""

    label: str
    media_type: str
    endings: tuple[str, ...]

    @property
    def extension(self) -> str:
        return self.endings[0]


PDF = FileFormat("PDF", "application/pdf", (".pdf",))
DOCX = FileFormat(
    "DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",)
)
ODT = FileFormat("ODT", "application/vnd.oasis.opendocument.text", (".odt",))
HWP = FileFormat("HWP", "application/x-hwp", (".hwp",))
HWPX = FileFormat("HWPX", "application/hwp+zip", (".hwpx",))
PNG = FileFormat("PNG", "image/png", (".png",))
JPEG = FileFormat("JPEG", "image/jpeg", (".jpg", ".jpeg"))

FORMATS = (PDF, DOCX, ODT, HWP, HWPX, PNG, JPEG)
FORMAT_LABELS = ", ".join(file_format.label for file_format in FORMATS)
ACCEPTED_ENDINGS = ",".join(ending for file_format in FORMATS for ending in file_format.endings)
_BY_MEDIA_TYPE = {file_format.media_type: file_format for file_format in FORMATS}
_BY_EXTENSION = {file_format.extension: file_format for file_format in FORMATS}


def format_of_media_type(media_type: str) -> FileFormat | None:
    """The format of a media type; None for one that is not attached to records."""
    return _BY_MEDIA_TYPE.get(media_type)


def format_of_extension(extension: str) -> FileFormat | None:
    """The format of the usual ending of a file name."""
    return _BY_EXTENSION.get(extension)
