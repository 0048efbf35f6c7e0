"""Objects and PostScript inside a document, by their first bytes: in both a program can be hidden."""

from core.uploads.problems import EMBEDDED, refusal

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_POSTSCRIPT = (b"%!PS", b"\xc5\xd0\xd3\xc6")  # as text, and with a preview before it
_ENDINGS = (".ole", ".eps", ".ps")


def check_embedded(name: str, content: bytes) -> None:
    """Raises ValidationError for an OLE object (HWP writes its size before it) and for PostScript."""
    start = content[:512].lstrip(b"\r\n\t \0\x04")
    is_object = content[:8] == _COMPOUND_FILE or content[4:12] == _COMPOUND_FILE
    if is_object or start.startswith(_POSTSCRIPT) or name.casefold().endswith(_ENDINGS):
        raise refusal(EMBEDDED, name=name[:100])
